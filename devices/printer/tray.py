"""Where the paper of a simulated printer falls: pictures to look at, counted from 1."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from devices.printer import PaperPicture
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

    def catch(self, job_id: str, picture: PaperPicture) -> None:
        self.papers.append(Paper(job_id, picture))
        if self._folder is None:
            return
        number = max((_number(path) for path in self._folder.glob("*-*.png")), default=0) + 1
        write_png(picture, self._folder / f"{number:04d}-{job_id}.png")

    def catch_torn(self, job_id: str, picture: PaperPicture, rows: int) -> None:
        """Keep the first rows of a ticket that never became whole."""
        if rows:
            torn = picture.rows[: rows * picture.bytes_per_row]
            self.catch(job_id, PaperPicture(picture.width_dots, torn, picture.dpi))


def _number(path: Path) -> int:
    digits = path.name.split("-")[0]
    return int(digits) if digits.isdigit() else 0
