"""The public holidays (Feiertage) of a German state, named in every language of the glass."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import holidays

from kiosk.domain.phrases import Phrase
from kiosk.office.holiday_names import HOLIDAY_NAMES

REGIONS = frozenset(holidays.list_supported_countries()["DE"])


def public_holidays(region: str, years: Iterable[int]) -> dict[date, Phrase]:
    """Return the holidays of a state ("NW") in these years, by day."""
    found = holidays.country_holidays("DE", region, years=sorted(set(years)), language="de")
    return {day: _named(name) for day, name in sorted(found.items())}


def easter_sunday(year: int) -> date:
    """Return Easter Sunday: two days after Good Friday."""
    found = holidays.country_holidays("DE", years=year, language="de")
    return next(day for day, name in found.items() if name == "Karfreitag") + timedelta(days=2)


def _named(german: str) -> Phrase:
    # Two holidays on one day come as "Erster Mai; Christi Himmelfahrt".
    parts = [HOLIDAY_NAMES.get(name, Phrase(name)) for name in german.split("; ")]
    if len(parts) == 1:
        return parts[0]
    languages = {language for part in parts for language in part.others}
    return Phrase(
        ", ".join(part.de for part in parts),
        {language: ", ".join(part.said_in(language) for part in parts) for language in languages},
    )
