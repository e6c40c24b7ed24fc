"""The test print of the morning: whoever opens the house sees whether head and paper are good."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

WITHIN = timedelta(hours=2)  # later nobody looks for it any more


class MorningPrint:
    """Prints once a day, at rest, from a set time on; with a printer in trouble it waits.

    Args:
        at: local time of the day; None prints nothing.
        printed_on: the day of the last one, from an earlier life.
    """

    def __init__(self, at: time | None, printed_on: date | None) -> None:
        self._at = at
        self.printed_on = printed_on

    def due(self, local_now: datetime, *, resting: bool, able: bool) -> bool:
        """Return whether to print now, and take it as printed.

        Args:
            resting: nobody stands at the terminal.
            able: the printer prints.
        """
        if self._at is None or not resting or not able or self.printed_on == local_now.date():
            return False
        since = local_now.replace(tzinfo=None) - datetime.combine(local_now.date(), self._at)
        if not timedelta(0) <= since < WITHIN:
            return False
        self.printed_on = local_now.date()
        return True
