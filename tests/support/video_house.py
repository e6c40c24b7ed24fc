"""An office with video desks, in the test's own loop: its two ends remember what they hear."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from kiosk.domain import call_messages as messages
from kiosk.domain.calls import CallState, Decline, Wanted
from kiosk.domain.departments import Mode, Town
from kiosk.domain.desk_messages import DeskConnect, DeskPush, KnockCard
from kiosk.domain.desks import Seat
from kiosk.domain.messages import IssueTicket
from kiosk.domain.tickets import Kind, Ticket, TicketState
from kiosk.office.connections import End
from kiosk.office.relays import Relays
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.support.branch import TERMINAL, Branch
from tests.support.small_town import CITIZENS, HOUSING, MORNING, small_town

TerminalPush = messages.CallChanged | messages.Connect | messages.Signal
NO_RELAYS = Relays()
KNOCKING, CONNECTING, TALKING = CallState.KNOCKING, CallState.CONNECTING, CallState.TALKING
ENDED, DECLINED, UNANSWERED = CallState.ENDED, CallState.DECLINED, CallState.UNANSWERED


def video_town(*, always_open: bool = True) -> Town:
    """Return the small town with video at citizens and vehicles; housing is at the counter only."""
    town = small_town(always_open=always_open)
    return replace(
        town,
        departments=tuple(
            each if each.key == HOUSING else replace(each, mode=Mode.BOTH)
            for each in town.departments
        ),
        desks=tuple(replace(each, takes_video=True) for each in town.desks),
    )


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
        return [push for push in self.heard if isinstance(push, messages.Connect)]

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
        return [push.generation for push in self.heard if isinstance(push, DeskConnect)]

    @property
    def signals(self) -> list[messages.Signal]:
        return [push for push in self.heard if isinstance(push, messages.Signal)]


class VideoHouse(Branch):
    """The branch with its switchboard; use it inside a running loop."""

    def __init__(
        self, store: Store, town: Town | None = None, relays: Relays | None = None
    ) -> None:
        super().__init__(store, town or video_town(), MORNING)
        self._relays = relays or Relays()
        self.restarts()

    def restarts(self) -> None:
        """Forget everything that lives in memory."""
        self.premises.knocking = frozenset()
        self.service = OfficeService(self.premises, lambda: self.now, relays=self._relays)
        self.video, self.board = self.service.calls, self.service.calls.board

    def opens(self) -> None:
        """Listen to the acts of everybody, in this loop."""
        self.service.hub.attach(asyncio.get_running_loop())

    def glass(self, name: str = TERMINAL) -> Glass:
        """Return a terminal on the line."""
        glass = Glass(self, name)
        glass.dials()
        return glass

    def place(self, account: str = "ayse", desk: str = "desk-1", *skills: str) -> Place:
        """Return a desk with somebody and a page on the line."""
        place = Place(self, self.sits(account, desk, *skills))
        place.dials()
        return place

    def calls_next(self, account: str) -> Ticket:
        """Press "next" at a desk; return who came."""
        called = self.calls_someone(account)
        assert called is not None
        return called

    def calls_someone(self, account: str) -> Ticket | None:
        return self.desks.call_next(account, self.key(), self.now)

    def issue_video(self, ask: IssueTicket) -> str:
        """Give out a number for a call; return the id of the ticket."""
        return self.issues(replace(ask, kind=Kind.VIDEO), TERMINAL).ticket_id

    def calls_nobody(self, account: str) -> bool:
        """Press "next" at a desk; return whether nobody came."""
        return self.calls_someone(account) is None

    def state(self, glass: Glass) -> TicketState:
        """Return how the ticket of a call stands in the books."""
        return self.ticket(glass.ticket_id).state

    async def after(self, **span: float) -> None:
        """Let time pass, and the office do what is due."""
        self.now += timedelta(**span)
        await self.video.clock.look()
        await self.video.clock.tick()


async def talk(house: VideoHouse, glass: Glass, place: Place) -> None:
    """Bring two people into a conversation."""
    await glass.knocks()
    await place.accepts(glass)
    glass.sees()
    place.sees(glass)


@contextmanager
def video_house(
    folder: Path, town: Town | None = None, relays: Relays = NO_RELAYS
) -> Iterator[VideoHouse]:
    """Open an office with video desks in an empty folder."""
    store = Store(f"sqlite:///{folder / 'office.sqlite3'}")
    store.migrate()
    house = VideoHouse(store, town, relays)
    try:
        yield house
    finally:
        house.service.close()
