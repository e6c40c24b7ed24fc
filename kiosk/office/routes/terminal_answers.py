"""What the office answers to a terminal's questions, one at a time (docs/protocol.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain import codes
from kiosk.domain.call_messages import (
    AnswerGuest,
    CallAgain,
    Knock,
    LeaveCall,
    Signal,
    TellMedia,
)
from kiosk.domain.devices import PrinterNews
from kiosk.domain.errors import NumbersExhausted, Refused
from kiosk.domain.messages import (
    AskForHelp,
    CancelTicket,
    FetchTown,
    FindTicket,
    HelpCalled,
    IssueTicket,
    LeaseNumbers,
    Message,
    NumbersLeased,
    PrinterNoted,
    ReactivateTicket,
    Refusal,
    ReportPrinter,
    TicketFound,
    TicketIssued,
    TownPage,
)
from kiosk.domain.tickets import Kind
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note
from kiosk.office.alarms import From
from kiosk.office.connections import End
from kiosk.office.routes.terminal_calls import call_told
from kiosk.office.service import OfficeService

# 4 bytes a character in the worst case, and still under the limit of one message.
_TOWN_PAGE_CHARACTERS = 15_000
_MOST_LEASED = 50
_MOST_WISHES = 20
_LONGEST_LANGUAGE = 16
LONGEST_ROLL_MM = 1_000_000


@dataclass(frozen=True, slots=True)
class TerminalAnswers:
    """Answers the questions of one terminal, which has said who it is."""

    service: OfficeService
    terminal: Key

    async def to(self, message: Message) -> Message | None:
        """Return the answer, None when there is none; raises `StoreBroken` only."""
        if isinstance(message, Signal):
            self.service.calls.board.signal(End.TERMINAL, self.terminal, message)
            return None
        number = getattr(message, "id", 0)
        try:
            return await self._carry_out(message)
        except Refused as refused:
            note(Happened.REFUSED, code=Key(refused.code), terminal=self.terminal)
            return Refusal(number, refused.code, refused.facts())
        except BadMessage as wrong:
            return Refusal(number, "bad-message", {"why": str(wrong)[:200]})

    async def _carry_out(self, message: Message) -> Message:
        ask, counter, now = self.service.ask, self.service.counter, self.service.clock()
        match message:
            case IssueTicket():
                return await self._issue(message)
            case LeaseNumbers():
                return await self._lease(message)
            case FindTicket():
                return TicketFound(message.id, await ask(counter.find, message.code, now))
            case ReactivateTicket():
                status = await ask(counter.reactivate, message.ticket_id, now)
                return TicketFound(message.id, status)
            case CancelTicket():
                return TicketFound(message.id, await ask(counter.cancel, message.ticket_id, now))
            case AskForHelp():
                self.service.ring(From.TERMINAL, self.terminal)
                return HelpCalled(message.id, await ask(self.service.seats.staffed))
            case ReportPrinter():
                return self._note_printer(message)
            case FetchTown():
                return self._town_page(message)
            case Knock() | LeaveCall() | CallAgain() | TellMedia() | AnswerGuest():
                return await call_told(self.service.calls, self.terminal, message)
        raise BadMessage("an office is not asked this")

    async def _issue(self, message: IssueTicket) -> TicketIssued:
        _check(message)
        service = self.service
        status = await service.ask(
            service.counter.issue_ticket, message, self.terminal, service.clock()
        )
        if message.kind is Kind.VIDEO:
            service.calls.knocking.expects(status.ticket_id)
        late = message.delivered_late
        note(
            Happened.TICKET_DELIVERED if late else Happened.TICKET_ISSUED,
            number=status.number,
        )
        return TicketIssued(message.id, status)

    async def _lease(self, message: LeaseNumbers) -> NumbersLeased:
        today = self.service.premises.today(self.service.clock())
        if not today <= message.day <= today + timedelta(days=1):
            raise NumbersExhausted(message.prefix[:1])  # no other day has any
        running, reserve = await self.service.ask(
            self.service.counter.lease_numbers,
            self.terminal,
            message.day,
            message.prefix,
            running=max(0, min(message.running, _MOST_LEASED)),
            reserve=max(0, min(message.reserve, _MOST_LEASED)),
        )
        return NumbersLeased(message.id, message.day, message.prefix, running, reserve)

    def _note_printer(self, message: ReportPrinter) -> PrinterNoted:
        left = message.paper_left_mm
        if left is not None and not 0 <= left <= LONGEST_ROLL_MM:
            raise BadMessage("no roll is that long")
        # A terminal's clock may be ahead; nothing has happened later than now.
        since = min(message.since, self.service.clock())
        self.service.terminals.told(self.terminal, PrinterNews(message.condition, since, left))
        return PrinterNoted(message.id)

    def _town_page(self, message: FetchTown) -> TownPage:
        text = self.service.premises.town_text
        start = max(0, message.offset)
        piece = text[start : start + _TOWN_PAGE_CHARACTERS]
        more = start + len(piece) < len(text)
        return TownPage(message.id, self.service.premises.town_version, start, piece, more)


def _check(ask: IssueTicket) -> None:
    """Raise `BadMessage` for a ticket that would not fit into the books."""
    if not codes.is_ticket_id(ask.ticket_id) or not codes.is_code(ask.code):
        raise BadMessage("a ticket has an id of 26 and a code of 8 characters")
    if len(ask.wishes) > _MOST_WISHES or len(ask.language) > _LONGEST_LANGUAGE:
        raise BadMessage(f"a ticket has at most {_MOST_WISHES} wishes and one language")
