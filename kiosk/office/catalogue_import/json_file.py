"""Reading a JSON file that nobody promised to be harmless: limited in every direction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from kiosk.office.catalogue_import.refusal import CatalogueRefused

LARGEST_FILE_BYTES = 64 * 1024 * 1024
DEEPEST = 32
MOST_VALUES = 4_000_000
LONGEST_TEXT = 200_000


def read_json(file: Path) -> Any:
    """Return the content of a JSON file; raises `CatalogueRefused`."""
    raw = _bytes(file)
    _check_size(raw, file.name)
    try:
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as wrong:
        raise CatalogueRefused(f"{file.name} is not UTF-8 (byte {wrong.start})") from None
    except json.JSONDecodeError as wrong:
        raise CatalogueRefused(
            f"{file.name} is not JSON or not complete (line {wrong.lineno}): {wrong.msg}"
        ) from None
    except RecursionError:
        raise CatalogueRefused(f"{file.name} is nested deeper than {DEEPEST} levels") from None
    except ValueError as wrong:
        raise CatalogueRefused(f"{file.name} has a number that is none: {wrong}") from None
    _check_shape(content, file.name)
    return content


def _bytes(file: Path) -> bytes:
    try:
        # A pipe or a device would never end.
        if not file.is_file():
            raise CatalogueRefused(f"{file.name} is not a file")
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_FILE_BYTES + 1)
    except OSError as trouble:
        raise CatalogueRefused(f"{file.name} cannot be read: {trouble.strerror}") from None
    if len(raw) > LARGEST_FILE_BYTES:
        raise CatalogueRefused(f"{file.name} is larger than {LARGEST_FILE_BYTES // 1024**2} MiB")
    return raw


def _check_size(raw: bytes, name: str) -> None:
    if not raw.strip():
        raise CatalogueRefused(f"{name} is empty")
    if b"\0" in raw:
        raise CatalogueRefused(f"{name} contains NUL bytes")
    # Counted before parsing: sixty million empty lists would need gigabytes.
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > MOST_VALUES:
        raise CatalogueRefused(f"{name} has more than {MOST_VALUES} values")


def _check_shape(content: Any, name: str) -> None:
    level, depth = [content], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise CatalogueRefused(f"{name} is nested deeper than {DEEPEST} levels")
        below: list[Any] = []
        for value in level:
            if isinstance(value, str):
                if len(value) > LONGEST_TEXT:
                    raise CatalogueRefused(f"{name} has a text over {LONGEST_TEXT} characters")
            elif isinstance(value, dict):
                below += value
                below += value.values()
            elif isinstance(value, list):
                below += value
        level = below


def _no_number(written: str) -> NoReturn:
    raise ValueError(written)
