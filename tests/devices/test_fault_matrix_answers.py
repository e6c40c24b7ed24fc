"""The fault matrix: the printer prints well and speaks badly."""

from __future__ import annotations

from typing import Any

import pytest

from devices.printer import Confirmed, CoverOpen, Doubt, Unknown
from devices.printer.fake.abilities import Abilities, Kind
from devices.printer.switches import Switch
from tests.devices.fault_matrix import hall

IN_DOUBT = Unknown(Doubt.NO_CONFIRMATION)


@pytest.mark.parametrize("buffer_bytes", [45, 4_096, 65_536])
async def test_the_size_of_the_buffer_does_not_matter(buffer_bytes: int) -> None:
    async with hall(Abilities(buffer_bytes=buffer_bytes)) as here:
        assert await here.print() == Confirmed()


@pytest.mark.parametrize(
    "how",
    [
        {"split": True},
        {"merged": True},
        {"late_s": 0.3},
        {"split": True, "merged": True},
        {"stray": b"\x11\x13"},
        {"stray": b"\x00\x7e\xff\x80"},
        {"dropped": frozenset({Kind.PUSHED})},
        {"dropped": frozenset({Kind.NAMED})},
    ],
    ids=str,
)
async def test_answers_come_in_any_shape(how: dict[str, Any]) -> None:
    async with hall() as here:
        here.fake.answer(**how)
        assert await here.print() == Confirmed()
        assert await here.print("second") == Confirmed()


async def test_a_confirmation_that_is_lost_leaves_doubt_although_the_ticket_is_there() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.LOST_ANSWER)
        assert await here.print() == IN_DOUBT
        assert here.fake.whole(here.tickets["job"]) == 1


async def test_a_confirmation_that_is_late_ends_the_doubt() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.LATE_ANSWER)
        assert await here.print() == IN_DOUBT
        await here.fake.switch(Switch.LATE_ANSWER, on=False)
        await here.becomes(Confirmed())
        assert here.words["job"] == [IN_DOUBT, Confirmed()]


async def test_a_late_confirmation_does_not_confirm_the_next_ticket() -> None:
    async with hall() as here:
        await here.fake.switch(Switch.LATE_ANSWER)
        assert await here.print("first") == IN_DOUBT
        await here.fake.switch(Switch.LOST_ANSWER)
        assert await here.print("second") == IN_DOUBT
        await here.fake.switch(Switch.LOST_ANSWER, on=False)
        await here.fake.switch(Switch.LATE_ANSWER, on=False)
        await here.becomes(Confirmed(), "first")
        assert here.words["second"] == [IN_DOUBT]


@pytest.mark.parametrize(
    "stray",
    [b"\x37\x22zzzz\x00", b"\x37\x22", b"\x37\x25\x00", b"\x00", b"\x03", b"\x37\x22\x37\x22"],
)
async def test_noise_confirms_nothing(stray: bytes) -> None:
    dropped = frozenset({Kind.PROCESSED})
    async with hall() as here:
        here.fake.answer(stray=stray, dropped=dropped)
        assert await here.print() == IN_DOUBT


async def test_a_printer_without_process_ids_leaves_doubt() -> None:
    async with hall(Abilities(process_id=False)) as here:
        assert await here.print() == IN_DOUBT
        assert here.fake.whole(here.tickets["job"]) == 1
        here.fake.become(process_id=True)


async def test_a_clone_confirms_with_the_answer_about_its_paper() -> None:
    async with hall(Abilities(process_id=False, name=""), model="generic") as here:
        assert await here.print() == Confirmed()
        await here.fake.switch(Switch.LOST_ANSWER)
        assert await here.print("second") == IN_DOUBT


async def test_a_late_answer_of_a_clone_does_not_confirm_the_next_ticket() -> None:
    async with hall(Abilities(process_id=False, name=""), model="generic") as here:
        await here.fake.switch(Switch.LATE_ANSWER)
        assert await here.print("first") == IN_DOUBT
        await here.fake.switch(Switch.LATE_ANSWER, on=False)
        await here.fake.switch(Switch.LOST_ANSWER)
        assert await here.print("second") == IN_DOUBT


async def test_a_clone_that_turns_out_to_be_a_known_model_confirms_with_process_ids() -> None:
    async with hall(model="generic") as here:
        assert here.printer.told_name == "TM-T20III"
        here.fake.answer(dropped=frozenset({Kind.SENSED}))
        assert await here.print() == Confirmed()


async def test_a_printer_that_tells_nothing_by_itself_is_asked() -> None:
    async with hall(Abilities(asb=False)) as here:
        assert await here.print() == Confirmed()
        await here.fake.switch(Switch.COVER_OPEN)
        await here.until(lambda: here.printer.state == CoverOpen())
