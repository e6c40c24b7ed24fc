"""Does the terminal's memory stay flat over many visits?

`python -m tests.benchmarks.visits [VISITS]`: real office process, real glass in memory. Each
visit searches, looks at a service in another language, and leaves. Goal: RSS < 260 MB.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from kiosk.domain.phrases import LANGUAGES
from kiosk.terminal.views import Ask, Intent
from tests.support.lobby import Visitor, lobby
from tests.support.office_process import OfficeProcess

GOAL_MB = 260
SETTLED_AFTER = 10


def resident_mb() -> float:
    """Return the resident memory of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def one(visitor: Visitor, number: int) -> None:
    """Come, search, read, look around, leave."""
    language = LANGUAGES[number % len(LANGUAGES)]
    town = visitor.attendant.lobby.town
    assert town is not None
    service = list(town.catalogue.services)[number % len(town.catalogue.services)]
    asks = [
        Intent(Ask.BEGIN),
        Intent(Ask.SPEAK, language),
        Intent(Ask.SEARCH),
        *(Intent(Ask.TYPE, letter) for letter in "ausweis"),
        Intent(Ask.OPEN_SERVICE, service),
        Intent(Ask.HOME),
        Intent(Ask.CHOOSE),
        Intent(Ask.HOURS),
        Intent(Ask.LEAVE),
    ]
    for intent in asks:
        visitor.attendant.touched(intent)
        await visitor.settles()


async def measure(folder: Path, visits: int) -> list[float]:
    """Return the memory after each visit."""
    office = OfficeProcess(folder)
    office.start()
    try:
        async with lobby(office, folder) as visitor:
            await visitor.waits_for("Zum Beginnen")
            after = []
            for number in range(visits):
                await one(visitor, number)
                after.append(resident_mb())
            return after
    finally:
        office.stop()


def main() -> None:
    """Print the figures."""
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        after = asyncio.run(measure(Path(folder), visits))
    settled = after[SETTLED_AFTER:] or after
    print(f"resident memory over {visits} visits in {len(LANGUAGES)} languages")
    print(
        f"first {after[0]:.0f} MB · settled {settled[0]:.0f} MB · last {after[-1]:.0f} MB · "
        f"most {max(after):.0f} MB · goal < {GOAL_MB} MB"
    )


if __name__ == "__main__":
    main()
