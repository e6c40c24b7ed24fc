"""A terminal's line and the course of its call, as it came over the line."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.call_messages import CallChanged, CallTold, Connect, Knock, TellMedia
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.messages import IssueTicket, Refusal
from kiosk.domain.tickets import Kind
from tests.support.served_office import Line, ServedBranch


class Caller:
    """A terminal's line and the course of its call, as it came over the line."""

    def __init__(self, office: ServedBranch, line: Line) -> None:
        self.ask: IssueTicket = replace(office.ask(), kind=Kind.VIDEO)
        self.ticket_id = self.ask.ticket_id
        self.line = line
        self.states: list[CallState] = []
        self.connects: list[Connect] = []

    async def knocks(
        self, state: CallState = CallState.KNOCKING, generation: int = 0
    ) -> CallTold | Refusal:
        told = await self.line.ask(Knock(0, self.ticket_id, Wanted(), state, generation))
        assert isinstance(told, CallTold | Refusal)
        return told

    async def becomes(self, state: CallState) -> None:
        """Read pushes until the call has become this."""
        while self.states[-1:] != [state]:
            match await self.line.pushed():
                case CallChanged(call) if [call.state] != self.states[-1:]:
                    self.states.append(call.state)
                case Connect() as connect:
                    self.connects.append(connect)

    async def sees(self, up: bool = True, generation: int = 1) -> None:
        await self.line.ask(TellMedia(0, self.ticket_id, generation, up))
