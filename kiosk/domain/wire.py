"""Dataclass ⇄ JSON, strictly typed: the one codec of everything that crosses a wire.

Understands str, int, float, bool, None, date, datetime (with zone), timedelta (seconds),
StrEnum and IntEnum, TicketNumber, tuples, frozensets, mappings and nested dataclasses.
Anything that does not fit raises `BadMessage`; an unknown field is ignored, so that an
older peer understands a newer one.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin

from kiosk.domain.numbers import TicketNumber


class BadMessage(ValueError):
    """The other side sent something that is not in the protocol."""


def plain(value: object) -> Any:
    """Return the JSON-ready form of a value."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case TicketNumber():
            return str(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case frozenset():
            return sorted(plain(item) for item in value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot cross the wire")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def build(kind: Any, raw: Any) -> Any:
    """Return a value of `kind` from its JSON form; raises `BadMessage`."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(get_args(kind), raw)
    if origin is tuple:
        return tuple(build(get_args(kind)[0], item) for item in _as(list, raw))
    if origin is frozenset:
        return frozenset(build(get_args(kind)[0], item) for item in _as(list, raw))
    if origin is not None and issubclass(origin, Mapping):
        key, item = get_args(kind)
        return {build(key, k): build(item, v) for k, v in _as(dict, raw).items()}
    return _build_plain(kind, raw)


def _build_union(kinds: tuple[Any, ...], raw: Any) -> Any:
    if raw is None and type(None) in kinds:
        return None
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) == 1:
        return build(rest[0], raw)
    raise BadMessage(f"no rule for {kinds}")


def _build_plain(kind: Any, raw: Any) -> Any:
    try:
        if kind is TicketNumber:
            return TicketNumber.read(_as(str, raw))
        if is_dataclass(kind):
            return _build_dataclass(typing.cast(type, kind), _as(dict, raw))
        if kind is datetime:
            moment = datetime.fromisoformat(_as(str, raw))
            if moment.tzinfo is None:
                raise BadMessage("a moment needs a time zone")
            return moment
        if kind is date:
            return date.fromisoformat(_as(str, raw))
        if kind is timedelta:
            return timedelta(seconds=_as((int, float), raw))
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(raw)
    except (ValueError, OverflowError) as wrong:
        raise BadMessage(str(wrong)) from None
    if kind in (Any, object):
        return raw
    if kind is float:
        return float(_as((int, float), raw))
    return _as(kind, raw)


def _build_dataclass(kind: type, raw: dict[str, Any]) -> Any:
    known: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in raw:
            known[field.name] = build(_hints(kind)[field.name], raw[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise BadMessage(f"{kind.__name__} needs {field.name!r}")
    return kind(**known)


def _as(kind: Any, raw: Any) -> Any:
    # bool is an int in Python, but not in a protocol.
    wrong_bool = isinstance(raw, bool) and kind is not bool
    if wrong_bool or not isinstance(raw, kind):
        raise BadMessage(f"expected {kind}, got {type(raw).__name__}")
    return raw
