"""DLDB JSON, the export of Berlin and Munich's service databases, read tolerantly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.domain.catalogue import Office, Service
from kiosk.office.catalogue_import import loose
from kiosk.office.catalogue_import.dldb_service import service_of
from kiosk.office.catalogue_import.refusal import CatalogueRefused

SOURCE = "dldb"
MOST_ENTRIES = 20_000
_INTERNAL_PREFIX = "SB "  # Sachbearbeitung: booked by staff, never by citizens


@dataclass(slots=True)
class Reading:
    """What one pass over the files found."""

    entries: int = 0
    office_entries: int = 0
    services: dict[str, Service] = field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)


def read_services(content: Any, name: str) -> Reading:
    """Read a services file; raises `CatalogueRefused` when it is none."""
    reading = Reading()
    entries = _entries(content, name, reading)
    _check_language(entries, name)
    reading.entries = len(entries)
    for raw in entries:
        reason = _why_not(raw, reading.services)
        if reason:
            reading.dropped[reason] += 1
        else:
            service = service_of(raw, reading.remarks)
            reading.services[service.key] = service
    if not reading.services:
        raise CatalogueRefused(f"{name} has no public service")
    return reading


def read_offices(content: Any, name: str, reading: Reading) -> None:
    """Read a locations file into the reading; raises `CatalogueRefused` when it is none."""
    offices: dict[str, Office] = {}
    entries = _entries(content, name, reading)
    reading.office_entries = len(entries)
    for raw in entries:
        table = loose.table(raw)
        key, label = loose.key(table.get("id")), loose.label(table.get("displayName"))
        label = label or loose.label(table.get("name"))
        if not key or not label:
            reading.dropped["office without id or name"] += 1
        elif key in offices:
            reading.dropped["office with an id that came before"] += 1
        else:
            served = tuple(s for s in _served(table) if s in reading.services)
            public = loose.truth(table.get("public"), otherwise=True)
            if not public:
                reading.remarks["office that is not public: kept, never shown"] += 1
            offices[key] = Office(key, label, _address(table), served, public)
    reading.offices = tuple(offices.values())


def _entries(content: Any, name: str, reading: Reading) -> list[Any]:
    envelope = loose.table(content)
    entries = envelope.get("data")
    if isinstance(entries, dict):
        entries = list(entries.values())
    if not isinstance(entries, list):
        raise CatalogueRefused(f"{name} is not a DLDB export: it has no list named 'data'")
    if len(entries) > MOST_ENTRIES:
        raise CatalogueRefused(f"{name} has more than {MOST_ENTRIES} entries")
    said = loose.number(
        envelope.get("datacount", loose.table(envelope.get("meta")).get("datacount")), 0, 10**9
    )
    if said is not None and said != len(entries):
        reading.remarks[f"{name} says {said} entries but has {len(entries)}"] += 1
    return entries


def _check_language(entries: list[Any], name: str) -> None:
    said = Counter(
        loose.text(loose.table(loose.table(raw).get("meta")).get("locale")) for raw in entries
    )
    language = said.most_common(1)[0][0] if said else ""
    if language and not language.lower().startswith("de"):
        raise CatalogueRefused(f"{name} is in the language {language[:20]!r}, not in German")


def _why_not(raw: Any, already: Mapping[str, Service]) -> str:
    """Return why an entry stays outside, or ""."""
    if not isinstance(raw, dict):
        return "not an entry"
    key, name = loose.key(raw.get("id")), loose.label(raw.get("name"))
    if not key:
        return "without an id"
    if not name:
        return "without a name"
    if not loose.truth(raw.get("public"), otherwise=True):
        return "not public"
    if name.startswith(_INTERNAL_PREFIX):
        return "internal (name begins with SB)"
    return "id came before" if key in already else ""


def _served(table: Mapping[str, Any]) -> Iterator[str]:
    for each in loose.tables(table.get("services")):
        yield loose.key(each.get("service"))


def _address(table: Mapping[str, Any]) -> str:
    address = loose.table(table.get("address"))
    street = f"{loose.label(address.get('street'))} {loose.label(address.get('house_number'))}"
    town = f"{loose.label(address.get('postal_code'))} {loose.label(address.get('city'))}"
    return ", ".join(part.strip() for part in (street, town) if part.strip())
