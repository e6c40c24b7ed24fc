"""The imported catalogues of an office: one file per version, and a pointer to the current one."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.catalogue_json import (
    VERSION_DIGITS,
    catalogue_as_json,
    catalogue_from_json,
    version_of,
)
from kiosk.domain.wire import BadMessage
from kiosk.office.catalogue_import.json_file import read_json
from kiosk.office.catalogue_import.refusal import CatalogueRefused
from kiosk.office.catalogue_import.report import ImportReport, render_report

FOLDER = "catalogue"
CURRENT = "current"
_VERSION = re.compile(rf"[0-9a-f]{{{VERSION_DIGITS}}}")


def save_import(state_dir: Path, catalogue: Catalogue, report: ImportReport) -> None:
    """Keep a catalogue and make it the current one; the pointer moves last.

    Whatever is interrupted, `current` names a complete file. Raises OSError (disk full),
    then the old catalogue stays current.
    """
    folder = state_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(catalogue_as_json(catalogue), ensure_ascii=False, indent=1)
    _write(folder / f"{catalogue.version}.json", content)
    _write(folder / f"{catalogue.version}.txt", render_report(report))
    _write(folder / CURRENT, catalogue.version + "\n")


def load_current(state_dir: Path) -> Catalogue | None:
    """Return the current catalogue, or None when none was imported yet.

    Raises `CatalogueRefused` when the stored file is damaged.
    """
    pointer = state_dir / FOLDER / CURRENT
    if not pointer.exists():
        return None
    try:
        version = pointer.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        version = ""
    if not _VERSION.fullmatch(version):
        raise CatalogueRefused(f"{FOLDER}/{CURRENT} does not name a version")
    return load_version(state_dir, version)


def load_version(state_dir: Path, version: str) -> Catalogue:
    """Return a kept version; raises `CatalogueRefused` when it is missing or damaged."""
    file = state_dir / FOLDER / f"{version}.json"
    try:
        catalogue = catalogue_from_json(read_json(file))
    except BadMessage as wrong:
        raise CatalogueRefused(f"{file.name} is not a catalogue: {wrong}") from None
    if not catalogue.version == version == version_of(catalogue):
        raise CatalogueRefused(f"{file.name} was changed after the import")
    return catalogue


def _write(file: Path, content: str) -> None:
    """Write whole or not at all, also when the power fails."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
