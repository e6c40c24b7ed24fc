"""The switchboard (Vermittlung): every call of this office, and the lines of both its ends.

It lives in memory and in the event loop. With several office processes each one knows the calls
of its own terminals only, so `/terminal` and `/desk/calls` lead to one and the same process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from kiosk.domain.call_messages import CallChanged, CallNow, Connect, Signal, SignalKind
from kiosk.domain.desk_messages import DeskConnect, DeskPush
from kiosk.office.call_journal import write_down
from kiosk.office.calls import OfficeCall, call_now
from kiosk.office.connections import End, desk_back, desk_gone, terminal_gone
from kiosk.office.premises import Premises
from kiosk.office.relays import Relays
from kiosk.office.signalling import Signalling

P = ParamSpec("P")
T = TypeVar("T")
TellTerminal = Callable[[CallChanged | Connect | Signal], None]


class Ask(Protocol):
    """Runs a synchronous act in the threads of the books."""

    def __call__(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


class DeskLine(Protocol):
    """The line to a desk's page. Nothing here waits."""

    def say(self, push: DeskPush) -> None:
        """Send something, in order."""

    def wake(self) -> None:
        """Look at the knocks again: something has changed."""

    def give_way(self) -> None:
        """Another page of the same person is there now."""


class Switchboard:
    """Keeps the calls and tells both ends; `put` is the one place where a call changes.

    `one_at_a_time` is held by whoever waits for the books to change a ticket: what the books say
    and what the call becomes belong together.
    """

    def __init__(self, premises: Premises, relays: Relays) -> None:
        self._at = premises
        self._relays = relays
        self._calls: dict[str, OfficeCall] = {}
        self._told: dict[str, CallNow] = {}
        self._terminals: dict[str, TellTerminal] = {}
        self._desks: dict[str, DeskLine] = {}
        self._signalling = Signalling()
        self.one_at_a_time = asyncio.Lock()
        self.awaited: dict[str, datetime] = {}
        """Video tickets that were given out, and nobody has knocked yet."""

    # ------------------------------------------------------------------ lines
    def terminal_came(self, name: str, tell: TellTerminal) -> None:
        """A terminal is on the line; an older line of the same one is not used any more."""
        self._terminals[name] = tell

    def terminal_went(self, name: str, tell: TellTerminal, now: datetime) -> None:
        """A line of a terminal broke."""
        if self._terminals.get(name) is not tell:
            return
        del self._terminals[name]
        for it in self.all():
            if it.call.terminal == name:
                self.put(terminal_gone(it, now), now)

    def desk_came(self, desk: str, line: DeskLine, now: datetime) -> None:
        """The page of a desk is on the line; an older one gives way."""
        before, self._desks[desk] = self._desks.get(desk), line
        if before is not None:
            before.give_way()
        for it in self.all():
            self.put(desk_back(it, desk, now), now)

    def desk_went(self, desk: str, line: DeskLine, now: datetime) -> None:
        """A line of a desk broke."""
        if self._desks.get(desk) is not line:
            return
        del self._desks[desk]
        for it in self.all():
            self.put(desk_gone(it, desk, now), now)

    def terminal_here(self, name: str) -> bool:
        """Whether a terminal is on the line."""
        return name in self._terminals

    def desk_here(self, desk: str | None) -> bool:
        """Whether a desk has a page on the line."""
        return desk in self._desks

    def wake(self) -> None:
        """Let every desk look at its knocks again."""
        for line in self._desks.values():
            line.wake()

    # ------------------------------------------------------------------ calls
    def get(self, ticket_id: str) -> OfficeCall | None:
        """Return the call of a ticket, or None."""
        return self._calls.get(ticket_id)

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
        ticket_id = it.call.ticket_id
        before = self._calls.get(ticket_id)
        if it == before:
            return
        self._calls[ticket_id] = it
        self._at.knocking = frozenset(c.call.ticket_id for c in self.all() if c.at_the_door)
        write_down(before, it, now)
        self._tell(it, now)
        self._connect(before, it, now)
        if it.over:
            self._signalling.forget(ticket_id)
        self.wake()

    def forget(self, it: OfficeCall, now: datetime) -> None:
        """Nobody can knock anew; say so, and keep nothing of it."""
        self._tell(it, now)
        self._calls.pop(it.call.ticket_id, None)
        self._told.pop(it.call.ticket_id, None)

    # ------------------------------------------------------------------ both ends
    def signal(self, end: End, who: str, signal: Signal) -> None:
        """Pass on what one end says to the other, or drop it."""
        it = self._calls.get(signal.ticket_id)
        if it is None or not self._signalling.passes(it, end, who, signal):
            return
        if end is End.TERMINAL:
            self._say_to_desk(it.call.desk, signal)
        else:
            self._say_to_terminal(it, signal)

    def _tell(self, it: OfficeCall, now: datetime) -> None:
        told = self.told(it, now)
        if told != self._told.get(it.call.ticket_id):
            self._told[it.call.ticket_id] = told
            self._say_to_terminal(it, CallChanged(told))

    def _connect(self, before: OfficeCall | None, it: OfficeCall, now: datetime) -> None:
        """Tell both ends of a new connection, or the terminal that there is none any more."""
        call, relays = it.call, self._relays
        if before is None or it.over:
            return
        if call.desk is None:
            if before.call.desk is not None:
                bye = Signal(call.ticket_id, call.generation, SignalKind.BYE)
                self._say_to_terminal(it, bye)
        elif it.tries > before.tries:
            at_desk, at_terminal = (
                relays.servers(call.desk, now),
                relays.servers(call.terminal, now),
            )
            ready = DeskConnect(call.ticket_id, call.generation, at_desk, relays.only)
            self._say_to_desk(call.desk, ready)
            connect = Connect(
                call.ticket_id, call.generation, call.answered, at_terminal, relays.only
            )
            self._say_to_terminal(it, connect)

    def _say_to_terminal(self, it: OfficeCall, push: CallChanged | Connect | Signal) -> None:
        tell = self._terminals.get(it.call.terminal)
        if tell is not None:
            tell(push)

    def _say_to_desk(self, desk: str | None, push: DeskPush) -> None:
        line = self._desks.get(desk or "")
        if line is not None:
            line.say(push)
