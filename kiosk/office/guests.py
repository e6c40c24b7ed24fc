"""The guest of a call as a value: invited, come, agreed to, gone; and how the two legs stand.

Everything here is pure. What a guest means for a call is in `legs.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kiosk.domain.call_messages import GuestNow
from kiosk.domain.errors import NotPossible
from kiosk.domain.guests import LIFE, LINK_LASTS, Guest, GuestEvent, GuestKind, GuestState, Leg
from kiosk.domain.transitions import IllegalMove, move

WITH_GUEST = (Leg.GUEST, Leg.ASIDE)


@dataclass(frozen=True, slots=True)
class Tie:
    """The connection of one leg with the guest, and what its two ends have told of it.

    `host` is the terminal or the desk, whoever offers; None while an end has told nothing.
    `tries` counts those in a row that were in vain.
    """

    generation: int = 0
    host: bool | None = None
    guest: bool | None = None
    tried_at: datetime | None = None
    tries: int = 0

    @property
    def up(self) -> bool:
        """Whether the guest sees the other end, and that one does not say that it does not."""
        return self.guest is True and self.host is not False

    @property
    def broken(self) -> bool:
        """Whether an end has said that it does not see the other."""
        return False in (self.host, self.guest)

    def tried(self, now: datetime) -> Tie:
        """Return a new connection of the same leg."""
        return Tie(self.generation + 1, tried_at=now, tries=self.tries + 1)

    def host_said(self, up: bool | None) -> Tie:
        """Return the connection after the terminal or the desk has said how it is."""
        return replace(self, host=up)._counted()

    def guest_said(self, up: bool | None) -> Tie:
        """Return the connection after the guest has said how it is."""
        return replace(self, guest=up)._counted()

    def _counted(self) -> Tie:
        return replace(self, tries=0) if self.up else self


_NO_TIES: Mapping[Leg, Tie] = {leg: Tie() for leg in WITH_GUEST}


@dataclass(frozen=True, slots=True)
class OfficeGuest:
    """A guest with what only the office knows.

    `link` and `badge` are digests: of the one-time link, and of what the browser has got for it.
    """

    guest: Guest
    link: bytes
    badge: bytes = b""
    ties: Mapping[Leg, Tie] = field(default_factory=lambda: _NO_TIES)

    @property
    def state(self) -> GuestState:
        return self.guest.state

    @property
    def out(self) -> bool:
        return self.guest.state is GuestState.OUT

    @property
    def here(self) -> bool:
        """Whether the guest takes part and the page is on the line."""
        return self.guest.state is GuestState.HERE and self.guest.gone_at is None


def invited(
    before: OfficeGuest | None, kind: GuestKind, language: str, link: bytes, now: datetime
) -> OfficeGuest:
    """Return a new guest, in the place of one who has not come or is gone; raises `NotPossible`.

    The legs go on counting: both ends of a leg know older numbers.
    """
    if before is not None and before.state in (GuestState.ARRIVED, GuestState.HERE):
        raise NotPossible(str(before.state), "invite")
    counted = {
        leg: Tie(tie.generation) for leg, tie in (before.ties if before else _NO_TIES).items()
    }
    return OfficeGuest(Guest(kind, language, now), link, ties=counted)


def moved(it: OfficeGuest, event: GuestEvent, **changes: Any) -> OfficeGuest:
    """Return the guest after an event of its life; raises `NotPossible`."""
    try:
        state = move(LIFE, it.guest.state, event)
    except IllegalMove as illegal:
        raise NotPossible(str(illegal.state), str(illegal.event)) from None
    if state is GuestState.OUT:
        changes = {"pinned": False, "gone_at": None, "ended_by": event} | changes
    return replace(it, guest=replace(it.guest, state=state, **changes))


def arrived(it: OfficeGuest, badge: bytes, now: datetime) -> OfficeGuest:
    """Somebody has used the link; their page is to be on the line within 20 s."""
    return replace(moved(it, GuestEvent.ARRIVE, gone_at=now), badge=badge)


def answered(it: OfficeGuest, yes: bool) -> OfficeGuest:
    """The citizen has said yes or no; said twice it is the same. Raises `NotPossible`."""
    event = GuestEvent.AGREE if yes else GuestEvent.REFUSE
    already = it.state is GuestState.HERE if yes else it.guest.ended_by is event
    return it if already else moved(it, event)


def line_went(it: OfficeGuest, now: datetime) -> OfficeGuest:
    """The line of the guest's page broke; what it had told of its legs is old news."""
    if it.out:
        return it
    it = replace(it, guest=replace(it.guest, gone_at=now))
    for leg in WITH_GUEST:
        it = tied(it, leg, it.ties[leg].guest_said(None))
    return it


def tied(it: OfficeGuest, leg: Leg, tie: Tie) -> OfficeGuest:
    """Return the guest with another connection of a leg."""
    return replace(it, ties={**it.ties, leg: tie})


def link_opens(it: OfficeGuest, now: datetime) -> bool:
    """Whether the one-time link can still be used."""
    return it.state is GuestState.INVITED and now - it.guest.invited_at < LINK_LASTS


def guest_now(it: OfficeGuest | None) -> GuestNow | None:
    """Return the guest as the three may see it."""
    if it is None:
        return None
    guest = it.guest
    return GuestNow(
        guest.kind,
        guest.language,
        guest.state,
        guest.pinned,
        it.ties[Leg.GUEST].generation,
        guest.ended_by,
    )
