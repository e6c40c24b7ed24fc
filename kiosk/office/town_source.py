"""Which town is served: its folder, and the catalogue that was imported for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.catalogue_json import with_version
from kiosk.domain.departments import Town
from kiosk.office.catalogue_import import load_current
from kiosk.office.towns import load_town
from kiosk.resources import assets

SAMPLE_TOWN = "musterstadt"
_YEARS_AHEAD = 2


def sample_town() -> Path:
    """Return the folder of the sample town that comes with Foyer."""
    return assets() / "towns" / SAMPLE_TOWN


def town_of(folder: Path | None, state_dir: Path, now: datetime) -> Town:
    """Read the town of this folder, or the sample town, with its imported catalogue.

    A folder without services of its own takes them from the import. Otherwise imported
    services are added: people can look them up, departments serve what their files say.
    Raises `TownFileWrong` or `CatalogueRefused`.
    """
    folder = folder or sample_town()
    years = range(now.year - 1, now.year + _YEARS_AHEAD + 1)
    imported = load_current(state_dir)
    if imported is None:
        return load_town(folder, years)
    if not (folder / "services").is_dir():
        return load_town(folder, years, imported)
    town = load_town(folder, years)
    own = town.catalogue
    both = Catalogue(
        f"{own.source}+{imported.source}",
        "",
        {**imported.services, **own.services},
        imported.offices,
    )
    return replace(town, catalogue=with_version(both))
