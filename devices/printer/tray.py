"""Where the paper of a simulated printer falls: pictures to look at, counted from 1."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from devices.printer import PaperPicture, PlainLine
from devices.printer.png import write_png

_KEPT_PAPERS = 50


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of paper that fell out."""

    job_id: str
    picture: PaperPicture


class Tray:
    """The last papers in memory and, with a folder, all of them as `0001-<job>.png`."""

    def __init__(self, folder: Path | None) -> None:
        self.papers: deque[Paper] = deque(maxlen=_KEPT_PAPERS)
        self._folder = folder

    def catch(self, job_id: str, picture: PaperPicture, words: Sequence[PlainLine] = ()) -> None:
        """Keep a piece of paper; the words that are on it as letters lie beside it as text."""
        self.papers.append(Paper(job_id, picture))
        if self._folder is None:
            return
        number = max((_number(path) for path in self._folder.glob("*-*.png")), default=0) + 1
        place = self._folder / f"{number:04d}-{job_id}.png"
        write_png(picture, place)
        if words:
            lines = (f"{line.style.value:<7}{line.text}".rstrip() + "\n" for line in words)
            place.with_suffix(".txt").write_text("".join(lines), "utf-8")

    def catch_torn(self, job_id: str, picture: PaperPicture, rows: int) -> None:
        """Keep the first rows of a ticket that never became whole."""
        if rows:
            torn = picture.rows[: rows * picture.bytes_per_row]
            self.catch(job_id, PaperPicture(picture.width_dots, torn, picture.dpi))


def _number(path: Path) -> int:
    digits = path.name.split("-")[0]
    return int(digits) if digits.isdigit() else 0
