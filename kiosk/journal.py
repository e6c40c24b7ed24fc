"""What is written down about running: a vocabulary of events with facts, one line each.

    ticket.issued number=A042 kind=walk_in waited=12.5s

Personal data cannot slip in: a fact is a member of an enumeration, a number, a time, a ticket
number or one of our own ids (`Key`); a free text raises TypeError. Ids of services and
departments are not for the journal: what somebody came for can be a fact about their health
(Art. 9 GDPR). Ids of tickets are not either: they open the ticket's page.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from typing import TextIO

from kiosk.domain.numbers import TicketNumber


class Happened(StrEnum):
    """All events there are. A long act has two: `.began`, and `.ended` with its outcome."""

    OFFICE_STARTED = "office.started"  # listening; facts: port
    OFFICE_STOPPED = "office.stopped"  # asked to end, everything is stored
    CATALOGUE_IMPORTED = "catalogue.imported"  # departments and services of the town were read
    DAY_CLOSED = "day.closed"  # what was left of the day has expired
    TICKET_ISSUED = "ticket.issued"  # a number was given out
    TICKET_MOVED = "ticket.moved"  # one step in its life; facts: event, state
    TICKET_DELIVERED = "ticket.delivered"  # a terminal handed in a number it gave out alone
    NUMBERS_LEASED = "numbers.leased"  # a terminal holds numbers for the time without the office
    TERMINAL_CONNECTED = "terminal.connected"  # a terminal is on the line
    TERMINAL_LOST = "terminal.lost"  # its line broke
    DESK_SIGNED_IN = "desk.signed_in"  # somebody sits down; facts: desk, never who
    DESK_SIGNED_OUT = "desk.signed_out"  # the seat is empty again
    CALL_BEGAN = "call.began"  # somebody knocks; facts: terminal
    CALL_ANSWERED = "call.answered"  # a desk has opened; facts: terminal, waited
    CALL_PASSED_ON = "call.passed_on"  # and sends them to another door; facts: terminal
    CALL_LOST = "call.lost"  # the pictures are gone, for now; facts: terminal
    CALL_ENDED = "call.ended"  # the talk is over; facts: terminal, outcome, lasted
    GUEST_INVITED = "guest.invited"  # a one-time link for a third person; facts: terminal
    GUEST_HERE = "guest.here"  # the third person takes part; facts: terminal
    GUEST_OUT = "guest.out"  # and no longer; facts: terminal, by
    REFUSED = "refused"  # the office said no; facts: code

    TERMINAL_STARTED = "terminal.started"  # the glass is up
    TERMINAL_STOPPED = "terminal.stopped"  # asked to end
    VISIT_BEGAN = "visit.began"  # somebody touched the glass
    VISIT_ENDED = "visit.ended"  # everything about them is forgotten; facts: outcome, lasted
    SLIP_BEGAN = "slip.began"  # a ticket, a list or a test print is to be printed
    SLIP_ENDED = "slip.ended"  # the first word on it; facts: outcome, as the printer calls it
    SLIP_LATE = "slip.late"  # a later word, also on a slip of an earlier life; facts: outcome
    SLIP_NOT_DRAWN = "slip.not_drawn"  # something of the town is to be mended; facts: code
    DEVICE_TROUBLE = "device.trouble"  # a device needs a person; facts: device, code
    DEVICE_LOW = "device.low"  # it works, and will need a person soon; facts: device, code
    DEVICE_WELL = "device.well"  # it works, and needs nobody; facts: device
    OFFICE_LOST = "office.lost"  # the terminal is alone
    OFFICE_BACK = "office.back"  # and no longer; facts: away


WARNINGS = frozenset(
    {
        Happened.OFFICE_LOST,
        Happened.TERMINAL_LOST,
        Happened.DEVICE_TROUBLE,
        Happened.SLIP_NOT_DRAWN,
        Happened.REFUSED,
    }
)

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_log = logging.getLogger("kiosk")


class Key(str):
    """An id that we gave ourselves: terminal, desk, code of an error. Raises ValueError else.

    Small letters, digits, dot, hyphen, underscore: a name with its capital does not fit.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Key:
        if _KEY.fullmatch(written) is None:
            raise ValueError("not an id of ours")
        return super().__new__(cls, written)


Fact = Enum | bool | int | float | timedelta | date | TicketNumber | Key


def note(event: Happened, **facts: Fact) -> None:
    """Write one line; raises TypeError for anything that could be about a person."""
    if type(event) is not Happened:
        raise TypeError("an event is a member of Happened")
    words = [event.value, *(f"{name}={_written(name, fact)}" for name, fact in facts.items())]
    _log.log(logging.WARNING if event in WARNINGS else logging.INFO, " ".join(words))


def _written(name: str, fact: object) -> str:
    match fact:
        case Enum():
            return str(fact.value)
        case Key() | TicketNumber():
            return str(fact)
        case bool():
            return "yes" if fact else "no"
        case int():
            return str(fact)
        case float():
            return f"{fact:g}"
        case timedelta():
            return f"{fact.total_seconds():g}s"
        case datetime():
            return fact.isoformat(timespec="seconds")
        case date():
            return fact.isoformat()
        case _:
            # Not even the value: the message of this error lands in the journal, too.
            raise TypeError(f"{name} is a {type(fact).__name__}, which the journal does not take")


class _Line(logging.Formatter):
    """The level as systemd reads it (sd-daemon(3)), or the time for a person at a terminal."""

    _PRIORITY = {"DEBUG": 7, "INFO": 6, "WARNING": 4, "ERROR": 3, "CRITICAL": 2}

    def __init__(self, *, for_systemd: bool) -> None:
        super().__init__("%(message)s" if for_systemd else "%(asctime)s %(message)s", "%H:%M:%S")
        self._for_systemd = for_systemd

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if not self._for_systemd:
            return line
        level = self._PRIORITY.get(record.levelname, 6)
        return "\n".join(f"<{level}>{part}" for part in line.splitlines())


def open_journal(stream: TextIO | None = None) -> None:
    """Send the journal to stdout, where journald picks it up. Called once by a root."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_Line(for_systemd="JOURNAL_STREAM" in os.environ))
    _log.handlers[:] = [handler]
    _log.setLevel(logging.INFO)
    _log.propagate = False
