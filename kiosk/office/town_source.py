"""Which town is served: its folder, with an imported catalogue in place of its own where given."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.domain.departments import Town
from kiosk.office.towns import load_town
from kiosk.resources import assets

SAMPLE_TOWN = "musterstadt"
_YEARS_AHEAD = 2


def sample_town() -> Path:
    """Return the folder of the sample town that comes with Foyer."""
    return assets() / "towns" / SAMPLE_TOWN


def town_of(folder: Path | None, now: datetime) -> Town:
    """Read the town of this folder, or the sample town; raises `TownFileWrong`."""
    years = range(now.year - 1, now.year + _YEARS_AHEAD + 1)
    return load_town(folder or sample_town(), years)
