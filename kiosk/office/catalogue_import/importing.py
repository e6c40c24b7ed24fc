"""One import from file to current catalogue; a broken file changes nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.catalogue_json import with_version
from kiosk.office.catalogue_import import dldb
from kiosk.office.catalogue_import.json_file import read_json
from kiosk.office.catalogue_import.refusal import CatalogueRefused
from kiosk.office.catalogue_import.report import (
    ImportReport,
    changes_between,
    hard_texts,
    unknown_documents,
    unknown_fees,
)
from kiosk.office.catalogue_import.versions import load_current, save_import
from kiosk.office.town_files import TownFileWrong
from kiosk.office.towns import town_catalogue


def import_catalogue(
    file: Path, offices_file: Path | None, state_dir: Path, now: datetime
) -> ImportReport:
    """Read, compare, keep and make current.

    Args:
        file: a DLDB JSON file of services, or the folder of a town with `services/`.
        offices_file: a DLDB JSON file of locations, if there is one.

    Raises `CatalogueRefused`; then nothing was changed.
    """
    catalogue, reading = read_catalogue(file, offices_file)
    old, remarks = _last(state_dir)
    if old is not None and len(catalogue.services) * 2 < len(old.services):
        remarks["less than half of the last services came in: is the file complete?"] = 1
    report = ImportReport(
        source=catalogue.source,
        file=file.name,
        at=now,
        version=catalogue.version,
        entries=reading.entries,
        services=len(catalogue.services),
        office_entries=reading.office_entries,
        offices=len(catalogue.offices),
        dropped=dict(reading.dropped),
        remarks=dict(reading.remarks) | remarks,
        documents_unknown=unknown_documents(catalogue),
        fees_unknown=unknown_fees(catalogue),
        first=old is None and not remarks,
        changes=changes_between(old, catalogue),
        hard_texts=hard_texts(catalogue),
    )
    try:
        save_import(state_dir, catalogue, report)
    except OSError as trouble:
        raise CatalogueRefused(f"{state_dir} cannot be written: {trouble.strerror}") from None
    return report


def read_catalogue(file: Path, offices_file: Path | None) -> tuple[Catalogue, dldb.Reading]:
    """Return the catalogue of a file without keeping it; raises `CatalogueRefused`."""
    if file.is_dir():
        return _town(file)
    reading = dldb.read_services(read_json(file), file.name)
    if offices_file is not None:
        dldb.read_offices(read_json(offices_file), offices_file.name, reading)
    return with_version(Catalogue(dldb.SOURCE, "", reading.services, reading.offices)), reading


def _town(folder: Path) -> tuple[Catalogue, dldb.Reading]:
    try:
        catalogue = town_catalogue(folder)
    except TownFileWrong as wrong:
        raise CatalogueRefused(str(wrong)) from None
    if not catalogue.services:
        raise CatalogueRefused(f"{folder.name} has no services/*.toml")
    return catalogue, dldb.Reading(entries=len(catalogue.services))


def _last(state_dir: Path) -> tuple[Catalogue | None, dict[str, int]]:
    """Return the catalogue to compare with; a damaged one is replaced, with a remark."""
    try:
        return load_current(state_dir), {}
    except CatalogueRefused as wrong:
        return None, {f"the last catalogue could not be compared: {wrong.message}": 1}
