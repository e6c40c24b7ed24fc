"""From a picture to ESC/POS bytes: the one door to python-escpos.

Only its encoder is used. Its connections, and the status it tells, cannot be trusted: it says
"paper is there" on a dead line.
"""

from __future__ import annotations

import io
import logging
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from devices.printer import PaperPicture, PlainLine
from devices.printer.models import Cut, Model
from devices.printer.plain_text import PlainText

BAND_ROWS = 24
INITIALISE = b"\x1b@"
PUSH_STATUS = b"\x1da\x0e"  # online, errors, paper; not the drawer
ASK_NAME = b"\x1dIC"
ASK_PAPER = b"\x1dr\x01"
RESUME = b"\x10\x05\x01"  # DLE ENQ 1: an error was cleared, go on where it stopped
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
# A printer obeys these wherever it meets them, also in the middle of a picture.
_REAL_TIME = re.compile(rb"\x10(?:\x04[\x01-\x08]|\x05[\x00-\x03]|\x14[\x01-\x08])")
_FEED_WITHOUT_CUTTER = 6
_CACHE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


def ask_status(question: int) -> bytes:
    """DLE EOT n, obeyed at once."""
    return bytes((0x10, 0x04, question))


def ask_processed(ident: bytes) -> bytes:
    """GS ( H function 48: answer with these four letters when all before is on paper."""
    return b"\x1d(H\x06\x0000" + ident


class Encoder:
    """Writes for one model.

    Args:
        cache_dir: keeps the library's profiles in a fast form; without it they are read anew
            at every start (0.2 s).
    """

    def __init__(self, model: Model, cache_dir: Path | None = None) -> None:
        self._model = model
        self._dummy = _library(cache_dir)
        self._plain = PlainText(model, self._paper)

    def bands(self, picture: PaperPicture) -> Iterator[bytes]:
        """Yield the picture as commands of at most 24 rows each, safe to send in a row.

        A band takes well under 2 ms: who sends one after the other stops nobody else.
        """
        step = BAND_ROWS * picture.bytes_per_row
        for at in range(0, len(picture.rows), step):
            rows = picture.rows[at : at + step]
            # A portable bitmap (PBM, P4) has our very dots; the library opens files of any kind.
            header = b"P4 %d %d\n" % (picture.width_dots, len(rows) // picture.bytes_per_row)
            paper = self._paper()
            paper.image(io.BytesIO(header + rows))
            yield without_real_time(bytes(paper.output))

    def cut(self) -> bytes:
        """Feed to the blade and cut."""
        paper = self._paper()
        if self._model.cut is Cut.NONE:
            paper.print_and_feed(_FEED_WITHOUT_CUTTER)
            return bytes(paper.output)
        paper.cut(feed=False)
        written = bytes(paper.output)
        # GS V 66 cuts partially, GS V 65 fully; both feed as far as the blade.
        return written.replace(b"\x1dVB", b"\x1dVA") if self._model.cut is Cut.FULL else written

    def can_print(self, lines: Sequence[PlainLine]) -> bool:
        """Say whether plain lines would leave anything readable on the paper."""
        return self._plain.can_print(lines)

    def plain(self, lines: Sequence[PlainLine]) -> list[bytes]:
        """Return plain lines as commands, see `PlainText`; long tickets want a thread for it."""
        return self._plain.pieces(lines)

    def _paper(self) -> Any:
        return self._dummy(profile=self._model.encoding)


def without_real_time(band: bytes) -> bytes:
    """Return the band with one dot changed wherever its dots would be obeyed as a command."""
    if not _REAL_TIME.search(band):
        return band
    changed = bytearray(band)
    while found := _REAL_TIME.search(changed):
        changed[found.start() + 1] ^= 0x80
    return bytes(changed)


@lru_cache(maxsize=1)
def _library(cache_dir: Path | None) -> Any:
    """Import the library without what its import leaves behind: a folder and a log handler."""
    if cache_dir is not None:
        cache_dir.mkdir(parents=True, exist_ok=True)
    handlers, temporary = logging.root.handlers[:], tempfile.tempdir
    with tempfile.TemporaryDirectory() as litter:
        cache = os.environ.setdefault(_CACHE, str(cache_dir or litter))
        tempfile.tempdir = litter
        try:
            from escpos.printer import Dummy
        finally:
            tempfile.tempdir = temporary
            if cache == litter:  # gone in a moment, and no place for a child process
                del os.environ[_CACHE]
    for handler in set(logging.root.handlers) - set(handlers):
        logging.root.removeHandler(handler)
    return Dummy
