"""An office with video desks, in the test's own loop: its two ends remember what they hear."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kiosk.domain.calls import CallState
from kiosk.domain.departments import Mode, Town
from kiosk.domain.messages import IssueTicket
from kiosk.domain.tickets import Kind, Ticket, TicketState
from kiosk.office.relays import Relays
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.support.branch import TERMINAL, Branch
from tests.support.call_ends import Glass, Place
from tests.support.small_town import HOUSING, MORNING, small_town

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
