"""The contract of card readers, over all that there are: what is said to a card."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from devices.card_reader import Answer, Gap, NoAnswer, NoReader, Pulled, Silent, Taken, TooLong
from devices.card_reader.cards import applications
from devices.card_reader.kinds import CardKind, kind_of
from devices.card_reader.switches import Switch
from tests.devices.card_readers import (
    BANK,
    BENCHES,
    EID,
    PASSPORT,
    SELECT_FILE,
    Bench,
    present,
    running,
    state_of,
)


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest) -> Bench:
    return BENCHES[request.param](request)


async def test_a_card_answers_with_data_and_a_status(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        async with bench.reader.use(await present(changes)) as card:
            answer = await card.transmit(SELECT_FILE)
            assert answer == Answer(b"", 0x9000)
            assert await card.transmit(b"\0\xb0\0\0\0") == Answer(b"", 0x6D00)


@pytest.mark.parametrize(
    ("inserted", "kind"),
    [
        (EID, CardKind.GERMAN_EID),
        (PASSPORT, CardKind.TRAVEL_DOCUMENT),
        (BANK, CardKind.UNKNOWN),
        (applications(), CardKind.UNKNOWN),
    ],
)
async def test_a_card_is_known_by_its_applications(
    bench: Bench, inserted: object, kind: CardKind
) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(inserted)
        async with bench.reader.use(await present(changes)) as card:
            assert await kind_of(card) is kind


@pytest.mark.parametrize(
    ("trouble", "reply"),
    [
        (Switch.SILENT, Silent()),
        (Switch.TOO_LONG, TooLong()),
        (Switch.NO_STATUS, Silent()),
        (Switch.TAKEN, Taken()),
    ],
)
async def test_trouble_is_a_reply_and_the_next_card_is_read(
    bench: Bench, trouble: Switch, reply: NoAnswer
) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        seen = await present(changes)
        await bench.strike(trouble)
        async with bench.reader.use(seen) as card:
            assert await card.transmit(SELECT_FILE, 0.5) == reply
            assert await card.transmit(SELECT_FILE, 0.5) == reply
        await bench.repair()
        await bench.insert(PASSPORT)
        seen = await _another(changes, seen.insertion)
        async with bench.reader.use(seen) as card:
            assert await kind_of(card) is CardKind.TRAVEL_DOCUMENT


async def test_garbage_is_an_answer_that_nobody_believes(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        seen = await present(changes)
        await bench.strike(Switch.GARBAGE)
        async with bench.reader.use(seen) as card:
            assert await kind_of(card) is CardKind.UNKNOWN


@pytest.mark.parametrize("answered", range(4))
async def test_a_card_pulled_in_the_middle_of_a_command_is_pulled(
    bench: Bench, answered: int
) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(BANK)
        seen = await present(changes)
        bench.pull_after(answered)
        async with bench.reader.use(seen) as card:
            assert await kind_of(card) == Pulled()
            assert await card.transmit(SELECT_FILE) == Pulled()
        await bench.insert(BANK)
        await _another(changes, seen.insertion)


async def test_the_service_may_go_between_two_commands(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        async with bench.reader.use(await present(changes)) as card:
            assert isinstance(await card.transmit(SELECT_FILE), Answer)
            await bench.strike(Switch.SERVICE_DOWN)
            assert await card.transmit(SELECT_FILE) == Pulled()
        await state_of(changes, NoReader(Gap.NO_SERVICE))


async def test_one_uses_a_card_at_a_time(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        seen = await present(changes)
        async with bench.reader.use(seen) as mine:
            async with bench.reader.use(seen) as other:
                assert await other.transmit(SELECT_FILE) == Taken()
            assert isinstance(await mine.transmit(SELECT_FILE), Answer)
        async with bench.reader.use(seen) as card:
            assert isinstance(await card.transmit(SELECT_FILE), Answer)
        assert await card.transmit(SELECT_FILE) == Pulled()


async def test_who_stops_waiting_for_an_answer_gets_no_later_one(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        seen = await present(changes)
        await bench.strike(Switch.SILENT)
        async with bench.reader.use(seen) as card:
            waiting = asyncio.create_task(card.transmit(SELECT_FILE))
            await asyncio.sleep(0)
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
            await bench.repair()
            assert await card.transmit(SELECT_FILE) == Silent()


@pytest.mark.parametrize("length", [0, 3, 65_545])
async def test_a_command_has_a_command_s_length(bench: Bench, length: int) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        async with bench.reader.use(await present(changes)) as card:
            with pytest.raises(ValueError, match=f"{length} bytes"):
                await card.transmit(bytes(length))


async def _another(changes: object, insertion: int) -> object:
    """Wait for a card that was put in later."""
    while (seen := await present(changes)).insertion <= insertion:
        pass
    return seen
