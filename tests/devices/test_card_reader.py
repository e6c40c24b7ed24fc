"""The contract of card readers, over all that there are: what lies in them."""

from __future__ import annotations

import pytest

from devices.card_reader import (
    Gap,
    MuteCard,
    NoReader,
    Pulled,
)
from devices.card_reader.switches import Switch
from tests.devices.card_readers import (
    BANK,
    BENCHES,
    EID,
    PASSPORT,
    SELECT_FILE,
    Bench,
    empty,
    present,
    running,
    state_of,
)
from tests.support.pcsc import READERS


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest) -> Bench:
    return BENCHES[request.param](request)


async def test_before_the_owner_runs_nothing_is_known(bench: Bench) -> None:
    assert bench.reader.state == NoReader(Gap.NOT_STARTED)
    assert bench.reader.readers == ()


async def test_empty_readers_are_told_by_name(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await empty(changes)
        assert tuple(reader.name for reader in bench.reader.readers) == READERS
        assert not any(reader.keypad for reader in bench.reader.readers)
    assert bench.reader.state == NoReader(Gap.NOT_STARTED)


async def test_a_card_is_seen_coming_and_going(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await empty(changes)
        for card, name in ((EID, READERS[0]), (BANK, READERS[0])):
            await bench.insert(card)
            seen = await present(changes)
            assert (seen.atr, seen.reader.name) == (card.atr, name)
            await bench.pull()
            await empty(changes)


async def test_a_card_that_was_in_before_is_seen(bench: Bench) -> None:
    await bench.insert(EID)
    async with running(bench.reader) as changes:
        assert (await present(changes)).atr == EID.atr


async def test_the_same_card_put_in_again_is_a_new_one(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        first = await present(changes)
        await bench.pull()
        await bench.insert(EID)
        second = await present(changes)
        assert second.insertion > first.insertion
        async with bench.reader.use(first) as card:
            assert await card.transmit(SELECT_FILE) == Pulled()


async def test_of_two_cards_the_first_counts_until_it_leaves(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await empty(changes)
        await bench.insert(EID, 1)
        assert (await present(changes)).reader.name == READERS[1]
        await bench.insert(BANK, 0)
        await bench.pull(1)
        seen = await present(changes)
        assert (seen.reader.name, seen.atr) == (READERS[0], BANK.atr)


async def test_a_card_that_does_not_wake_up_is_told_from_an_empty_reader(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.strike(Switch.MUTE)
        await bench.insert(EID)
        await state_of(changes, MuteCard)
        await bench.repair()
        await bench.pull()
        await empty(changes)
        await bench.insert(EID)
        await present(changes)


async def test_a_mute_card_counts_only_when_there_is_no_other(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await bench.strike(Switch.MUTE)
        await bench.insert(EID)
        await state_of(changes, MuteCard)
        await bench.repair()
        await bench.insert(PASSPORT, 1)
        assert (await present(changes)).atr == PASSPORT.atr


@pytest.mark.parametrize(
    ("trouble", "gap"),
    [(Switch.SERVICE_DOWN, Gap.NO_SERVICE), (Switch.UNPLUGGED, Gap.NO_READER)],
)
async def test_readers_that_leave_come_back_by_themselves(
    bench: Bench, trouble: Switch, gap: Gap
) -> None:
    async with running(bench.reader) as changes:
        await bench.insert(EID)
        before = await present(changes)
        await bench.strike(trouble)
        await state_of(changes, NoReader(gap))
        assert bench.reader.readers == ()
        async with bench.reader.use(before) as card:
            assert await card.transmit(SELECT_FILE) == Pulled()
        await bench.repair()
        await bench.pull()
        await empty(changes)
        await bench.insert(EID)
        assert (await present(changes)).insertion > before.insertion


async def test_they_have_one_owner(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await empty(changes)
        with pytest.raises(RuntimeError, match="one owner"):
            await bench.reader.run()
        await bench.insert(EID)
        await present(changes)


async def test_they_can_be_run_again(bench: Bench) -> None:
    async with running(bench.reader) as changes:
        await empty(changes)
    async with running(bench.reader) as changes:
        await empty(changes)
