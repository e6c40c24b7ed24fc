"""What the office answers to a desk's questions about calls, one at a time (docs/protocol.md)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.desk_messages import (
    AcceptKnock,
    AskToWait,
    CloseCard,
    DeclineKnock,
    DeskQuestion,
    DeskTold,
    EndCall,
    HoldCall,
    OpenCard,
    TellDeskMedia,
    TransferKnock,
)
from kiosk.domain.desks import Seat
from kiosk.domain.errors import Refused
from kiosk.domain.messages import Refusal
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note
from kiosk.office.service import OfficeService
from kiosk.office.store import StoreBroken

BOOKS_BROKEN = "books-broken"


@dataclass(frozen=True, slots=True)
class CallLineAnswers:
    """Answers the questions of one page."""

    service: OfficeService

    async def to(self, message: DeskQuestion, seat: Seat) -> DeskTold | Refusal:
        """Return the answer; never raises for expected trouble."""
        try:
            await self._carry_out(message, seat)
        except StoreBroken:
            note(Happened.REFUSED, code=Key(BOOKS_BROKEN), desk=Key(seat.desk))
            return Refusal(message.id, BOOKS_BROKEN, {})
        except Refused as refused:
            note(Happened.REFUSED, code=Key(refused.code), desk=Key(seat.desk))
            return Refusal(message.id, refused.code, refused.facts())
        return DeskTold(message.id)

    @staticmethod
    def bad_message(wrong: BadMessage) -> Refusal:
        """Answer something that is not in the protocol."""
        return Refusal(0, "bad-message", {"why": str(wrong)[:200]})

    async def _carry_out(self, message: DeskQuestion, seat: Seat) -> None:
        answering, ticket_id = self.service.calls.answering, message.ticket_id
        match message:
            case OpenCard():
                answering.open_card(seat, ticket_id)
            case CloseCard():
                answering.close_card(seat, ticket_id)
            case AcceptKnock():
                await answering.accept(seat, ticket_id)
            case DeclineKnock(why=why):
                await answering.decline(seat, ticket_id, why)
            case AskToWait():
                answering.ask_to_wait(seat, ticket_id)
            case HoldCall(on=on):
                answering.hold(seat, ticket_id, on)
            case TransferKnock(department=department, note=words):
                await answering.transfer(seat, ticket_id, department, words)
            case EndCall():
                await answering.end(seat, ticket_id)
            case TellDeskMedia(generation=generation, up=up):
                answering.media(seat, ticket_id, generation, up)
