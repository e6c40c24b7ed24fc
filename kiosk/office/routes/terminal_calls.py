"""What the office answers to a terminal's questions about video calls (docs/protocol.md)."""

from __future__ import annotations

from kiosk.domain.call_messages import (
    AnswerGuest,
    CallAgain,
    CallTold,
    Knock,
    LeaveCall,
    TellMedia,
)
from kiosk.domain.wire import BadMessage
from kiosk.journal import Key
from kiosk.office.video_calls import VideoCalls

_LONGEST_LANGUAGE = 16
_MOST_GENERATIONS = 1_000_000

CallQuestion = Knock | LeaveCall | CallAgain | TellMedia | AnswerGuest


async def call_told(calls: VideoCalls, terminal: Key, message: CallQuestion) -> CallTold:
    """Carry out what a terminal asks; raises `Refused`, `BadMessage`, `StoreBroken`."""
    knocking = calls.knocking
    match message:
        case Knock(wanted=wanted, generation=generation):
            if len(wanted.interpreter) > _LONGEST_LANGUAGE:
                raise BadMessage("an interpreter is wanted for one language")
            if not 0 <= generation <= _MOST_GENERATIONS:
                raise BadMessage("no call has so many connections")
            call = await knocking.knock(terminal, message)
        case LeaveCall():
            call = await knocking.leave(terminal, message)
        case CallAgain():
            call = await knocking.again(terminal, message)
        case TellMedia():
            call = knocking.media(terminal, message)
        case AnswerGuest():
            call = calls.inviting.answer(terminal, message)
    return CallTold(message.id, call)
