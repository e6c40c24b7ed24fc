"""HTML of an editorial system → plain lines that can be shown and read aloud."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p "
    "section table td th tr ul".split()
)
_SILENT = frozenset({"script", "style", "template", "title", "head", "noscript", "iframe"})
_KEPT_FORMAT_CHARACTERS = frozenset("\u200c\u200d")  # they join letters in Arabic and Persian
# A tag, a declaration, or a lonely "<". Possessive, so that no input takes quadratic time.
_TAG = re.compile(r"<(?:(/?[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|([!?])[^<>]*+>)?")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_SPACE_BEFORE_MARK = re.compile(r" +([.,;:!?)])(?=\s|$)")


def text_of(html: str) -> str:
    """Return the text, one line per paragraph; list items begin with "• "."""
    reader = _Reader()
    reader.feed(_TAG.sub(_bare_tag, _without_comments(html)))
    reader.close()
    lines = (_line(line) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line not in ("", "•"))


def one_line(text: str) -> str:
    """Return the text of a name or label: no markup, no line break, no hidden character."""
    return " ".join(text_of(text).split())


def visible(text: str) -> str:
    """Drop what nobody sees: control, zero-width and direction-turning characters, halves
    of surrogate pairs."""
    return "".join(
        c
        for c in text
        if c == "\n"
        or c in _KEPT_FORMAT_CHARACTERS
        or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def _without_comments(html: str) -> str:
    parts = []
    begin = 0
    while (start := html.find("<!--", begin)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts.append(html[begin:start])
        begin = end + len("-->")
    return "".join(parts) + html[begin:]


def _bare_tag(found: re.Match[str]) -> str:
    """Attributes are not needed, and the parser is slow on broken ones."""
    if found[1]:
        return f"<{found[1]}>"
    return "" if found[2] else "&lt;"


def _line(raw: str) -> str:
    return _SPACE_BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", visible(raw)).strip())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line break in the source is only a space, as in every browser; an empty line
            # was meant as a paragraph by whoever typed it.
            paragraphs = _EMPTY_LINE.split(data.replace("\r", ""))
            self.parts.append("\n".join(each.replace("\n", " ") for each in paragraphs))
