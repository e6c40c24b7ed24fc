"""The two ends of a video call, without sockets: they act, and remember what they hear."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kiosk.domain import call_messages as messages
from kiosk.domain.calls import CallState, Decline, Wanted
from kiosk.domain.desk_messages import DeskConnect, DeskPush, KnockCard
from kiosk.domain.desks import Seat
from kiosk.domain.guests import Leg
from kiosk.domain.tickets import Kind
from kiosk.office.connections import End
from tests.support.branch import TERMINAL
from tests.support.small_town import CITIZENS

if TYPE_CHECKING:
    from tests.support.video_house import VideoHouse

TerminalPush = messages.CallChanged | messages.Connect | messages.Signal
KNOCKING = CallState.KNOCKING


@dataclass
class Glass:
    """A terminal with somebody in front of it."""

    house: VideoHouse
    name: str = TERMINAL
    ticket_id: str = ""
    heard: list[TerminalPush] = field(default_factory=list)

    def dials(self) -> None:
        """Come (back) on the line."""
        self.say = self.heard.append
        self.house.board.terminal_came(self.name, self.say)

    def vanishes(self) -> None:
        """The line breaks."""
        self.house.board.terminal_went(self.name, self.say, self.house.now)

    def draws(self, department: str = CITIZENS) -> str:
        """Draw a number for a call."""
        ask = replace(self.house.ask(department, terminal=self.name), kind=Kind.VIDEO)
        self.ticket_id = self.house.issues(ask, self.name).ticket_id
        return self.ticket_id

    async def knocks(
        self, wanted: Wanted | None = None, state: CallState = KNOCKING, generation: int = 0
    ) -> messages.CallNow:
        if not self.ticket_id:
            self.draws()
        ask = messages.Knock(0, self.ticket_id, wanted or Wanted(), state, generation)
        return await self.house.video.knocking.knock(self.name, ask)

    async def leaves(self, *, keep_place: bool = False) -> messages.CallNow:
        ask = messages.LeaveCall(0, self.ticket_id, keep_place)
        return await self.house.video.knocking.leave(self.name, ask)

    async def again(self) -> messages.CallNow:
        ask = messages.CallAgain(0, self.ticket_id)
        return await self.house.video.knocking.again(self.name, ask)

    def sees(self, up: bool = True, generation: int | None = None) -> messages.CallNow:
        """Tell whether the clerk is to be seen, in the newest connection."""
        newest = self.generation if generation is None else generation
        ask = messages.TellMedia(0, self.ticket_id, newest, up)
        return self.house.video.knocking.media(self.name, ask)

    def says(self, kind: messages.SignalKind, body: str = "", generation: int = -1) -> None:
        newest = self.generation if generation < 0 else generation
        signal = messages.Signal(self.ticket_id, newest, kind, body)
        self.house.board.signal(End.TERMINAL, self.name, signal)

    @property
    def connects(self) -> list[messages.Connect]:
        return self.connects_on(Leg.TALK)

    def connects_on(self, leg: Leg) -> list[messages.Connect]:
        told = [push for push in self.heard if isinstance(push, messages.Connect)]
        return [push for push in told if push.leg is leg]

    @property
    def generation(self) -> int:
        """The newest connection that it was told of."""
        return self.connects[-1].generation if self.connects else 0

    @property
    def signals(self) -> list[messages.Signal]:
        return [push for push in self.heard if isinstance(push, messages.Signal)]

    @property
    def told(self) -> messages.CallNow:
        """What it was told last."""
        return [push for push in self.heard if isinstance(push, messages.CallChanged)][-1].call

    @property
    def states(self) -> list[CallState]:
        """The history of the call as the citizen saw it."""
        told = [push.call.state for push in self.heard if isinstance(push, messages.CallChanged)]
        return [state for n, state in enumerate(told) if n == 0 or told[n - 1] is not state]


@dataclass(eq=False)
class Place:
    """A desk with somebody at it and a page on the line."""

    house: VideoHouse
    seat: Seat
    heard: list[DeskPush] = field(default_factory=list)
    gave_way: bool = False

    def say(self, push: DeskPush) -> None:
        self.heard.append(push)

    def wake(self) -> None:
        pass

    def give_way(self) -> None:
        self.gave_way = True

    def dials(self) -> None:
        """The page comes on the line."""
        self.house.board.desk_came(self.seat.desk, self, self.house.now)

    def vanishes(self) -> None:
        """The page is closed."""
        self.house.board.desk_went(self.seat.desk, self, self.house.now)

    async def cards(self) -> tuple[KnockCard, ...]:
        """Return the knocks as the page sees them."""
        house = self.house
        found = await house.service.ask(
            house.video.knocks.now, self.seat.account, house.board.all(), house.now
        )
        assert found is not None
        return found[1].cards

    def opens(self, glass: Glass) -> None:
        self.house.video.answering.open_card(self.seat, glass.ticket_id)

    def shuts(self, glass: Glass) -> None:
        self.house.video.answering.close_card(self.seat, glass.ticket_id)

    def accepts(self, glass: Glass) -> Awaitable[None]:
        return self.house.video.answering.accept(self.seat, glass.ticket_id)

    def declines(self, glass: Glass, why: Decline = Decline.NOT_TODAY) -> Awaitable[None]:
        return self.house.video.answering.decline(self.seat, glass.ticket_id, why)

    def passes_on(self, glass: Glass, department: str, note: str = "") -> Awaitable[None]:
        return self.house.video.answering.transfer(self.seat, glass.ticket_id, department, note)

    def ends(self, glass: Glass) -> Awaitable[None]:
        return self.house.video.answering.end(self.seat, glass.ticket_id)

    def holds(self, glass: Glass, on: bool = True) -> None:
        self.house.video.answering.hold(self.seat, glass.ticket_id, on)

    def sees(self, glass: Glass, up: bool = True, generation: int | None = None) -> None:
        newest = glass.generation if generation is None else generation
        self.house.video.answering.media(self.seat, glass.ticket_id, newest, up)

    def says(self, glass: Glass, kind: messages.SignalKind, body: str = "") -> None:
        signal = messages.Signal(glass.ticket_id, glass.generation, kind, body)
        self.house.board.signal(End.DESK, self.seat.desk, signal)

    @property
    def connects(self) -> list[int]:
        """The generations it was told to be ready for."""
        return self.connects_on(Leg.TALK)

    def connects_on(self, leg: Leg) -> list[int]:
        told = [push for push in self.heard if isinstance(push, DeskConnect)]
        return [push.generation for push in told if push.leg is leg]

    @property
    def signals(self) -> list[messages.Signal]:
        return [push for push in self.heard if isinstance(push, messages.Signal)]
