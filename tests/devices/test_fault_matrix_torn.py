"""The fault matrix: a torn ticket must not spoil the next one."""

from __future__ import annotations

import pytest

from devices.printer import Blocked, Confirmed, CoverOpen, Doubt, Unknown
from devices.printer.fake.abilities import Abilities, Break
from devices.printer.switches import Switch
from tests.devices.fault_matrix import hall

KINDS = {
    "obeys the clear command": Abilities(),
    "knows no clear command": Abilities(clear=False),
    "forgets when the line closes": Abilities(clear=False, reset_parser_on_close=True),
    "is deaf within a picture": Abilities(realtime_at_boundary=True),
    "is deaf and cannot clear": Abilities(realtime_at_boundary=True, clear=False),
    "has a large buffer": Abilities(buffer_bytes=65_536),
    "has a large buffer and cannot clear": Abilities(buffer_bytes=65_536, clear=False),
    "has a tiny buffer and cannot clear": Abilities(buffer_bytes=45, clear=False),
}


@pytest.mark.parametrize("after", [3, 7, 30_000])
@pytest.mark.parametrize("abilities", KINDS.values(), ids=KINDS)
async def test_the_next_ticket_is_whole_and_lies_alone(abilities: Abilities, after: int) -> None:
    async with hall(abilities) as here:
        here.fake.break_line(Break.RST, 12 + after)
        assert await here.print("torn") == Unknown(Doubt.CONNECTION_LOST)
        await here.ready()
        assert await here.print("next") == Confirmed()
        assert here.fake.whole(here.tickets["torn"]) == 0
        last = here.fake.paper.tray.papers[-1].picture
        assert last == here.tickets["next"]


async def test_a_printer_that_is_blocked_and_torn_recovers() -> None:
    async with hall() as here:
        here.fake.switch_after(300, Switch.COVER_OPEN)
        assert await here.print("torn") == Blocked(CoverOpen())
        await here.fake.switch(Switch.UNPLUGGED)
        await here.becomes(Unknown(Doubt.CONNECTION_LOST), "torn")
        await here.fake.switch(Switch.UNPLUGGED, on=False)
        await here.until(lambda: here.printer.state == CoverOpen())
        await here.fake.switch(Switch.COVER_OPEN, on=False)
        await here.ready()
        assert await here.print("next") == Confirmed()
        assert here.fake.paper.tray.papers[-1].picture == here.tickets["next"]


async def test_a_whole_ticket_that_waits_in_a_printer_that_was_lost_is_not_printed_twice() -> None:
    async with hall(Abilities(buffer_bytes=65_536)) as here:
        here.fake.switch_after(100, Switch.COVER_OPEN)
        assert await here.print("first", 300) == Blocked(CoverOpen())
        here.fake.break_line(Break.RST)
        await here.becomes(Unknown(Doubt.CONNECTION_LOST), "first")
        await here.fake.repair()
        await here.ready()
        assert await here.print("first", 300) == Unknown(Doubt.CONNECTION_LOST)


async def test_three_breaks_in_a_row_leave_three_doubts_and_no_duplicate() -> None:
    async with hall() as here:
        for job_id in ("a", "b", "c"):
            await here.ready()
            here.fake.break_line(Break.FIN, 20_000)
            assert await here.print(job_id) == Unknown(Doubt.CONNECTION_LOST)
            here.fake.board.mend_line()
