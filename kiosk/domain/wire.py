"""Dataclass ⇄ JSON, strictly typed: the one codec of everything that crosses a wire.

Understands str, int, float, bool, None, date, datetime (with zone), timedelta (seconds),
StrEnum and IntEnum, TicketNumber, tuples, frozensets, mappings and nested dataclasses.
Anything that does not fit raises `BadMessage`; an unknown field is ignored, so that an
older peer understands a newer one.

How a type is written and read is worked out once; every later message only follows the plan.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, IntEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from kiosk.domain.numbers import TicketNumber

Step = Callable[[Any], Any]


class BadMessage(ValueError):
    """The other side sent something that is not in the protocol."""


# ------------------------------------------------------------------ writing
def plain(value: object) -> Any:
    """Return the JSON-ready form of a value."""
    kind: Any = type(value)  # mypy takes a class for unhashable
    return _writer(kind)(value)


@cache
def _writer(kind: type) -> Step:
    if issubclass(kind, Enum):
        return lambda value: value.value
    if kind is types.NoneType or issubclass(kind, (bool, int, float, str)):
        return lambda value: value
    if issubclass(kind, date):  # also a datetime
        return lambda value: value.isoformat()
    if issubclass(kind, timedelta):
        return lambda value: value.total_seconds()
    if issubclass(kind, TicketNumber):
        return str
    if issubclass(kind, (tuple, list)):
        return lambda value: [plain(item) for item in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(plain(item) for item in value)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: {name: plain(getattr(value, name)) for name in names}
    raise TypeError(f"{kind.__name__} cannot cross the wire")


# ------------------------------------------------------------------ reading
def build(kind: Any, raw: Any) -> Any:
    """Return a value of `kind` from its JSON form; raises `BadMessage`."""
    return _reader(kind)(raw)


@cache
def _reader(kind: Any) -> Step:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin is tuple:
        return _items_reader(tuple, arguments[0])
    if origin is frozenset:
        return _items_reader(frozenset, arguments[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_reader(*arguments)
    if kind in (Any, object):
        return lambda raw: raw
    special = _special_reader(kind)
    return _refusing(special) if special else lambda raw: _as(kind, raw)


def _union_reader(kinds: tuple[Any, ...]) -> Step:
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) == len(kinds) or len(rest) != 1:
        raise BadMessage(f"no rule for {kinds}")
    read = _reader(rest[0])
    return lambda raw: None if raw is None else read(raw)


def _items_reader(collection: Callable[[Any], Any], kind: Any) -> Step:
    read = _reader(kind)
    return lambda raw: collection(read(item) for item in _as(list, raw))


def _mapping_reader(key: Any, item: Any) -> Step:
    read_key, read = _reader(key), _reader(item)
    return lambda raw: {read_key(k): read(v) for k, v in _as(dict, raw).items()}


def _special_reader(kind: Any) -> Step | None:
    """Return how a type is read whose own rules may say no with a ValueError."""
    if kind is TicketNumber:
        return lambda raw: TicketNumber.read(_as(str, raw))
    if is_dataclass(kind):
        return _dataclass_reader(typing.cast(type, kind))
    if kind is datetime:
        return _moment
    if kind is date:
        return lambda raw: date.fromisoformat(_as(str, raw))
    if kind is timedelta:
        return lambda raw: timedelta(seconds=_as((int, float), raw))
    if kind is float:
        return lambda raw: float(_as((int, float), raw))
    if isinstance(kind, type) and issubclass(kind, Enum):
        of = int if issubclass(kind, IntEnum) else str
        return lambda raw: kind(_as(of, raw))
    return None


def _moment(raw: Any) -> datetime:
    moment = datetime.fromisoformat(_as(str, raw))
    if moment.tzinfo is None:
        raise BadMessage("a moment needs a time zone")
    moment.astimezone(UTC)  # overflows at the ends of the calendar
    return moment


def _dataclass_reader(kind: type) -> Step:
    hints = typing.get_type_hints(kind)
    plan = [(field.name, _reader(hints[field.name]), _required(field)) for field in fields(kind)]

    def read(raw: Any) -> Any:
        given = _as(dict, raw)
        known = {}
        for name, read_field, required in plan:
            if name in given:
                known[name] = read_field(given[name])
            elif required:
                raise BadMessage(f"{kind.__name__} needs {name!r}")
        return kind(**known)

    return read


def _required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _refusing(read: Step) -> Step:
    def read_or_refuse(raw: Any) -> Any:
        try:
            return read(raw)
        except BadMessage:
            raise
        except (ValueError, OverflowError) as wrong:
            raise BadMessage(str(wrong)) from None

    return read_or_refuse


def _as(kind: Any, raw: Any) -> Any:
    # bool is an int in Python, but not in a protocol.
    wrong_bool = isinstance(raw, bool) and kind is not bool
    if wrong_bool or not isinstance(raw, kind):
        raise BadMessage(f"expected {kind}, got {type(raw).__name__}")
    return raw
