"""What may be wished of a fake printer: every value has its kind and its bounds.

All raise ValueError with a sentence for what has not.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, NoReturn

from devices.printer.fake.abilities import Abilities, Answering, Kind

_LONGEST_S = 86_400.0
_MOST = 10**9  # rows or bytes
_LONGEST_NAME = 80


def checked(kind: type[Answering] | type[Abilities], wish: dict[str, Any]) -> dict[str, Any]:
    """Return what was wished as the fields of a dataclass want it."""
    wanted = {field.name: str(field.type) for field in fields(kind)}
    return {name: _value(wanted[name], name, value) for name, value in wish.items()}


def _value(wanted: str, name: str, value: object) -> object:
    match wanted:
        case "bool":
            return flag(name, value)
        case "float | None" if value is None:
            return None
        case "float" | "float | None":
            return number(name, value, _LONGEST_S)
        case "str":
            if isinstance(value, str) and value.isascii() and len(value) <= _LONGEST_NAME:
                return value
            raise ValueError(f"{name} is at most {_LONGEST_NAME} ASCII letters, not {value!r}.")
        case "bytes":
            if isinstance(value, str):
                return bytes.fromhex(value)
            raise ValueError(f"{name} is bytes in hexadecimal, not {value!r}.")
        case _:
            if isinstance(value, list):
                return frozenset(Kind(each) for each in value)
            raise ValueError(f"{name} is a list of: {', '.join(Kind)}.")


def flag(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{name} is true or false, not {value!r}.")


def number(name: str, value: object, most: float) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
        return float(value)
    raise ValueError(f"{name} is a number from 0 to {most:.0f}, not {value!r}.")


def count(name: str, value: object, least: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= _MOST:
        return value
    raise ValueError(f"{name} is a whole number from {least} to {_MOST}, not {value!r}.")


def no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number.")
