"""What a department is, as everybody may see it."""

from __future__ import annotations

import pytest

from kiosk.domain.availability import (
    Availability,
    Busy,
    Free,
    InConsultation,
    Paused,
    Shut,
    Standing,
    Unstaffed,
)
from kiosk.domain.opening import ClosedReason
from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import status_of
from kiosk.domain.waiting import Estimate
from tests.domain.situations import MINUTE, NOON

WAIT = Estimate(10 * MINUTE, 15 * MINUTE, 20 * MINUTE)


@pytest.mark.parametrize(
    ("availability", "state", "waiting", "wait"),
    [
        (Shut(ClosedReason.HOLIDAY, Phrase("Neujahr"), NOON), "closed", 0, (None, None)),
        (Shut(None, None, None), "closed", 0, (None, None)),
        (Paused(NOON, 2, WAIT), "paused", 2, (10, 20)),
        (Unstaffed(3, WAIT), "unstaffed", 3, (None, None)),
        (InConsultation(WAIT), "consultation", 0, (10, 20)),
        (Busy(4, WAIT), "busy", 4, (10, 20)),
        (Free(), "free", 0, (None, None)),
    ],
)
def test_what_a_department_is_has_a_public_form(
    availability: Availability, state: str, waiting: int, wait: tuple[int | None, int | None]
) -> None:
    told = status_of(Standing("melden", availability, NOON, NOON, True))
    assert (told.department, told.state, told.waiting) == ("melden", state, waiting)
    assert (told.low_min, told.high_min) == wait
    assert (told.closes_at, told.last_ticket_at, told.takes_tickets) == (NOON, NOON, True)
    assert (told.back_at is not None) == isinstance(availability, Paused)


def test_a_closed_department_tells_why_and_until_when() -> None:
    told = status_of(Standing("melden", Shut(ClosedReason.HOLIDAY, Phrase("Neujahr"), NOON)))
    assert (told.reason, told.phrase, told.opens_at) == ("holiday", Phrase("Neujahr"), NOON)
