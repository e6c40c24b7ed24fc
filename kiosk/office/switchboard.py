"""The switchboard (Vermittlung): every call of this office, and the lines of all its ends.

It lives in memory and in the event loop. With several office processes each one knows the calls
of its own terminals only, so `/terminal`, `/desk/calls` and `/guest` lead to one and the same
process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from kiosk.domain.call_messages import CallChanged, CallNow, Signal
from kiosk.office.call_journal import write_down
from kiosk.office.call_lines import CallLines, DeskLine, GuestLine, TellTerminal
from kiosk.office.calls import OfficeCall, call_now
from kiosk.office.connections import End, desk_back, desk_gone, terminal_gone
from kiosk.office.guests import line_went
from kiosk.office.hookups import Hookups, room
from kiosk.office.legs import accompanied, desk_forgot, guest_back
from kiosk.office.premises import Premises
from kiosk.office.relays import Relays
from kiosk.office.signalling import Signalling

P = ParamSpec("P")
T = TypeVar("T")


class Ask(Protocol):
    """Runs a synchronous act in the threads of the books."""

    def __call__(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


class Switchboard:
    """Keeps the calls and tells all ends; `put` is the one place where a call changes.

    `one_at_a_time` is held by whoever waits for the books to change a ticket: what the books say
    and what the call becomes belong together.
    """

    def __init__(self, premises: Premises, relays: Relays) -> None:
        self._at = premises
        self._calls: dict[str, OfficeCall] = {}
        self._told: dict[str, CallNow] = {}
        self._lines = CallLines()
        self._hookups = Hookups(self._lines, relays)
        self._signalling = Signalling()
        self.one_at_a_time = asyncio.Lock()
        self.awaited: dict[str, datetime] = {}
        """Video tickets that were given out, and nobody has knocked yet."""

    # ------------------------------------------------------------------ lines
    def terminal_came(self, name: str, tell: TellTerminal) -> None:
        """A terminal is on the line; an older line of the same one is not used any more."""
        self._lines.terminals[name] = tell

    def terminal_went(self, name: str, tell: TellTerminal, now: datetime) -> None:
        """A line of a terminal broke."""
        if self._lines.terminals.get(name) is not tell:
            return
        del self._lines.terminals[name]
        for it in self.all():
            if it.call.terminal == name:
                self.put(terminal_gone(it, now), now)

    def desk_came(self, desk: str, line: DeskLine, now: datetime) -> None:
        """The page of a desk is on the line; an older one gives way."""
        before, self._lines.desks[desk] = self._lines.desks.get(desk), line
        if before is not None:
            before.give_way()
        for it in self.all():
            self.put(desk_back(it, desk, now), now)

    def desk_went(self, desk: str, line: DeskLine, now: datetime) -> None:
        """A line of a desk broke."""
        if self._lines.desks.get(desk) is not line:
            return
        del self._lines.desks[desk]
        for it in self.all():
            self.put(desk_gone(desk_forgot(it, desk), desk, now), now)

    def guest_came(self, badge: bytes, line: GuestLine, now: datetime) -> bool:
        """The page of a guest is on the line; return whether there is such a guest."""
        it = self.of_guest(badge)
        if it is None:
            return False
        before, self._lines.guests[badge] = self._lines.guests.get(badge), line
        if before is not None:
            before.give_way()
        told = room(it)
        if told is not None:
            line.say(told)
        self.put(guest_back(it, now), now)
        return True

    def guest_went(self, badge: bytes, line: GuestLine, now: datetime) -> None:
        """A line of a guest broke."""
        if self._lines.guests.get(badge) is not line:
            return
        del self._lines.guests[badge]
        it = self.of_guest(badge)
        if it is not None and it.guest is not None:
            self.put(replace(it, guest=line_went(it.guest, now)), now)

    def terminal_here(self, name: str) -> bool:
        """Whether a terminal is on the line."""
        return name in self._lines.terminals

    def desk_here(self, desk: str | None) -> bool:
        """Whether a desk has a page on the line."""
        return desk in self._lines.desks

    def wake(self) -> None:
        """Let every desk look at its knocks again."""
        for line in self._lines.desks.values():
            line.wake()

    # ------------------------------------------------------------------ calls
    def get(self, ticket_id: str) -> OfficeCall | None:
        """Return the call of a ticket, or None."""
        return self._calls.get(ticket_id)

    def of_guest(self, badge: bytes) -> OfficeCall | None:
        """Return the call where this badge's guest takes part, or waits to; None when out."""
        for it in self._calls.values():
            if it.guest is not None and it.guest.badge == badge and not it.guest.out:
                return it
        return None

    def all(self) -> tuple[OfficeCall, ...]:
        """Return every call, also those that have just ended."""
        return tuple(self._calls.values())

    def told(self, it: OfficeCall, now: datetime) -> CallNow:
        """Return a call as the citizen may see it."""
        desk = it.call.desk
        sign = self._at.desk(desk).name if desk and self._at.has(desk) else None
        return call_now(it, sign, now)

    def put(self, it: OfficeCall, now: datetime) -> None:
        """Keep what a call has become, write it down, and tell whom it concerns."""
        it = accompanied(it, now)
        ticket_id = it.call.ticket_id
        before = self._calls.get(ticket_id)
        if it == before:
            return
        self._calls[ticket_id] = it
        self._at.knocking = frozenset(c.call.ticket_id for c in self.all() if c.at_the_door)
        write_down(before, it, now)
        self._tell(it, now)
        self._hookups.follow(before, it, now)
        if it.over:
            self._signalling.forget(ticket_id)
        self.wake()

    def forget(self, it: OfficeCall, now: datetime) -> None:
        """Nobody can knock anew; say so, and keep nothing of it."""
        self._tell(it, now)
        self._calls.pop(it.call.ticket_id, None)
        self._told.pop(it.call.ticket_id, None)

    # ------------------------------------------------------------------ all ends
    def signal(self, end: End, who: str, signal: Signal) -> None:
        """Pass on what one end says to another, or drop it."""
        it = self._calls.get(signal.ticket_id)
        if it is None:
            return
        match self._signalling.passes(it, end, who, signal):
            case End.TERMINAL:
                self._lines.to_terminal(it.call.terminal, signal)
            case End.DESK:
                self._lines.to_desk(it.call.desk, signal)
            case End.GUEST if it.guest is not None:
                # A guest does not learn the ticket: it opens the citizen's page.
                self._lines.to_guest(it.guest.badge, replace(signal, ticket_id=""))

    def _tell(self, it: OfficeCall, now: datetime) -> None:
        told = self.told(it, now)
        if told != self._told.get(it.call.ticket_id):
            self._told[it.call.ticket_id] = told
            self._lines.to_terminal(it.call.terminal, CallChanged(told))
