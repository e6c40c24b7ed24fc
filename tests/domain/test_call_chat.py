"""What two machines say to each other during a call."""

from __future__ import annotations

import pytest

from kiosk.domain import call_chat as chat
from kiosk.domain.call_chat import CHAT, LARGEST_BYTES
from kiosk.domain.wire import BadMessage

SAID = [
    chat.Typing("Guten T"),
    chat.Wrote("Доброго дня"),
    chat.ShowService("passport"),
    chat.Point(0.25, 0.75),
    chat.Point(),
    chat.AskStill(),
    chat.StillRefused(),
    chat.StillPiece(1, "AAAA", True),
    chat.PrintService("passport"),
    chat.Printed("passport", "take"),
]


@pytest.mark.parametrize("message", SAID, ids=lambda each: type(each).__name__)
def test_a_message_arrives_as_it_was_sent(message: chat.Chat) -> None:
    assert CHAT.decode(CHAT.encode(message)) == message


def test_every_message_is_tried() -> None:
    assert {type(each) for each in SAID} == set(chat.Chat.__args__)


def test_a_message_that_is_too_long_is_no_message() -> None:
    with pytest.raises(BadMessage):
        CHAT.decode(CHAT.encode(chat.Wrote("x" * LARGEST_BYTES)))
