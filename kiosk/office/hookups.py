"""Telling the ends of a call to connect, whenever a leg has got a new generation."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.call_messages import Connect, IceServer, Signal, SignalKind
from kiosk.domain.desk_messages import DeskConnect
from kiosk.domain.guest_messages import GuestConnect, GuestRoom
from kiosk.domain.guests import Leg
from kiosk.office.call_lines import CallLines
from kiosk.office.calls import OfficeCall
from kiosk.office.guests import WITH_GUEST, OfficeGuest, guest_now
from kiosk.office.relays import Relays

# What the log of a relay calls a guest: there is no name, and there shall be none.
_GUEST = "guest"


class Hookups:
    """Compares what a call was with what it has become, and tells whom it concerns."""

    def __init__(self, lines: CallLines, relays: Relays) -> None:
        self._lines, self._relays = lines, relays

    def follow(self, before: OfficeCall | None, it: OfficeCall, now: datetime) -> None:
        """Tell of new connections, and the guest how it stands."""
        self._talk(before, it, now)
        guest, was = it.guest, before.guest if before else None
        if was is not None and was.badge and (guest is None or guest.badge != was.badge):
            self._lines.guest_is_out(was.badge)
        if guest is None or not guest.badge:
            return
        told, known = room(it), room(before) if before else None
        if told is not None and told != known:
            self._lines.to_guest(guest.badge, told)
        if guest.out:
            self._lines.guest_is_out(guest.badge)
            return
        for leg in WITH_GUEST:
            tie = guest.ties[leg]
            if was is None or tie.generation != was.ties[leg].generation:
                self._with_guest(it, guest, leg, now)

    # ------------------------------------------------------------------ each leg
    def _talk(self, before: OfficeCall | None, it: OfficeCall, now: datetime) -> None:
        """Tell both ends of a new connection, or the terminal that there is none any more."""
        call = it.call
        if before is None or it.over:
            return
        if call.desk is None:
            if before.call.desk is not None:
                bye = Signal(call.ticket_id, call.generation, SignalKind.BYE)
                self._lines.to_terminal(call.terminal, bye)
        elif it.tries > before.tries:
            self._to_desk(it, call.generation, Leg.TALK, now)
            self._to_terminal(it, call.generation, Leg.TALK, now, gate_open=call.answered)

    def _with_guest(self, it: OfficeCall, guest: OfficeGuest, leg: Leg, now: datetime) -> None:
        generation = guest.ties[leg].generation
        if generation == 0:
            return
        ready = GuestConnect(generation, leg, self._servers(_GUEST, now), self._relays.only)
        self._lines.to_guest(guest.badge, ready)
        if leg is Leg.ASIDE:
            self._to_desk(it, generation, leg, now)
        else:
            self._to_terminal(it, generation, leg, now, gate_open=True)

    def _to_desk(self, it: OfficeCall, generation: int, leg: Leg, now: datetime) -> None:
        desk, only = it.call.desk or "", self._relays.only
        servers = self._servers(desk, now)
        push = DeskConnect(it.call.ticket_id, generation, servers, only, leg)
        self._lines.to_desk(desk, push)

    def _to_terminal(
        self, it: OfficeCall, generation: int, leg: Leg, now: datetime, *, gate_open: bool
    ) -> None:
        call, only = it.call, self._relays.only
        servers = self._servers(call.terminal, now)
        push = Connect(call.ticket_id, generation, gate_open, servers, only, leg)
        self._lines.to_terminal(call.terminal, push)

    def _servers(self, name: str, now: datetime) -> tuple[IceServer, ...]:
        return self._relays.servers(name, now)


def room(it: OfficeCall) -> GuestRoom | None:
    """Return how it stands for the guest, None without one."""
    told = guest_now(it.guest)
    return GuestRoom(told, it.call.held, not it.call.answered) if told else None
