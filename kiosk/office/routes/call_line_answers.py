"""What the office answers to a desk's questions about calls, one at a time (docs/protocol.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.domain.desk_messages import (
    AcceptKnock,
    AskToWait,
    CloseCard,
    DeclineKnock,
    DeskQuestion,
    DeskTold,
    DismissGuest,
    EndCall,
    GuestInvited,
    HoldCall,
    InviteGuest,
    OpenCard,
    PinGuest,
    TellDeskMedia,
    TransferKnock,
)
from kiosk.domain.desks import Seat
from kiosk.domain.errors import Refused
from kiosk.domain.messages import Refusal
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note
from kiosk.office.qr_codes import code_of
from kiosk.office.service import OfficeService
from kiosk.office.store import StoreBroken

BOOKS_BROKEN = "books-broken"
_LONGEST_LANGUAGE = 16


@dataclass(frozen=True, slots=True)
class CallLineAnswers:
    """Answers the questions of one page."""

    service: OfficeService

    async def to(self, message: DeskQuestion, seat: Seat) -> DeskTold | GuestInvited | Refusal:
        """Return the answer; never raises for expected trouble."""
        try:
            return await self._carry_out(message, seat)
        except StoreBroken:
            note(Happened.REFUSED, code=Key(BOOKS_BROKEN), desk=Key(seat.desk))
            return Refusal(message.id, BOOKS_BROKEN, {})
        except Refused as refused:
            note(Happened.REFUSED, code=Key(refused.code), desk=Key(seat.desk))
            return Refusal(message.id, refused.code, refused.facts())
        except BadMessage as wrong:
            return replace(self.bad_message(wrong), id=message.id)

    @staticmethod
    def bad_message(wrong: BadMessage) -> Refusal:
        """Answer something that is not in the protocol."""
        return Refusal(0, "bad-message", {"why": str(wrong)[:200]})

    async def _carry_out(self, message: DeskQuestion, seat: Seat) -> DeskTold | GuestInvited:
        answering, ticket_id = self.service.calls.answering, message.ticket_id
        inviting = self.service.calls.inviting
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
            case TellDeskMedia(generation=generation, up=up, leg=leg):
                answering.media(seat, ticket_id, generation, up, leg)
            case InviteGuest():
                return self._invite(message, seat)
            case DismissGuest():
                inviting.dismiss(seat, ticket_id)
            case PinGuest(on=on):
                inviting.pin(seat, ticket_id, on)
        return DeskTold(message.id)

    def _invite(self, message: InviteGuest, seat: Seat) -> GuestInvited:
        if len(message.language) > _LONGEST_LANGUAGE:
            raise BadMessage("an interpreter translates into one language")
        made = self.service.calls.inviting.invite(
            seat, message.ticket_id, message.kind, message.language
        )
        address = f"{self.service.premises.pages_url}/guest/{made.token}"
        return GuestInvited(message.id, address, made.until, code_of(address))
