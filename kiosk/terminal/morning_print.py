"""The test print of the morning: whoever opens the house sees whether head and paper are good."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta

from kiosk.domain.departments import Town
from kiosk.terminal.notebook import Notebook

WITHIN = timedelta(hours=2)  # later nobody looks for it any more
AGAIN_AFTER = timedelta(minutes=5)  # where the printer did not take it
_KEPT = "test_print"


class MorningPrint:
    """Prints once on every day that opens, at rest, from a set time on.

    Args:
        at: local time of the day; None prints nothing.
        notebook: keeps the day of the last one.
        print_test: prints and returns whether the printer has taken it.
    """

    def __init__(
        self, at: time | None, notebook: Notebook, print_test: Callable[[], Awaitable[bool]]
    ) -> None:
        self._at = at
        self._notebook = notebook
        self._print_test = print_test
        self._printed_on = _day(notebook.known(_KEPT))
        self._tried_at: datetime | None = None

    def due(self, local_now: datetime, town: Town | None, *, resting: bool, able: bool) -> bool:
        """Return whether to print now; with a printer in trouble it waits.

        Args:
            resting: nobody stands at the terminal.
            able: the printer prints.
        """
        if self._at is None or not resting or not able or self._printed_on == local_now.date():
            return False
        if self._tried_at is not None and abs(local_now - self._tried_at) < AGAIN_AFTER:
            return False
        since = local_now.replace(tzinfo=None) - datetime.combine(local_now.date(), self._at)
        return timedelta(0) <= since < WITHIN and opens_on(local_now.date(), town)

    async def print(self, local_now: datetime) -> None:
        """Print, and keep the day once the printer has taken it."""
        self._tried_at = local_now
        if await self._print_test():
            self._printed_on = local_now.date()
            self._notebook.keep(_KEPT, self._printed_on.isoformat())


def opens_on(day: date, town: Town | None) -> bool:
    """Return whether any department opens on this day."""
    return town is not None and any(each.hours.on(day) for each in town.departments)


def _day(kept: str | None) -> date | None:
    try:
        return date.fromisoformat(kept) if kept else None
    except ValueError:
        return None  # of another version
