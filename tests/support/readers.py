"""Eyes that we did not make: `zbarimg` for codes, `tesseract` for letters, on a paper's PNG.

tesseract misreads a digit now and then, as people do: who is not sure looks once more, from
nearer. What never stood on the paper is not read at any distance.
"""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import inf
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps
from rapidfuzz import fuzz

# The language of the interface → what tesseract calls it.
_LETTERS = {"de": "deu", "en": "eng", "tr": "tur", "uk": "ukr", "ar": "ara"}
# tesseract's page segmentation.
_COLUMN, _ONE_LINE = 4, 7
_MM_PER_INCH = 25.4
_MARGIN_MM = 4.0  # the paper is wider than what can be printed on
_GAP_MM = 0.4  # less lies between a letter and its dots
_PATIENCE_S = 60.0
_ALIKE = 0.9
_DASHES = str.maketrans(dict.fromkeys("‐‑–—−", "-"))
_UNSEEN = re.compile(r"[\u200e\u200f\u2066-\u2069\xad]")


def scanned(paper: Path) -> list[str]:
    """Return what every QR code on the paper says."""
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(paper)]
    return _output(command, nothing_found=4).splitlines()


class Reader:
    """Somebody with a paper in the hand who knows one language."""

    def __init__(self, paper: Path, dpi: int, language: str) -> None:
        self._paper = paper
        self._dpi = dpi
        self._letters = _LETTERS[language]
        self._read_so_far: list[str] = []
        self._glances = self._ever_nearer()

    def reads(self, sentence: str) -> bool:
        """Return whether it stands there: letters nearly, digits exactly."""
        return self._sure(lambda text: stands_in(sentence, text))

    def finds(self, pattern: str) -> bool:
        """Return whether this regular expression stands there."""
        return self._sure(lambda text: re.search(pattern, text) is not None)

    def _sure(self, seen: Callable[[str], bool]) -> bool:
        if any(seen(text) for text in self._read_so_far):
            return True
        for text in self._glances:
            self._read_so_far.append(text)
            if seen(text):
                return True
        return False

    def _ever_nearer(self) -> Iterator[str]:
        """Read the whole page, then line by line, then from nearer."""
        with Image.open(self._paper) as dots:
            page = dots.convert("L")
        yield self._read([page], 2, _COLUMN)
        lines = list(_lines(page, round(_GAP_MM * self._dpi / _MM_PER_INCH)))
        for zoom in (2, 3):
            yield self._read(lines, zoom, _ONE_LINE)

    def _read(self, pieces: Iterable[Image.Image], zoom: int, segmentation: int) -> str:
        margin = round(_MARGIN_MM * self._dpi / _MM_PER_INCH)
        names = []
        for number, piece in enumerate(pieces):
            framed = ImageOps.expand(piece, margin, 255)
            enlarged = framed.resize((framed.width * zoom, framed.height * zoom))
            names.append(self._paper.with_suffix(f".{number}.png"))
            # The dots of a thermal head run into each other, too.
            enlarged.filter(ImageFilter.GaussianBlur(zoom / 2)).save(names[-1])
        seen = self._paper.with_suffix(".txt")
        seen.write_text("".join(f"{name}\n" for name in names))
        how = ["--psm", str(segmentation), "--dpi", str(self._dpi * zoom), "-l", self._letters]
        return plain(_output(["tesseract", str(seen), "-", *how]))


def stands_in(sentence: str, text: str) -> bool:
    """Compare with the most similar passage of a text; both may have been printed in lines."""
    wanted = plain(sentence)
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_ALIKE * 100)
    if found is None:
        return False
    return re.findall(r"\d+", wanted) == re.findall(r"\d+", text[found.dest_start : found.dest_end])


def plain(text: str) -> str:
    """Return the text in one line: one kind of dash and blank, no marks that nobody sees."""
    composed = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return " ".join(composed.translate(_DASHES).split())


def _lines(page: Image.Image, gap: int) -> Iterator[Image.Image]:
    """Yield the lines: what white rows part, at least so many of them."""
    inked = [
        y for y in range(page.height) if page.crop((0, y, page.width, y + 1)).getextrema()[0] < 128
    ]
    ends = [y for y, following in pairwise((*inked, inf)) if following - y > gap]
    starts = [following for y, following in pairwise((-inf, *inked)) if following - y > gap]
    for start, end in zip(starts, ends, strict=True):
        yield page.crop((0, start, page.width, end + 1))


def _output(command: list[str], nothing_found: int = 0) -> str:
    # One thread: those of tesseract wait for each other more than they work.
    surroundings = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, timeout=_PATIENCE_S
    )
    if done.returncode not in (0, nothing_found):
        raise RuntimeError(f"{command[0]} cannot read: {done.stderr}")
    return done.stdout
