"""Everything that crosses the wire arrives as it was sent."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from kiosk.domain.messages import (
    KINDS,
    DepartmentStatus,
    FindTicket,
    IssueTicket,
    LineChanged,
    Message,
    decode,
    encode,
    status_of,
)
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.opening import ClosedReason
from kiosk.domain.phrases import Phrase
from kiosk.domain.tickets import Wish
from kiosk.domain.waiting import Estimate
from tests.domain.messages_made_up import JSON, MESSAGES, of
from tests.domain.situations import CI, MINUTE, NOON, TUESDAY

WAIT = Estimate(10 * MINUTE, 15 * MINUTE, 20 * MINUTE)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_message_comes_back_equal(kind: type) -> None:
    @CI
    @given(of(kind))
    def comes_back_equal(message: Message) -> None:
        assert decode(encode(message)) == message
        assert decode(encode(message).encode()) == message

    comes_back_equal()


def test_the_name_of_a_message_is_its_class_in_kebab_case() -> None:
    assert KINDS["issue-ticket"] is IssueTicket
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in KINDS)


def test_a_message_on_the_wire_is_plain_json() -> None:
    issue = IssueTicket(
        id=7,
        ticket_id="X",
        code="K7Q2MX4W",
        number=TicketNumber("A", 42),
        day=TUESDAY,
        department="melden",
        wishes=(Wish("passport", 2),),
        language="de",
        drawn_at=NOON,
    )
    assert json.loads(encode(issue)) == {
        "type": "issue-ticket",
        "id": 7,
        "ticket_id": "X",
        "code": "K7Q2MX4W",
        "number": "A042",
        "day": "2026-11-24",
        "department": "melden",
        "wishes": [{"service": "passport", "quantity": 2}],
        "language": "de",
        "drawn_at": "2026-11-24T12:00:00+01:00",
        "kind": "walk_in",
        "priority": 3,
        "delivered_late": False,
    }


def test_an_older_peer_may_leave_out_what_has_a_default() -> None:
    raw = json.dumps({"type": "find-ticket", "id": 1, "code": "K7Q2MX4W"})
    assert decode(raw) == FindTicket(1, "K7Q2MX4W")
    status = {"department": "melden", "state": "free"}
    line = {"type": "line-changed", "as_of": NOON.isoformat(), "departments": [status]}
    assert decode(json.dumps(line)) == LineChanged(NOON, (DepartmentStatus("melden", "free"),))


@CI
@given(MESSAGES, st.dictionaries(st.text("xyz", min_size=1), JSON, max_size=3))
def test_what_a_newer_peer_adds_is_ignored(message: Message, added: dict[str, object]) -> None:
    raw = {**added, **json.loads(encode(message))}
    assert decode(json.dumps(raw)) == message


@pytest.mark.parametrize(
    ("availability", "state", "waiting", "wait"),
    [
        (Shut(ClosedReason.HOLIDAY, Phrase("Neujahr"), NOON), "closed", 0, (None, None)),
        (Shut(None, None, None), "closed", 0, (None, None)),
        (Paused(NOON, 2, WAIT), "paused", 2, (10, 20)),
        (Unstaffed(3, WAIT), "unstaffed", 3, (10, 20)),
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
