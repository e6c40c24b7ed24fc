"""Opening hours as a technician writes them, e.g. `Mo-Fr 08:00-12:30`, `Mi[1] 10:30-12:30`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time, timedelta

from kiosk.domain.opening import Interval, WeeklyRule

# German and, where it differs, OpenStreetMap's English abbreviation.
WEEKDAYS = {
    **{"Mo": 0, "Di": 1, "Mi": 2, "Do": 3, "Fr": 4, "Sa": 5, "So": 6},
    **{"Tu": 1, "We": 2, "Th": 3, "Su": 6},
}
_RULE = re.compile(
    r"(?P<days>[A-Za-z, \-–]*?[A-Za-z])\s*(?:\[(?P<nth>[\d, ]+)\])?\s+(?P<times>\d[\d:, \-–]*)"
    r"(?:\s+from (?P<first>[\d-]+))?(?:\s+until (?P<last>[\d-]+))?"
)
_NTH_DAY = re.compile(r"([A-Za-z]{2})\[(\d)\]")
_EVERY_YEAR = re.compile(r"(\d\d)-(\d\d)")
_EASTER = re.compile(r"easter\s*([+-]\s*\d+)?")


def weekly_rule(written: str) -> WeeklyRule:
    """Read `Mo-Fr 08:00-12:30`, `Mo, Di 14:00-16:00`, `Mi[1,3] 14:00-16:00` (n-th of the
    month), each optionally followed by `from 2027-01-01` and `until 2027-03-31`.

    Raises ValueError with a sentence.
    """
    found = _RULE.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"{written!r} is not like 'Mo-Fr 08:00-12:30'")
    nth = frozenset(int(each) for each in re.findall(r"\d+", found["nth"] or ""))
    if any(not 1 <= each <= 5 for each in nth):
        raise ValueError(f"{written!r}: a month has a 1st to 5th week only")
    return WeeklyRule(
        weekdays=_weekdays(found["days"]),
        intervals=intervals(found["times"]),
        nth=nth,
        first=_date(found["first"]) if found["first"] else None,
        last=_date(found["last"]) if found["last"] else None,
    )


def intervals(written: str) -> tuple[Interval, ...]:
    """Read `08:00-12:30, 14:00-16:00`; raises ValueError."""
    return tuple(_interval(part) for part in written.split(","))


def days(
    written: str, years: Iterable[int], easter: Callable[[int], date]
) -> Iterator[tuple[date, date]]:
    """Yield first and last day of what a closure calls `when`.

    `2027-06-14`, `2027-06-14..2027-06-18`, `12-24` (every year), `easter-48` (Rose Monday),
    `Mi[1]` (first Wednesday of every month). Raises ValueError.
    """
    first, dots, last = written.strip().partition("..")
    if dots:
        begin, end = _date(first), _date(last)
        if begin > end:
            raise ValueError(f"{written!r} ends before it starts")
        yield begin, end
    elif every := _EVERY_YEAR.fullmatch(first):
        for year in years:
            day = _date(f"{year}-{every[0]}")
            yield day, day
    elif after := _EASTER.fullmatch(first):
        offset = int((after[1] or "0").replace(" ", ""))
        for year in years:
            day = easter(year) + timedelta(days=offset)
            yield day, day
    elif nth := _NTH_DAY.fullmatch(first):
        rule = WeeklyRule(_weekdays(nth[1]), (), nth=frozenset({int(nth[2])}))
        yield from ((day, day) for year in years for day in _year(year) if rule.covers(day))
    else:
        yield _date(first), _date(first)


def _year(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def _weekdays(written: str) -> frozenset[int]:
    found: set[int] = set()
    for part in written.replace("–", "-").split(","):
        first, _, last = part.strip().partition("-")
        begin, end = _weekday(first), _weekday(last or first)
        if begin > end:
            raise ValueError(f"{part.strip()!r} runs over the end of the week")
        found.update(range(begin, end + 1))
    return frozenset(found)


def _weekday(written: str) -> int:
    if written.strip() not in WEEKDAYS:
        raise ValueError(f"{written.strip()!r} is not a weekday (Mo, Di, Mi, Do, Fr, Sa, So)")
    return WEEKDAYS[written.strip()]


def _interval(written: str) -> Interval:
    start, dash, until = written.replace("–", "-").strip().partition("-")
    try:
        return Interval(time.fromisoformat(start.strip()), time.fromisoformat(until.strip()))
    except ValueError as wrong:
        reason = wrong if dash and "before" in str(wrong) else "is not like 08:00-12:30"
        raise ValueError(f"{written.strip()!r}: {reason}") from None


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise ValueError(f"{written.strip()!r} is not a date like 2027-06-14") from None
