"""Everything that crosses the wire arrives as it was sent."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.envelopes import KINDS, decode, encode
from kiosk.domain.messages import FindTicket, IssueTicket, LineChanged, Message
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.statuses import DepartmentStatus
from kiosk.domain.tickets import Wish
from tests.domain.messages_made_up import JSON, MESSAGES, of
from tests.domain.situations import CI, NOON, TUESDAY


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_message_comes_back_equal(kind: type) -> None:
    @CI
    @given(of(kind))
    def comes_back_equal(message: Message) -> None:
        assert decode(encode(message)) == message
        assert decode(encode(message).encode()) == message

    comes_back_equal()


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
