"""The third end of a call, without a socket: comes by a link, and remembers what it hears."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain.call_messages import AnswerGuest, CallNow, Signal, SignalKind, TellMedia
from kiosk.domain.desk_messages import DeskConnect
from kiosk.domain.guest_messages import GuestConnect, GuestRoom, ToGuest
from kiosk.domain.guests import GuestKind, GuestState, Leg
from kiosk.office.connections import End
from kiosk.office.inviting import digest
from tests.support.call_ends import Glass, Place

if TYPE_CHECKING:
    from tests.support.video_house import VideoHouse


@dataclass(eq=False)
class GuestEnd:
    """Somebody who was invited, with a page."""

    house: VideoHouse
    glass: Glass
    place: Place
    token: str = ""
    badge: str = ""
    heard: list[ToGuest] = field(default_factory=list)
    finished: bool = False
    gave_way: bool = False

    # ------------------------------------------------------------------ the line
    def say(self, push: ToGuest) -> None:
        self.heard.append(push)

    def finish(self) -> None:
        self.finished = True

    def give_way(self) -> None:
        self.gave_way = True

    def dials(self) -> bool:
        """The page comes on the line."""
        return self.house.board.guest_came(digest(self.badge), self, self.house.now)

    def vanishes(self) -> None:
        """The page is closed, or loaded anew."""
        self.house.board.guest_went(digest(self.badge), self, self.house.now)

    # ------------------------------------------------------------------ acts
    def is_invited(self, kind: GuestKind = GuestKind.COLLEAGUE, language: str = "") -> str:
        inviting, ticket_id = self.house.video.inviting, self.glass.ticket_id
        self.token = inviting.invite(self.place.seat, ticket_id, kind, language).token
        return self.token

    def uses_link(self) -> bool:
        """Press the button; return whether the link has opened."""
        self.badge = self.house.video.inviting.come(self.token) or ""
        return self.badge != ""

    def comes(self) -> None:
        """Use the link and be on the line."""
        assert self.uses_link() and self.dials()

    def answered(self, yes: bool = True) -> CallNow:
        """Let the citizen say yes or no."""
        ask = AnswerGuest(0, self.glass.ticket_id, yes)
        return self.house.video.inviting.answer(self.glass.name, ask)

    def joins(self) -> None:
        """Be invited, come, and be agreed to; all three see each other."""
        self.is_invited()
        self.comes()
        self.answered()
        self.all_see()

    def all_see(self, up: bool = True) -> None:
        self.sees(Leg.GUEST, up)
        self.sees(Leg.ASIDE, up)
        self.terminal_sees(up)
        self.desk_sees(up)

    def sees(self, leg: Leg, up: bool = True, generation: int | None = None) -> None:
        newest = self.generation(leg) if generation is None else generation
        self.house.video.inviting.sees(self.badge, leg, newest, up)

    def terminal_sees(self, up: bool = True) -> None:
        """Let the terminal tell whether the guest is to be seen."""
        newest = self.generation(Leg.GUEST)
        ask = TellMedia(0, self.glass.ticket_id, newest, up, Leg.GUEST)
        self.house.video.knocking.media(self.glass.name, ask)

    def desk_sees(self, up: bool = True) -> None:
        """Let the desk tell whether the guest is to be seen."""
        newest, ticket_id = self.generation(Leg.ASIDE), self.glass.ticket_id
        self.house.video.answering.media(self.place.seat, ticket_id, newest, up, Leg.ASIDE)

    def says(self, kind: SignalKind, body: str = "", leg: Leg = Leg.GUEST) -> None:
        signal = Signal("", self.generation(leg), kind, body, leg)
        self.house.video.inviting.signal(self.badge, signal)

    def is_told(self, by: End, kind: SignalKind, body: str = "", generation: int = -1) -> None:
        """Let the terminal or the desk say something to the guest."""
        leg = Leg.GUEST if by is End.TERMINAL else Leg.ASIDE
        who = self.glass.name if by is End.TERMINAL else self.place.seat.desk
        newest = self.generation(leg) if generation < 0 else generation
        self.house.board.signal(by, who, Signal(self.glass.ticket_id, newest, kind, body, leg))

    def leaves(self) -> None:
        self.house.video.inviting.leave(self.badge)

    # ------------------------------------------------------------------ what was heard
    @property
    def states(self) -> list[GuestState]:
        """The history of the guest as its page saw it."""
        told = [push.guest.state for push in self.heard if isinstance(push, GuestRoom)]
        return [state for n, state in enumerate(told) if n == 0 or told[n - 1] is not state]

    @property
    def room(self) -> GuestRoom:
        """What was told last."""
        return [push for push in self.heard if isinstance(push, GuestRoom)][-1]

    def connects(self, leg: Leg) -> list[int]:
        """The generations it was told to be ready for."""
        told = [push for push in self.heard if isinstance(push, GuestConnect)]
        return [push.generation for push in told if push.leg is leg]

    def generation(self, leg: Leg) -> int:
        """The newest connection of a leg that anybody was told of."""
        aside = [p for p in self.place.heard if isinstance(p, DeskConnect) and p.leg is leg]
        told = aside or self.glass.connects_on(leg)
        return told[-1].generation if told else 0

    @property
    def signals(self) -> list[Signal]:
        return [push for push in self.heard if isinstance(push, Signal)]
