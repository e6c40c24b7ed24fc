"""The lines of everybody who speaks in calls: terminals, desks, guests. Nothing here waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.call_messages import CallChanged, Connect, Signal
from kiosk.domain.desk_messages import DeskPush
from kiosk.domain.guest_messages import ToGuest

TerminalPush = CallChanged | Connect | Signal
TellTerminal = Callable[[TerminalPush], None]


class DeskLine(Protocol):
    """The line to a desk's page."""

    def say(self, push: DeskPush) -> None:
        """Send something, in order."""

    def wake(self) -> None:
        """Look at the knocks again: something has changed."""

    def give_way(self) -> None:
        """Another page of the same person is there now."""


class GuestLine(Protocol):
    """The line to a guest's page."""

    def say(self, push: ToGuest) -> None:
        """Send something, in order."""

    def finish(self) -> None:
        """Nothing more will be said."""

    def give_way(self) -> None:
        """Another page of the same person is there now."""


class CallLines:
    """Who is on the line: terminals and desks by name, guests by the digest of their badge."""

    def __init__(self) -> None:
        self.terminals: dict[str, TellTerminal] = {}
        self.desks: dict[str, DeskLine] = {}
        self.guests: dict[bytes, GuestLine] = {}

    def to_terminal(self, name: str, push: TerminalPush) -> None:
        """Say something to a terminal, if it is there."""
        tell = self.terminals.get(name)
        if tell is not None:
            tell(push)

    def to_desk(self, desk: str | None, push: DeskPush) -> None:
        """Say something to a desk, if it is there."""
        line = self.desks.get(desk or "")
        if line is not None:
            line.say(push)

    def to_guest(self, badge: bytes, push: ToGuest) -> None:
        """Say something to a guest, if it is there."""
        line = self.guests.get(badge)
        if line is not None:
            line.say(push)

    def guest_is_out(self, badge: bytes) -> None:
        """Hang up: a guest who is out hears no more."""
        line = self.guests.pop(badge, None)
        if line is not None:
            line.finish()
