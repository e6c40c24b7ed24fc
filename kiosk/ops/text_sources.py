"""Every text in the sources, and who reads it: Python, kv and the pages of the browsers."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from jinja2 import Environment, nodes

from kiosk.domain.phrases import GERMAN, LANGUAGES

CHECKOUT = Path(__file__).resolve().parents[2]
EVERYBODY = frozenset(LANGUAGES) - {GERMAN}
GERMAN_AND_ENGLISH = frozenset({"en"})
_PAGES = "kiosk/office/pages/templates"
# Where a text stands → the languages it needs besides German; the longest path rules.
READERS: Mapping[str, frozenset[str]] = {
    "kiosk/terminal/": EVERYBODY,  # glass and paper
    "screens/": EVERYBODY,  # glass
    "kiosk/office/": EVERYBODY,  # the phone, and what the office says no to
    # The display in the waiting area speaks German and English side by side.
    f"{_PAGES}/display": GERMAN_AND_ENGLISH,
    "kiosk/office/routes/display": GERMAN_AND_ENGLISH,
    # Staff.
    "kiosk/terminal/print_check": GERMAN_AND_ENGLISH,
    f"{_PAGES}/desk": GERMAN_AND_ENGLISH,
    f"{_PAGES}/guest": GERMAN_AND_ENGLISH,
    f"{_PAGES}/sessions": GERMAN_AND_ENGLISH,
    f"{_PAGES}/sign_in": GERMAN_AND_ENGLISH,
    "kiosk/office/routes/desk": GERMAN_AND_ENGLISH,
    "kiosk/office/routes/sessions": GERMAN_AND_ENGLISH,
    "kiosk/office/routes/staff": GERMAN_AND_ENGLISH,
}
# What is set in the fonts of the terminal.
ON_GLASS = ("kiosk/terminal/", "screens/")
ON_PAPER = (
    "kiosk/terminal/tongue.py",
    "kiosk/terminal/ticket_sheet.py",
    "kiosk/terminal/service_facts.py",
    "kiosk/terminal/checklist_slip.py",
    "kiosk/terminal/receipt_slip.py",
    "kiosk/terminal/appointment_slip.py",
    "kiosk/terminal/print_check.py",
)

_WRITTEN = ("_", "tr", "fixed")
_SPOKEN, _COUNTED = "spoken", "n"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A German sentence of the sources; `context` is "speech" for what is only spoken."""

    msgid: str
    plural: str = ""
    context: str = ""


def texts_by_file(tree: Path = CHECKOUT) -> dict[str, set[Text]]:
    """Return every text, by the path of the file it stands in."""
    found: dict[str, set[Text]] = {}
    for room in ("kiosk", "screens"):
        for path in sorted((tree / room).rglob("*")):
            reader = _READ.get(path.suffix)
            if reader and (texts := set(reader(path))):
                found[path.relative_to(tree).as_posix()] = texts
    return found


def languages_of(file: str) -> frozenset[str]:
    """Return the languages that the texts of a file need besides German."""
    rooms = [room for room in READERS if file.startswith(room)]
    return READERS[max(rooms, key=len)] if rooms else frozenset()


def _in_python(path: Path) -> Iterator[Text]:
    tree = ast.parse(path.read_text("utf-8"), str(path))
    names = dict(_named_strings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield from _texts(called, [list(_spelled(each, names)) for each in node.args])


def _named_strings(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text


def _spelled(node: ast.expr, names: Mapping[str, str]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name) if name in names:
            yield names[name]
        case ast.IfExp(body=body, orelse=orelse):
            yield from _spelled(body, names)
            yield from _spelled(orelse, names)


def _in_kv(path: Path) -> Iterator[Text]:
    with path.open("rb") as file:
        for found in extract("python", file, keywords=dict.fromkeys(("tr",))):
            yield Text(str(found[1]))


def _in_page(path: Path) -> Iterator[Text]:
    for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
        called = getattr(call.node, "attr", getattr(call.node, "name", ""))
        yield from _texts(called, [list(_filled_in(each)) for each in call.args])


def _filled_in(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        for each in (node.expr1, node.expr2):
            yield from _filled_in(each) if each else ()


def _texts(called: str, arguments: list[list[str]]) -> Iterator[Text]:
    first = arguments[0] if arguments else []
    if called in _WRITTEN:
        yield from (Text(msgid) for msgid in first)
    elif called == _SPOKEN:
        yield from (Text(msgid, context="speech") for msgid in first)
    elif called == _COUNTED and len(arguments) > 1:
        yield from (Text(*pair) for pair in zip(first, arguments[1], strict=False))


_READ = {".py": _in_python, ".kv": _in_kv, ".html": _in_page}
