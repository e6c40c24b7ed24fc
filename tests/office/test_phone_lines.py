"""Many phones, one look at the line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import TicketState
from kiosk.office.phone_lines import LetterBox, PhoneLines
from tests.support.office import Office, open_office

NEWS_WITHIN_S = 10.0


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as opened:
        yield opened


@pytest.fixture
async def lines(office: Office) -> PhoneLines:
    office.service.hub.attach(asyncio.get_running_loop())
    return PhoneLines(office.service)


async def news(box: LetterBox) -> TicketStatus:
    assert await box.changed(NEWS_WITHIN_S)
    return box.status


async def test_a_phone_hears_when_somebody_ahead_is_gone(office: Office, lines: PhoneLines) -> None:
    first, second = office.ticket(), office.ticket()
    with lines.following(second) as box:
        office.service.counter.cancel(first.ticket_id, office.clock())
        assert (await news(box)).people_ahead == 0


async def test_a_hundred_phones_cost_one_look_at_the_line(office: Office) -> None:
    looks = []
    look = office.service.boards.line

    class Counted:
        def line(self, department: str, now: object) -> list[TicketStatus]:
            looks.append(department)
            return look(department, office.clock())

    office.service.boards = Counted()  # type: ignore[assignment]
    first, second = office.ticket(), office.ticket()
    office.service.hub.attach(asyncio.get_running_loop())
    lines = PhoneLines(office.service)
    followed = [lines.following(second) for _ in range(100)]
    boxes = [each.__enter__() for each in followed]
    office.service.counter.cancel(first.ticket_id, office.clock())
    assert [(await news(box)).people_ahead for box in boxes] == [0] * 100
    assert looks == ["citizens"]
    for each in followed:
        each.__exit__(None, None, None)


async def test_a_ticket_that_leaves_the_line_tells_its_end(
    office: Office, lines: PhoneLines
) -> None:
    ticket = office.ticket()
    with lines.following(ticket) as box:
        office.service.counter.cancel(ticket.ticket_id, office.clock())
        assert (await news(box)).state is TicketState.CANCELLED


async def test_nothing_new_wakes_nobody(office: Office, lines: PhoneLines) -> None:
    ticket = office.ticket()
    with lines.following(ticket) as box:
        office.ticket("vehicles")
        office.ticket()  # behind us
        assert not await box.changed(0.3)


async def test_a_ticket_of_yesterday_is_gone(office: Office, lines: PhoneLines) -> None:
    ticket = office.ticket()
    with lines.following(ticket) as box:
        office.clock.passes(timedelta(days=1))
        office.service.clockwork.tick(office.clock())
        assert await box.changed(NEWS_WITHIN_S)
        assert box.gone


async def test_when_the_last_phone_is_gone_nothing_runs_any_more(
    office: Office, lines: PhoneLines
) -> None:
    with lines.following(office.ticket()), lines.following(office.ticket()):
        assert (lines.phones, office.service.hub.listeners) == (2, 1)
    assert (lines.phones, office.service.hub.listeners) == (0, 0)
    with lines.following(office.ticket()):
        assert office.service.hub.listeners == 1
