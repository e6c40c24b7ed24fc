"""What three people do about a guest: a desk invites, somebody comes, the citizen says yes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.call_messages import AnswerGuest, CallNow, Signal
from kiosk.domain.desks import Seat
from kiosk.domain.errors import NotPossible, UnknownTicket
from kiosk.domain.guests import LINK_LASTS, GuestEvent, GuestKind, GuestState, Leg
from kiosk.office.calls import OfficeCall
from kiosk.office.connections import End
from kiosk.office.guests import OfficeGuest, answered, invited, link_opens, moved
from kiosk.office.legs import came, leg_told
from kiosk.office.switchboard import Switchboard

_SECRET_BYTES = 32
_LONGEST_SECRET = 64


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the desk is told, once: `token` opens until then. Nothing keeps it."""

    token: str
    until: datetime


class Inviting:
    """Guests as desks, citizens and they themselves meet them.

    A link and a badge are 256 bits; only their digests are kept, and in memory.
    """

    def __init__(self, board: Switchboard, clock: Callable[[], datetime]) -> None:
        self._board, self._clock = board, clock

    # ------------------------------------------------------------------ the desk
    def invite(self, seat: Seat, ticket_id: str, kind: GuestKind, language: str) -> Invitation:
        """Make a one-time link; one that was made before does not open any more.

        Raises `UnknownTicket`, and `NotPossible` while somebody is there already.
        """
        it, now, token = self._own(seat, ticket_id), self._clock(), _secret()
        language = language if kind is GuestKind.INTERPRETER else ""
        self._put(replace(it, guest=invited(it.guest, kind, language, digest(token), now)))
        return Invitation(token, now + LINK_LASTS)

    def dismiss(self, seat: Seat, ticket_id: str) -> None:
        """Send the guest away, or take the link back."""
        it = self._own(seat, ticket_id)
        if it.guest is not None and not it.guest.out:
            self._put(replace(it, guest=moved(it.guest, GuestEvent.DISMISS)))

    def pin(self, seat: Seat, ticket_id: str, on: bool) -> None:
        """Show the guest as large as the desk; raises `NotPossible` while nobody is there."""
        it = self._own(seat, ticket_id)
        if it.guest is None or it.guest.state is not GuestState.HERE:
            raise NotPossible(str(it.guest.state if it.guest else it.state), "pin")
        shown = replace(it.guest.guest, pinned=on)
        self._put(replace(it, guest=replace(it.guest, guest=shown)))

    # ------------------------------------------------------------------ the citizen
    def answer(self, terminal: str, ask: AnswerGuest) -> CallNow:
        """Hear whether the guest may take part; raises `UnknownTicket`, `NotPossible`."""
        it, now = self._board.get(ask.ticket_id), self._clock()
        if it is None or it.call.terminal != terminal:
            raise UnknownTicket
        if it.guest is None:
            raise NotPossible(str(it.state), "answer_guest")
        it = replace(it, guest=answered(it.guest, ask.yes))
        self._board.put(it, now)
        return self._board.told(it, now)

    # ------------------------------------------------------------------ the guest
    def opens(self, token: str) -> OfficeGuest | None:
        """Return the guest whose link can be used now; looking does not use it."""
        it = self._of_link(token)
        return it.guest if it is not None else None

    def come(self, token: str) -> str | None:
        """Use the link; return the badge for the browser, None when the link does not open."""
        it = self._of_link(token)
        if it is None or it.guest is None:
            return None
        badge = _secret()
        self._put(came(it, it.guest, digest(badge), self._clock()))
        return badge

    def known(self, badge: str | None) -> OfficeGuest | None:
        """Return the guest with this badge, None when there is none or it is out."""
        it = self._of_badge(badge)
        return it.guest if it is not None else None

    def came_by(self, token: str, badge: str | None) -> bool:
        """Whether this badge was given out for this link."""
        guest = self.known(badge)
        return guest is not None and hmac.compare_digest(guest.link, digest(token))

    def sees(self, badge: str, leg: Leg, generation: int, up: bool) -> None:
        """Hear whether the guest sees the other end of a leg."""
        it = self._of_badge(badge)
        if it is not None and leg is not Leg.TALK:
            self._put(leg_told(it, leg, End.GUEST, generation, up, self._clock()))

    def signal(self, badge: str, signal: Signal) -> None:
        """Pass on what the guest's browser says, or drop it."""
        it = self._of_badge(badge)
        if it is not None:
            ticket_id = it.call.ticket_id
            self._board.signal(End.GUEST, ticket_id, replace(signal, ticket_id=ticket_id))

    def leave(self, badge: str) -> None:
        """The guest goes."""
        it = self._of_badge(badge)
        if it is not None and it.guest is not None:
            self._put(replace(it, guest=moved(it.guest, GuestEvent.LEAVE)))

    # ------------------------------------------------------------------ each
    def _of_link(self, token: str) -> OfficeCall | None:
        if len(token) > _LONGEST_SECRET:
            return None
        wanted, now = digest(token), self._clock()
        for it in self._board.all():
            guest = it.guest
            if guest is None or not it.call.answered or not link_opens(guest, now):
                continue
            if hmac.compare_digest(guest.link, wanted):
                return it
        return None

    def _of_badge(self, badge: str | None) -> OfficeCall | None:
        if not badge or len(badge) > _LONGEST_SECRET:
            return None
        return self._board.of_guest(digest(badge))

    def _own(self, seat: Seat, ticket_id: str) -> OfficeCall:
        """Return the call that this desk has answered."""
        it = self._board.get(ticket_id)
        if it is None or it.call.desk != seat.desk or not it.call.answered:
            raise UnknownTicket
        return it

    def _put(self, it: OfficeCall) -> None:
        self._board.put(it, self._clock())


def digest(secret: str) -> bytes:
    """Return what is kept of a link or a badge."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)
