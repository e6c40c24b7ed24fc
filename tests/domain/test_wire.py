"""The codec: every type there and back, and nothing that is of another type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbers import TicketNumber
from kiosk.domain.wire import BadMessage, build, plain
from tests.domain.situations import CI, NOON, TUESDAY


class Colour(StrEnum):
    RED = "red"


class Grade(IntEnum):
    BEST = 1


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    size: int = 1

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError("a size is not negative")


@dataclass(frozen=True, slots=True)
class Outer:
    inner: Inner
    more: tuple[Inner, ...] = field(default_factory=tuple)
    maybe: int | None = None


VALUES: list[tuple[Any, object, object]] = [
    (str, "Straße", "Straße"),
    (int, 7, 7),
    (float, 0.5, 0.5),
    (bool, True, True),
    (date, TUESDAY, "2026-11-24"),
    (datetime, NOON, "2026-11-24T12:00:00+01:00"),
    (timedelta, timedelta(minutes=2.5), 150.0),
    (Colour, Colour.RED, "red"),
    (Grade, Grade.BEST, 1),
    (TicketNumber, TicketNumber("A", 42), "A042"),
    (int | None, None, None),
    (int | None, 7, 7),
    (tuple[int, ...], (1, 2), [1, 2]),
    (frozenset[str], frozenset({"b", "a"}), ["a", "b"]),
    (Mapping[str, int], {"a": 1}, {"a": 1}),
    (Mapping[date, str], {TUESDAY: "x"}, {"2026-11-24": "x"}),
    (Inner, Inner("x", 2), {"name": "x", "size": 2}),
    (
        Outer,
        Outer(Inner("x"), (Inner("y"),)),
        {
            "inner": {"name": "x", "size": 1},
            "more": [{"name": "y", "size": 1}],
            "maybe": None,
        },
    ),
]


@pytest.mark.parametrize(("kind", "value", "raw"), VALUES)
def test_every_type_has_a_plain_form_and_comes_back(kind: Any, value: object, raw: object) -> None:
    assert plain(value) == raw
    built = build(kind, json.loads(json.dumps(raw)))
    assert built == value and type(built) is type(value)


JUNK = [None, True, 0, -1, 1.5, "", "x", [], [[]], {}, {"name": 1}, {"name": "x", "size": -1}]


@pytest.mark.parametrize(("kind", "value", "raw"), VALUES)
@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_is_refused_or_is_of_the_type(
    kind: Any, value: object, raw: object, junk: Any
) -> None:
    try:
        built = build(kind, junk)
    except BadMessage:
        return
    assert build(kind, plain(built)) == built
    assert plain(built) == junk or isinstance(built, (Outer, Inner, date))


@pytest.mark.parametrize("kind", [int, float, timedelta, Grade, str, Colour, date])
def test_yes_is_no_number_and_no_text(kind: Any) -> None:
    with pytest.raises(BadMessage):
        build(kind, True)


@pytest.mark.parametrize("kind", [float, timedelta])
def test_a_number_beyond_all_measure_is_refused(kind: Any) -> None:
    with pytest.raises(BadMessage):
        build(kind, 10**400)


def test_what_a_class_itself_refuses_is_a_bad_message() -> None:
    with pytest.raises(BadMessage, match="not negative"):
        build(Outer, {"inner": {"name": "x", "size": -1}})


def test_a_missing_field_is_named_and_an_unknown_one_is_ignored() -> None:
    with pytest.raises(BadMessage, match="Inner needs 'name'"):
        build(Inner, {"size": 1})
    assert build(Inner, {"name": "x", "colour": "red"}) == Inner("x")


def test_any_is_taken_as_it_is() -> None:
    assert build(Mapping[str, Any], {"a": [1, {"b": None}]}) == {"a": [1, {"b": None}]}


def test_a_choice_of_two_types_has_no_rule() -> None:
    with pytest.raises(BadMessage, match="no rule"):
        build(int | str, 7)


def test_what_is_no_value_cannot_cross_the_wire() -> None:
    with pytest.raises(TypeError, match="object cannot cross"):
        plain(object())


@CI
@given(st.timedeltas(timedelta(days=-365), timedelta(days=365)))
def test_a_span_comes_back_to_the_microsecond(span: timedelta) -> None:
    assert build(timedelta, json.loads(json.dumps(plain(span)))) == span


@CI
@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    assert build(datetime, plain(moment)) == moment
