"""How soon a card is seen, and how long a command to it takes, through real pcscd.

Run: python -m tests.benchmarks.card_reader

The readers are virtual and pcscd asks them every 0.4 s; readers that tell by themselves are seen
sooner. The identification is all of it without the human: real AusweisApp, our card and eID server.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.card_reader import Answer, CardReader
from devices.card_reader.cards import card
from devices.card_reader.kinds import CardKind, kind_of
from devices.card_reader.pcsc_driver import PcscCardReader
from devices.card_reader.simulated import SimulatedCardReader
from tests.devices.card_readers import SELECT_FILE, empty, present, running
from tests.support.ausweisapp import ausweisapp, sdk
from tests.support.card_certificates import found
from tests.support.eid_server import eid_server
from tests.support.pcsc import READERS, Pcsc, pcsc_service
from tests.support.personal_card import PersonalCard
from tests.support.virtual_card import VirtualCard

CARDS, COMMANDS, IDENTIFICATIONS = 20, 1_000, 5
SEEN_GOAL_S, KNOWN_GOAL_S, COMMAND_GOAL_MS, IDENTIFIED_GOAL_S = 0.5, 0.55, 1.0, 1.5


async def seen(pcsc: Pcsc) -> tuple[float, float]:
    """Return the worst time until a card is seen, and until it is known what it is, in s."""
    reader = PcscCardReader()
    seen_s, known_s = [], []
    async with running(reader) as changes:
        await empty(changes)
        for number in range(CARDS):
            await asyncio.sleep(0.37 * number % 0.4)  # at any moment between two looks of pcscd
            began = time.perf_counter()
            await asyncio.to_thread(pcsc.insert, VirtualCard(card(CardKind.GERMAN_EID).answers))
            there = await present(changes)
            seen_s.append(time.perf_counter() - began)
            async with reader.use(there) as talk:
                assert await kind_of(talk) is CardKind.GERMAN_EID
            known_s.append(time.perf_counter() - began)
            await asyncio.to_thread(pcsc.pull)
            await empty(changes)
    print(f"seen after {min(seen_s):.3f}, {statistics.median(seen_s):.3f}, {max(seen_s):.3f} s")
    return max(seen_s), max(known_s)


async def commands(reader: CardReader) -> float:
    """Return the median of a command's round trip in ms; there is a card in the reader."""
    times = []
    async with running(reader) as changes:
        async with reader.use(await present(changes)) as talk:
            for _ in range(COMMANDS):
                began = time.perf_counter()
                assert isinstance(await talk.transmit(SELECT_FILE), Answer)
                times.append((time.perf_counter() - began) * 1_000)
    return statistics.median(times)


async def simulated() -> float:
    reader = SimulatedCardReader()
    await reader.insert(card(CardKind.GERMAN_EID))
    return await commands(reader)


async def identified(pcsc: Pcsc, folder: Path) -> float:
    """Return the median time of a whole identification in s."""
    authority, times = found(folder), []
    await asyncio.to_thread(pcsc.insert, VirtualCard(PersonalCard(issued=authority.issued())))
    with eid_server(authority) as server, ausweisapp(folder) as app:
        for _ in range(IDENTIFICATIONS):
            session = server.session(optional=["Address"])
            async with sdk(app) as talk:
                await talk.card_in(READERS[0])
                began = time.perf_counter()
                await talk.run("RUN_AUTH", ("PIN", "123456"), tcTokenURL=session.tc_token_url,
                               developerMode=True, status=False)  # fmt: skip
                times.append(time.perf_counter() - began)
            assert session.outcome == "ok"
    return statistics.median(times)


def main() -> int:
    with pcsc_service() as pcsc, TemporaryDirectory() as folder:
        seen_s, known_s = asyncio.run(seen(pcsc))
        pcsc.insert(VirtualCard(card(CardKind.GERMAN_EID).answers))
        command_ms = asyncio.run(commands(PcscCardReader()))
        identified_s = asyncio.run(identified(pcsc, Path(folder)))
    figures = [
        ("card seen after insertion, worst", seen_s, SEEN_GOAL_S, "s"),
        ("known what it is after insertion, worst", known_s, KNOWN_GOAL_S, "s"),
        ("a command and its answer, median", command_ms, COMMAND_GOAL_MS, "ms"),
        ("the same, simulated", asyncio.run(simulated()), COMMAND_GOAL_MS, "ms"),
        ("identification without the human, median", identified_s, IDENTIFIED_GOAL_S, "s"),
    ]
    for name, value, goal, unit in figures:
        met = "met" if value < goal else "MISSED"
        print(f"{name:<42}{value:>8.3f} {unit:<2}  goal < {goal:g} {unit}: {met}")
    return 0 if all(value < goal for _, value, goal, _ in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
