"""Whatever a stranger sends, the answer is a message or `BadMessage`, never a crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.envelopes import LARGEST_MESSAGE_BYTES, decode, encode
from kiosk.domain.messages import FindTicket, Message
from kiosk.domain.wire import BadMessage
from tests.domain.messages_made_up import JSON, MESSAGES
from tests.domain.situations import CI, NOON

ISSUE: dict[str, Any] = {
    "type": "issue-ticket",
    "id": 7,
    "ticket_id": "X",
    "code": "K7Q2MX4W",
    "number": "A042",
    "day": "2026-11-24",
    "department": "melden",
    "wishes": [{"service": "passport", "quantity": 2}],
    "language": "de",
    "drawn_at": NOON.isoformat(),
}


def refused(raw: str | bytes) -> None:
    with pytest.raises(BadMessage):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "null",
        "[]",
        '"hello"',
        "7",
        "{}",
        '{"type": null}',
        '{"type": []}',
        '{"type": {}}',
        '{"type": 7}',
        '{"type": "call-the-police"}',
        '{"type": "Hello"}',
        '{"type": "find-ticket", "id": 1}',
        '{"type": "find-ticket", "id": NaN, "code": "x"}',
        '{"type": "refusal", "id": 1, "code": "x", "facts": {"limit": Infinity}}',
        '{"type": "find-ticket", "id": 1, "code": "\\ud800"}',
        '{"type": "find-ticket", "id": 1, "code": "x\\u0000"}',
        '{"type": "find-ticket", "id": 1, "code": "x", "\\udfff": []}',
        b"\xff\xfe{}",
        b"\x00",
    ],
)
def test_what_is_not_json_or_no_message_is_refused(raw: str | bytes) -> None:
    refused(raw)


@pytest.mark.parametrize("depth", [100, 1_000, 30_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    refused("[" * depth + "]" * depth)
    refused('{"type":' * min(depth, 7_000))
    message = '{"type":"find-ticket","id":1,"code":' + "[" * depth + "]" * depth + "}"
    refused(message)


def test_a_message_that_is_too_large_is_refused_before_it_is_read() -> None:
    fits = encode(FindTicket(1, ""))
    room = LARGEST_MESSAGE_BYTES - len(fits)
    assert decode(encode(FindTicket(1, "x" * room))) == FindTicket(1, "x" * room)
    refused(encode(FindTicket(1, "x" * (room + 1))))
    refused(encode(FindTicket(1, "ä" * (room // 2 + 1))))
    refused(encode(FindTicket(1, "ä" * (room // 2 + 1))).encode())


@pytest.mark.parametrize("digits", [400, 5_000])
def test_a_number_too_large_to_be_read_is_no_crash(digits: int) -> None:
    try:
        message = decode(
            '{"type":"lease-numbers","id":1,"day":"2026-11-24","prefix":"A",'
            f'"running":{"9" * digits},"reserve":1}}'
        )
    except BadMessage:
        return
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("id", True),
        ("id", "7"),
        ("id", 7.0),
        ("id", None),
        ("ticket_id", 7),
        ("number", "A1000"),
        ("number", "O001"),
        ("number", 42),
        ("number", ["A042"]),
        ("day", "24.11.2026"),
        ("day", "2026-13-01"),
        ("day", 20261124),
        ("wishes", None),
        ("wishes", {}),
        ("wishes", "passport"),
        ("wishes", [None]),
        ("wishes", [{"quantity": 1}]),
        ("wishes", [{"service": "passport", "quantity": True}]),
        ("drawn_at", "2026-11-24T12:00:00"),  # whose noon?
        ("drawn_at", "2026-11-24"),
        ("drawn_at", "noon"),
        ("drawn_at", 1795518000),
        ("drawn_at", "0001-01-01T00:00:00+14:00"),  # before the calendar begins
        ("drawn_at", "9999-12-31T23:59:59-14:00"),
        ("kind", "vip"),
        ("kind", 1),
        ("kind", []),
        ("kind", {}),
        ("priority", True),
        ("priority", 1.0),
        ("priority", "NORMAL"),
        ("priority", 4),
        ("delivered_late", 1),
        ("delivered_late", "yes"),
    ],
)
def test_a_wrong_field_is_refused(field: str, wrong: object) -> None:
    decode(json.dumps(ISSUE))
    refused(json.dumps({**ISSUE, field: wrong}))


@CI
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_understood(raw: bytes) -> None:
    try:
        decode(raw)
    except BadMessage:
        pass


@CI
@given(MESSAGES, st.data())
def test_a_message_with_one_field_made_up_is_refused_or_understood(
    message: Message, data: st.DataObject
) -> None:
    raw = json.loads(encode(message))
    raw[data.draw(st.sampled_from(sorted(raw)))] = data.draw(JSON)
    try:
        understood = decode(json.dumps(raw))
    except BadMessage:
        return
    assert decode(encode(understood)) == understood
