"""A terminal in a process of its own with somebody who draws a number, to be killed.

`python -m tests.support.touched_terminal URL SHIFT_S FOLDER SPEED` says `number …` as soon as it is
on the glass, `printing` when the first byte has gone to the printer, and `paper` when it is out.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.office_process import OfficeProcess

SLOW_MM_S, FAST_MM_S = 5.0, 5_000.0


@dataclass(frozen=True, slots=True)
class FarOffice:
    """An office that runs elsewhere."""

    terminal_url: str
    shift: timedelta

    def now(self) -> datetime:
        """Return the time in the office."""
        return datetime.now(UTC) + self.shift


async def draw(office: FarOffice, folder: Path, speed_mm_s: float) -> None:
    """Draw a number and stand there."""
    from tests.support.lobby import lobby

    async with lobby(office, folder, speed_mm_s=speed_mm_s) as visitor:
        number = await visitor.draws("Wohnsitz ummelden")
        print(f"number {number}", flush=True)
        if speed_mm_s == SLOW_MM_S:
            notebook = visitor.attendant.notebook
            await visitor.until(lambda: bool(notebook.open_jobs()), "the first byte")
            print("printing", flush=True)
        else:
            await visitor.takes_the_paper()
            print("paper", flush=True)
        await asyncio.Event().wait()


def killed_terminal(office: OfficeProcess, folder: Path, at: str) -> str:
    """Let somebody draw a number and kill the terminal at a word; return the number."""
    command = [sys.executable, "-m", __name__, office.terminal_url]
    speed = FAST_MM_S if at == "paper" else SLOW_MM_S
    command += [str(office.shift.total_seconds()), str(folder), str(speed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as terminal:
        assert terminal.stdout is not None
        number = ""
        for line in terminal.stdout:
            word, _, rest = line.strip().partition(" ")
            number = rest if word == "number" else number
            if word == at:
                break
        terminal.kill()
    return number


if __name__ == "__main__":
    url, shift_s, place, speed_mm_s = sys.argv[1:]
    far = FarOffice(url, timedelta(seconds=float(shift_s)))
    asyncio.run(draw(far, Path(place), float(speed_mm_s)))
