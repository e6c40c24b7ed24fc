"""The sentences about waiting, opening and closing, in the visit's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.opening import ClosedReason, Hours
from kiosk.domain.statuses import DepartmentStatus
from kiosk.terminal.lobby import UNKNOWN
from kiosk.terminal.views import Chip
from kiosk.texts import Texts

_DAYS_OF_A_WEEK = 7
_DAYS_AHEAD = 14


class Sentences:
    """Says what things are, at one moment and in one language."""

    def __init__(self, texts: Texts, now: datetime, local: ZoneInfo) -> None:
        self._t = texts
        self._now = now.astimezone(local)
        self._local = local

    def clock(self, moment: datetime) -> str:
        """Return `10:42 Uhr`."""
        return self._t._("{time} Uhr", time=self._t.clock(moment.astimezone(self._local)))

    def chip(self, status: DepartmentStatus, busy_from: timedelta) -> Chip:
        """Return the kind of chip for a status."""
        match status.state:
            case "closed":
                return Chip.CLOSED
            case "consultation":
                return Chip.CALL
            case "paused" | "unstaffed":
                return Chip.PAUSED
            case "busy" if timedelta(minutes=status.high_min or 0) > busy_from:
                return Chip.BUSY
        return Chip.OPEN

    def status(self, status: DepartmentStatus, chip: Chip) -> str:
        """Return the word on the chip."""
        match chip:
            case Chip.CLOSED:
                return self._t._("Geschlossen")
            case Chip.CALL:
                return self._t._("Im Gespräch")
            case Chip.BUSY:
                return self._t._("Viel Betrieb")
            case Chip.PAUSED if status.state == "paused":
                return self._t._("Kurze Pause")
            case Chip.PAUSED:
                return self._t._("Nicht besetzt")
            case Chip.OPEN:
                return self._t._("Geöffnet")

    def minutes(self, low: int | None, high: int | None) -> str:
        """Return `ca. 10–25 Min.`"""
        if low is None or high is None:
            return self._t._("Wartezeit unbekannt")
        if low == 0:
            return self._t._("bis {high} Min.", high=high)
        return self._t._("ca. {low}–{high} Min.", low=low, high=high)

    def wait(self, status: DepartmentStatus) -> str:
        """Return how long it takes, or when it opens."""
        match status.state:
            case "closed":
                return self.opens(status.opens_at)
            case "free":
                return self._t._("keine Wartezeit")
            case "paused" if status.back_at is not None:
                return self._t._("weiter um {time}", time=self.clock(status.back_at))
            case state if state in (UNKNOWN, "unstaffed"):
                return self._t._("Wartezeit unbekannt")
        return self.minutes(status.low_min, status.high_min)

    def wait_sentence(self, status: DepartmentStatus) -> str:
        """Return the wait as a whole sentence, with the people and the word "Schätzung"."""
        if status.state in ("busy", "paused") and status.waiting:
            return self._t.n(
                "{count} Person wartet. Schätzung: {wait}",
                "{count} Personen warten. Schätzung: {wait}",
                status.waiting,
                wait=self.minutes(status.low_min, status.high_min),
            )
        match status.state:
            case "closed":
                return self.closed(status)
            case "free":
                return self._t._("Sie kommen sofort an die Reihe.")
            case "consultation":
                wait = self.minutes(status.low_min, status.high_min)
                return self._t._("Alle Plätze sind im Gespräch. Schätzung: {wait}", wait=wait)
            case "paused" if status.back_at is not None:
                back = self.clock(status.back_at)
                return self._t._("Kurze Pause. Es geht weiter um {time}.", time=back)
            case "paused":
                return self._t._("Kurze Pause. Es geht gleich weiter.")
            case "unstaffed":
                return self._t._("Zurzeit ist niemand am Platz. Bitte warten Sie.")
        return self._t._("Die Wartezeit ist gerade nicht bekannt.")

    def opens(self, moment: datetime | None) -> str:
        """Return when it opens, short for a list: `öffnet um 13:00 Uhr`, `morgen ab 8:30 Uhr`."""
        if moment is None:
            return self._t._("bis auf Weiteres geschlossen")
        there = moment.astimezone(self._local)
        time = self.clock(moment)
        days = (there.date() - self._now.date()).days
        if days == 0:
            return self._t._("öffnet um {time}", time=time)
        if days == 1:
            return self._t._("morgen ab {time}", time=time)
        if days < _DAYS_OF_A_WEEK:
            day = self._t.day(there.date(), "EEE")
            return self._t._("{day} ab {time}", day=day, time=time)
        return self._t._("ab {day}", day=self._t.day(there.date()))

    def closed(self, status: DepartmentStatus) -> str:
        """Return why it is closed and when it opens, as sentences."""
        return f"{self.reason(status)} {self.opens_sentence(status.opens_at)}"

    def reason(self, status: DepartmentStatus) -> str:
        """Return why a door is shut."""
        phrase = self._t.of(status.phrase) if status.phrase else ""
        match status.reason:
            case ClosedReason.HOLIDAY:
                return self._t._("Heute ist Feiertag: {name}.", name=phrase)
            case ClosedReason.MIDDAY_BREAK:
                return self._t._("Mittagspause.")
            case ClosedReason.BEFORE_HOURS:
                return self._t._("Noch geschlossen.")
            case ClosedReason.AFTER_HOURS:
                return self._t._("Für heute geschlossen.")
            case ClosedReason.DAY_OFF:
                return self._t._("Heute geschlossen.")
        if phrase:
            return self._t._("Heute geschlossen: {reason}.", reason=phrase)
        return self._t._("Geschlossen.")

    def opens_sentence(self, moment: datetime | None) -> str:
        """Return when it opens, as a sentence."""
        if moment is None:
            return self._t._("Wann es wieder öffnet, steht noch nicht fest.")
        there = moment.astimezone(self._local)
        time = self.clock(moment)
        days = (there.date() - self._now.date()).days
        if days == 0:
            return self._t._("Wieder geöffnet heute um {time}.", time=time)
        if days == 1:
            return self._t._("Wieder geöffnet morgen um {time}.", time=time)
        day = self._t.day(there.date())
        return self._t._("Wieder geöffnet am {day} um {time}.", day=day, time=time)

    def today(self, hours: Hours) -> str:
        """Return today's hours: `8:00–12:00 und 14:00–18:00 Uhr`, or that it is closed."""
        return self.on(hours, self._now.date())

    def on(self, hours: Hours, day: date) -> str:
        """Return the hours of a day."""
        spans = [
            # A translation may keep the two from changing places (right-to-left texts).
            self._t._("{start}–{until}", start=f"{i.start:%H:%M}", until=f"{i.until:%H:%M}")
            for i in hours.on(day)
        ]
        if not spans:
            return self._t._("geschlossen")
        joined = self._t._(" und ").join(spans)
        return self._t._("{time} Uhr", time=joined)

    def week(self, hours: Hours) -> tuple[tuple[str, str], ...]:
        """Return the usual hours of a week, equal neighbours joined, then the days that differ."""
        monday = self._now.date() - timedelta(days=self._now.weekday())
        usual = hours.usual(self._now.date())
        rows: list[tuple[list[date], str]] = []
        for day in (monday + timedelta(days=ahead) for ahead in range(_DAYS_OF_A_WEEK)):
            told = self.on(usual, day)
            if rows and rows[-1][1] == told:
                rows[-1][0].append(day)
            else:
                rows.append(([day], told))
        regular = tuple((self._span(covered), told) for covered, told in rows)
        return (*regular, *self._differing(hours, usual))

    def _differing(self, hours: Hours, usual: Hours) -> tuple[tuple[str, str], ...]:
        today = self._now.date()
        days = (today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
        return tuple(
            (self._t.day(day), self.on(hours, day))
            for day in days
            if hours.on(day) != usual.on(day)
        )

    def _span(self, days: list[date]) -> str:
        first = self._t.day(days[0], "EEE")
        return first if len(days) == 1 else f"{first}–{self._t.day(days[-1], 'EEE')}"
