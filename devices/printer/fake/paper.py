"""The paper in a fake printer: a roll, a piece in the making, and what fell out."""

from __future__ import annotations

from pathlib import Path

from devices.printer import MM_PER_INCH, PaperPicture, PlainLine, Profile
from devices.printer.tray import Tray


class PaperPath:
    """Dots become rows, the blade makes pieces of them; a piece knows which words are on it.

    Args:
        folder: where the pieces lie as PNG; torn ones in `scrap/`.
    """

    def __init__(self, profile: Profile, roll_mm: float, folder: Path | None) -> None:
        self.profile = profile
        self.tray = Tray(folder)
        self.scrap = Tray(folder / "scrap" if folder else None)
        self.left_mm = roll_mm
        self.rows = 0  # of the ticket in the making
        self.fallen = 0
        self.words: list[PlainLine] = []  # of the piece in the making
        self._piece = bytearray()
        self._torn = False

    @property
    def row_mm(self) -> float:
        return MM_PER_INCH / self.profile.dpi

    @property
    def hanging(self) -> PaperPicture | None:
        """What is printed and not cut off yet."""
        if not self._piece:
            return None
        dots, words = bytes(self._piece), tuple(self.words)
        return PaperPicture(self.profile.width_dots, dots, self.profile.dpi, words)

    def print_row(self, row: bytes) -> None:
        width = self.profile.width_dots // 8
        self._piece += row[:width].ljust(width, b"\0")
        self.rows += 1
        self.left_mm = max(0.0, self.left_mm - self.row_mm)

    def tear(self) -> None:
        """What hangs there will never be a whole ticket; it stays until the next cut."""
        self._torn = self._torn or bool(self._piece)
        self.rows = 0

    def cut(self) -> None:
        """Let the piece fall."""
        piece = self.hanging
        if piece is not None:
            (self.scrap if self._torn else self.tray).catch("ticket", piece, piece.plain)
            self.fallen += 1
        self._piece.clear()
        self.words.clear()
        self._torn = False
        self.rows = 0

    def all_pieces(self) -> list[PaperPicture]:
        """Everything with ink on it that is still known, also what hangs."""
        pieces = [paper.picture for tray in (self.tray, self.scrap) for paper in tray.papers]
        return pieces + ([self.hanging] if self.hanging else [])
