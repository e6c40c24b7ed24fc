"""The readers through PC/SC, where that differs: a service that dies, other programs, threads."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest

from devices.card_reader import Answer, Gap, NoReader, Silent, Taken
from devices.card_reader.pcsc_driver import PcscCardReader
from tests.devices.card_readers import (
    EID,
    SELECT_FILE,
    OtherProgram,
    PcscBench,
    empty,
    present,
    running,
    state_of,
)
from tests.support.pcsc import READERS, Pcsc
from tests.support.virtual_card import VirtualCard

CYCLES = 50


def threads() -> list[str]:
    """Return the names of the threads that the driver owns."""
    ours = ("card", "card readers")
    return sorted(thread.name for thread in threading.enumerate() if thread.name in ours)


async def nothing_left() -> None:
    """Wait until no thread of the driver is left."""
    while threads():
        await asyncio.sleep(0.01)


async def test_the_monitor_survives_a_killed_service_again_and_again(pcsc: Pcsc) -> None:
    bench = PcscBench(pcsc)
    async with running(bench.reader) as changes:
        for _ in range(3):
            await empty(changes)
            os.kill(pcsc.pid, signal.SIGKILL)
            await state_of(changes, NoReader(Gap.NO_SERVICE))
            await asyncio.to_thread(pcsc.restart)
        await empty(changes)
        await bench.insert(EID)
        async with bench.reader.use(await present(changes)) as card:
            assert isinstance(await card.transmit(SELECT_FILE), Answer)


async def test_a_service_that_hangs_is_no_service_and_does_not_hold_us_up(pcsc: Pcsc) -> None:
    reader = PcscCardReader()
    async with running(reader) as changes:
        await empty(changes)
        pcsc.freeze()
        await state_of(changes, NoReader(Gap.NO_SERVICE))
    assert reader.state == NoReader(Gap.NOT_STARTED)
    await asyncio.to_thread(pcsc.stop)
    await nothing_left()


async def test_a_service_that_starts_later_is_found(pcsc: Pcsc) -> None:
    pcsc.stop()
    reader = PcscCardReader()
    async with running(reader) as changes:
        await state_of(changes, NoReader(Gap.NO_SERVICE))
        await asyncio.to_thread(pcsc.start)
        await empty(changes)


async def test_one_reader_can_be_chosen(pcsc: Pcsc) -> None:
    reader = PcscCardReader(only="00 01")
    async with running(reader) as changes:
        await empty(changes)
        assert [each.name for each in reader.readers] == [READERS[1]]


async def test_a_card_is_free_for_other_programs_outside_of_the_block(pcsc: Pcsc) -> None:
    bench = PcscBench(pcsc)
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        seen = await present(changes)
        for _ in range(2):
            async with bench.reader.use(seen) as card:
                assert isinstance(await card.transmit(SELECT_FILE), Answer)
            OtherProgram(seen.reader.name).close()


async def test_a_card_that_another_program_gives_back_in_time_is_had(pcsc: Pcsc) -> None:
    bench = PcscBench(pcsc)
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        seen = await present(changes)
        other = OtherProgram(seen.reader.name)
        async with bench.reader.use(seen) as card:
            assert await card.transmit(SELECT_FILE) == Taken()
        other.close()
        await nothing_waits()
        async with bench.reader.use(seen) as card:
            assert isinstance(await card.transmit(SELECT_FILE), Answer)


async def nothing_waits() -> None:
    """Wait until no thread wants a card any more."""
    while "card" in threads():
        await asyncio.sleep(0.01)


async def test_a_card_forgets_what_it_was_told_when_the_block_ends(pcsc: Pcsc) -> None:
    resets: list[int] = []

    class Remembers:
        def __call__(self, apdu: bytes) -> bytes:
            return b"\x90\x00"

        def reset(self) -> None:
            resets.append(len(card.commands))

    card = VirtualCard(Remembers())
    reader = PcscCardReader()
    async with running(reader) as changes:
        await asyncio.to_thread(pcsc.insert, card)
        async with reader.use(await present(changes)) as talk:
            await talk.transmit(SELECT_FILE)
        assert resets[-1] == 1


async def test_a_silent_card_costs_one_thread_until_it_is_pulled(pcsc: Pcsc) -> None:
    reader = PcscCardReader()
    async with running(reader) as changes:
        await asyncio.to_thread(pcsc.insert, VirtualCard(lambda apdu: None))
        seen = await present(changes)
        for _ in range(3):
            async with reader.use(seen) as card:
                assert await card.transmit(SELECT_FILE, 0.1) == Silent()
        assert threads() == ["card", "card readers"]
        await asyncio.to_thread(pcsc.pull)
        await empty(changes)
        await nothing_waits()


@pytest.mark.timeout(400)  # fifty times a service that looks at its readers every 0.4 s
async def test_fifty_cards_leave_no_thread_and_no_descriptor(pcsc: Pcsc) -> None:
    bench = PcscBench(pcsc)
    async with running(bench.reader) as changes:
        before = -1
        for cycle in range(CYCLES):
            await bench.insert(EID)
            while not await asyncio.to_thread(pcsc.has_noticed):
                await bench.insert(EID)
            async with bench.reader.use(await present(changes)) as card:
                assert isinstance(await card.transmit(SELECT_FILE), Answer)
                if cycle % 2:
                    await bench.pull()
            await bench.pull()
            await empty(changes)
            await nothing_waits()
            before = _descriptors() if cycle == 1 else before
        assert threads() == ["card readers"]
        assert _descriptors() <= before
    await nothing_left()


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
