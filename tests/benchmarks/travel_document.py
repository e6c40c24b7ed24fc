"""What reading a travel document costs, and PACE beside OpenPACE's libeac on the same chip.

.venv/bin/python -m tests.benchmarks.travel_document [rounds]

Debian: libeac3 for the comparison; pcscd and vsmartcard-vpcd for the way through the system.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from devices.card_reader import CardPresent
from devices.card_reader.pcsc_driver import PcscCardReader
from devices.travel_document import Can, Chip, Password, card_access, files
from devices.travel_document.document import Authentic, Document
from devices.travel_document.link import Link
from devices.travel_document.master_list import MasterList, load
from devices.travel_document.on_reader import ChipOnReader
from devices.travel_document.pace import open_with_pace
from devices.travel_document.reading import read
from devices.travel_document.simulated.chip import Access, SimulatedChip
from devices.travel_document.simulated.documents import VirtualDocument, identity_card, passport
from tests.devices.test_travel_document_on_reader import OnTheTable
from tests.devices.travel_document_libeac import LibeacChip, libeac_opens, library
from tests.devices.travel_documents import EVERYTHING, TODAY, utopia
from tests.support.pcsc import CannotRun, pcsc_service
from tests.support.virtual_card import VirtualCard

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
GOAL_READ_MS, GOAL_RATIO = 300, 2.5
CAN = b"500540"


def main(rounds: int) -> None:
    print(f"medians of {rounds} rounds; the face has 18 kB, all fields are read and judged")
    card, passport_ = identity_card(utopia()), passport(utopia())
    for name, document, access, extended in (
        ("TD1 by PACE, short answers", card, Access.PACE, False),
        ("TD1 by PACE, extended answers", card, Access.PACE, True),
        ("TD3 by PACE, short answers", passport_, Access.PACE, False),
        ("TD3 by BAC, short answers", passport_, Access.BAC, False),
    ):
        _report(name, _times(rounds, lambda d=document, a=access, e=extended: _read(d, a, e)))
    try:
        _through_the_system(rounds, card)
    except CannotRun as reason:
        print(f"through pcscd: not measured, {reason}")
    _load_list()
    try:
        _compare(rounds)
    except OSError:
        print("PACE beside libeac: not measured, libeac3 is not installed")


def _times(rounds: int, work: Callable[[], object]) -> list[float]:
    """Return milliseconds; the first round only warms up."""
    spent = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1e3)
    return spent[1:]


def _report(name: str, times: list[float], goal_ms: float = GOAL_READ_MS) -> None:
    median = statistics.median(times)
    verdict = (
        "" if not goal_ms else f"  (goal {goal_ms:.0f}: {'yes' if median < goal_ms else 'NO'})"
    )
    print(f"{name:34}{median:8.1f} ms, quickest {min(times):.1f}{verdict}")


def _read(document: VirtualDocument, access: Access, extended: bool) -> None:
    chip = SimulatedChip(
        document, access, extended=extended, longest_answer=4_096 if extended else 256
    )
    password = document.key if access is Access.BAC else document.can
    asyncio.run(_judged(chip, password))


async def _judged(chip: Chip, password: Password) -> None:
    known = utopia().trusted()
    found = await read(chip, password, EVERYTHING, trusted=known, today=TODAY)
    assert isinstance(found, Document) and isinstance(found.authenticity, Authentic), found


def _through_the_system(rounds: int, document: VirtualDocument) -> None:
    with pcsc_service() as service:
        service.insert(VirtualCard(OnTheTable(SimulatedChip(document, Access.PACE))))
        times = asyncio.run(_on_reader(rounds, document))
    _report("TD1 by PACE, through pcscd", times)


async def _on_reader(rounds: int, document: VirtualDocument) -> list[float]:
    reader = PcscCardReader()
    running = asyncio.create_task(reader.run())
    async for state in reader.changes():
        if isinstance(state, CardPresent):
            break
    times = []
    for _ in range(rounds + 1):
        async with reader.use(state) as held:
            began = time.perf_counter()
            await _judged(ChipOnReader(held), document.can)
            times.append((time.perf_counter() - began) * 1e3)
    running.cancel()
    return times[1:]


def _load_list() -> None:
    data, pinned = (
        (DATA / name).read_bytes() for name in ("german-master-list.ml", "german-csca07.cer")
    )
    times = _times(3, lambda: load(data, pinned))
    found = load(data, pinned)
    assert isinstance(found, MasterList)
    _report(f"master list, {len(found.certificates)} certificates", times, 0)


def _compare(rounds: int) -> None:
    """Open the same chip with our terminal and with libeac's, in turns, with the same commands."""
    library()
    ours, theirs = [], []
    for _ in range(max(rounds, 20)):
        ours += _times(1, lambda: asyncio.run(_open(LibeacChip(CAN))))
        theirs += _times(1, _opened_by_libeac)
    _report("PACE, our terminal", ours, 0)
    _report("PACE, libeac's terminal", theirs, 0)
    for name, measure in (("medians", statistics.median), ("quickest", min)):
        ratio = measure(ours) / measure(theirs)
        verdict = "yes" if ratio <= GOAL_RATIO else "NO"
        print(f"ratio of the {name:21}{ratio:8.2f}     (goal {GOAL_RATIO}: {verdict})")


def _opened_by_libeac() -> None:
    chip = LibeacChip(CAN)
    libeac_opens(chip, CAN)
    chip.close()


async def _open(chip: LibeacChip) -> None:
    link = Link(chip)
    await files.select_main_folder(link)
    content = await files.read_file(link, files.CARD_ACCESS)
    await open_with_pace(link, Can(CAN.decode()), card_access.offer(content).variants[0])
    chip.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
