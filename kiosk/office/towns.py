"""A town from its folder: `town.toml`, `services/*.toml`, `words.toml`, checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.catalogue_json import with_version
from kiosk.domain.departments import Department, Town
from kiosk.domain.desks import Desk
from kiosk.domain.numbers import LAST, LETTERS
from kiosk.office.department_tables import TownTable, department
from kiosk.office.doors import Doors
from kiosk.office.holidays import REGIONS
from kiosk.office.service_files import ServiceFiles, read_services
from kiosk.office.town_files import TownFileWrong, Words, read_toml, understand

TOWN_FILE = "town.toml"


def load_town(folder: Path, years: Iterable[int], catalogue: Catalogue | None = None) -> Town:
    """Read and check a town.

    Args:
        years: the years whose holidays and yearly closures are worked out.
        catalogue: an imported catalogue that takes the place of `services/`; then every
            department lists its `services`.

    Raises `TownFileWrong`.
    """
    file = folder / TOWN_FILE
    words = Words.of(folder)
    table = understand(TownTable, read_toml(file), file)
    own = read_services(folder, words) if catalogue is None else ServiceFiles({}, {})
    services = catalogue or with_version(Catalogue(f"town:{table.key}", "", own.services))
    _check(table, file, services, own)
    doors = Doors(table, file, words, sorted(set(years)))
    town = Town(
        key=table.key,
        name=words.phrase(table.name, file, "name"),
        office=words.phrase(table.office, file, "office"),
        address=words.phrase(table.address, file, "address"),
        timezone=table.timezone,
        region=table.region,
        departments=tuple(
            department(key, each, doors, own.files.get(key, ()))
            for key, each in table.department.items()
        ),
        desks=tuple(_desks(table, file, words)),
        catalogue=services,
        blocked_numbers=frozenset(table.blocked_numbers),
        pages_url=table.pages_url,
    )
    for each in town.departments:
        _check_department(each, file)
    return town


def town_catalogue(folder: Path) -> Catalogue:
    """Return the services of a town's folder alone; raises `TownFileWrong`."""
    file = folder / TOWN_FILE
    key = str(read_toml(file).get("key", folder.name)) if file.is_file() else folder.name
    services = read_services(folder, Words.of(folder)).services
    return with_version(Catalogue(f"town:{key}", "", services))


def _desks(table: TownTable, file: Path, words: Words) -> Iterable[Desk]:
    for key, desk in table.desk.items():
        at = f"desk.{key}"
        yield Desk(
            key=key,
            name=words.phrase(desk.name, file, f"{at}.name"),
            room=words.phrase(desk.room, file, f"{at}.room"),
            departments=tuple(desk.departments),
            takes_lobby=desk.takes_lobby,
            takes_video=desk.takes_video,
        )


def _check(table: TownTable, file: Path, catalogue: Catalogue, own: ServiceFiles) -> None:
    try:
        ZoneInfo(table.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TownFileWrong(file, "timezone", f"{table.timezone!r} is not a time zone") from None
    if table.region not in REGIONS:
        raise TownFileWrong(file, "region", f"{table.region!r} is not one of {sorted(REGIONS)}")
    if any(not 1 <= number <= LAST for number in table.blocked_numbers):
        raise TownFileWrong(file, "blocked_numbers", f"must be from 1 to {LAST}")
    _check_prefixes(table, file)
    for key, each in table.department.items():
        for service in each.services:
            if service not in catalogue.services:
                raise TownFileWrong(
                    file, f"department.{key}.services", f"the catalogue has no {service!r}"
                )
    for stem in own.files:
        if stem not in table.department:
            raise TownFileWrong(file, f"department.{stem}", f"is missing, but services/{stem}.toml")
    _check_names(table, file)


def _check_prefixes(table: TownTable, file: Path) -> None:
    taken: dict[str, str] = {}
    for key, each in table.department.items():
        at = f"department.{key}.prefix"
        if len(each.prefix) != 1 or each.prefix not in LETTERS:
            raise TownFileWrong(file, at, f"{each.prefix!r} is not one letter of {LETTERS}")
        if each.prefix in taken:
            raise TownFileWrong(file, at, f"{each.prefix!r} is taken by {taken[each.prefix]!r}")
        taken[each.prefix] = key


def _check_names(table: TownTable, file: Path) -> None:
    for at, names in (
        *((f"desk.{key}.departments", each.departments) for key, each in table.desk.items()),
        *(("closure", each.departments) for each in table.closure),
        *(("special", each.departments) for each in table.special),
    ):
        for name in names:
            if name not in table.department:
                raise TownFileWrong(file, at, f"there is no department {name!r}")


def _check_department(department: Department, file: Path) -> None:
    at = f"department.{department.key}"
    if not department.services:
        raise TownFileWrong(file, f"{at}.services", "the department has no services")
    if not department.hours.rules:
        raise TownFileWrong(file, f"{at}.hours", "the department is never open")
