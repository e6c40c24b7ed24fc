"""Values of a careless export: booleans where text is meant, numbers as text, null anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kiosk.office.catalogue_import.plain_text import one_line, visible

LONGEST_URL = 2_000
_FALSE = frozenset({"", "0", "false", "no", "nein", "off"})


def text(value: object) -> str:
    """Return text; everything that is none becomes an empty text."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, str | int) else ""


def label(value: object, longest: int = 300) -> str:
    """Return a name: one line, plain, not longer than `longest`."""
    line = one_line(text(value))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def key(value: object) -> str:
    """Return an id, which may be written as a number; "" when it cannot be one."""
    written = visible(text(value)).strip()
    return written if written and len(written) <= 100 and written.isprintable() else ""


def truth(value: object, otherwise: bool) -> bool:
    """Return whether something is said to be so; `otherwise` when nothing is said."""
    if isinstance(value, bool | int):
        return bool(value)
    return value.strip().lower() not in _FALSE if isinstance(value, str) else otherwise


def number(value: object, low: int, high: int) -> int | None:
    """Return a whole number within the limits, also from text, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:9])
    return value if isinstance(value, int) and low <= value <= high else None


def table(value: object) -> Mapping[str, Any]:
    """Return a JSON object, or an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, and of an object with numbered keys (PHP's lists)."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def web_address(value: object) -> str:
    """Return an http(s) address, or "": a QR code must never carry a script."""
    address = text(value).strip()
    clean = address.isprintable() and " " not in address and len(address) <= LONGEST_URL
    return address if clean and address.lower().startswith(("https://", "http://")) else ""


def day(value: object) -> date | None:
    """Return the day of `2026-06-08T07:41:01` or `2026-06-08`, or None."""
    try:
        return date.fromisoformat(text(value)[:10])
    except ValueError:
        return None
