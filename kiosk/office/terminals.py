"""The terminals of the office: which are on the line, and how their printers are.

They live in memory and say everything again when they come back. With several office processes
each one knows the terminals on its own lines only, and only its own desks show them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.journal import Happened, Key, note
from kiosk.office.premises import Changed

REMEMBERED = timedelta(hours=24)
_MOST = 1_000
_LONGEST_VERSION = 32


@dataclass(frozen=True, slots=True)
class Terminal:
    """One terminal: on the line, or not, `since` a moment. `printer` is None until it was told."""

    name: str
    software: str
    here: bool
    since: datetime
    printer: PrinterNews | None = None

    @property
    def needs_somebody(self) -> bool:
        """Whether no ticket comes out there until somebody goes there."""
        return self.here and self.printer is not None and self.printer.condition.needs_somebody


class Terminals:
    """Everything terminals have told of themselves; who is gone for a day is forgotten.

    Args:
        announce: tells the desks that something has changed.
    """

    def __init__(self, announce: Callable[[Changed], None]) -> None:
        self._announce = announce
        self._known: dict[str, Terminal] = {}
        # One that comes back may be here before its old line is given up.
        self._lines: Counter[str] = Counter()

    def came(self, name: Key, software: str, now: datetime) -> None:
        """A terminal is on the line."""
        note(Happened.TERMINAL_CONNECTED, terminal=name)
        before = self._known.pop(name, None)
        self._lines[name] += 1
        self._forget(now)
        printer = before.printer if before else None
        self._known[name] = Terminal(name, software[:_LONGEST_VERSION], True, now, printer)
        self._announce(Changed(terminals=True))

    def went(self, name: Key, now: datetime) -> None:
        """A line of a terminal broke; the terminal is gone when it was the only one."""
        note(Happened.TERMINAL_LOST, terminal=name)
        self._lines[name] -= 1
        if self._lines[name] > 0:
            return
        del self._lines[name]
        self._known[name] = replace(self._known[name], here=False, since=now)
        self._announce(Changed(terminals=True))

    def told(self, name: Key, news: PrinterNews) -> None:
        """A terminal tells how its printer is."""
        known = self._known[name]
        was = known.printer.condition if known.printer else PrinterCondition.READY
        self._known[name] = replace(known, printer=news)
        if news.condition is PrinterCondition.READY is not was:
            note(Happened.DEVICE_WELL, device=Key("printer"), terminal=name)
        elif news.condition is not was:
            trouble = Key(news.condition)
            note(Happened.DEVICE_TROUBLE, device=Key("printer"), terminal=name, code=trouble)
        self._announce(Changed(terminals=True))

    def all(self, now: datetime) -> tuple[Terminal, ...]:
        """Return the terminals on the line, and those that were in the last day, by name."""
        self._forget(now)
        return tuple(self._known[name] for name in sorted(self._known))

    def _forget(self, now: datetime) -> None:
        gone = [each for each in self._known.values() if not each.here]
        old = [each for each in gone if now - each.since >= REMEMBERED]
        crowd = gone[: max(0, len(self._known) - _MOST)]
        for each in {each.name for each in (*old, *crowd)}:
            del self._known[each]
