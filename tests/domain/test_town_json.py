"""A town survives the way to a terminal and back, whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue, Document, Fee, Known, Service
from kiosk.domain.catalogue_json import (
    catalogue_as_json,
    catalogue_from_json,
    version_of,
    with_version,
)
from kiosk.domain.departments import Town
from kiosk.domain.opening import Interval, WeeklyRule
from kiosk.domain.phrases import Phrase
from kiosk.domain.priorities import Policy, PolicyKind
from kiosk.domain.town_json import town_as_json, town_from_json
from kiosk.domain.wire import BadMessage
from kiosk.office.towns import load_town

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "towns" / "musterstadt"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
phrases = st.builds(Phrase, texts, st.dictionaries(st.sampled_from(["en", "uk", "ar"]), texts))
services = st.builds(
    Service,
    key=texts,
    name=phrases,
    summary=phrases,
    synonyms=st.lists(texts, max_size=3).map(tuple),
    documents=st.lists(st.builds(Document, phrases, st.booleans(), phrases), max_size=3).map(tuple),
    documents_known=st.sampled_from(Known),
    fees=st.lists(st.builds(Fee, phrases, st.none() | st.integers(0, 10**6)), max_size=3).map(
        tuple
    ),
    planned=st.integers(1, 480).map(lambda minutes: timedelta(minutes=minutes)),
    updated=st.none() | st.dates(),
)


@pytest.fixture(scope="module")
def town() -> Town:
    return load_town(SAMPLE, [2026, 2027])


def there_and_back(town: Town) -> Town:
    return town_from_json(json.loads(json.dumps(town_as_json(town))))


def test_the_sample_town_comes_back_equal(town: Town) -> None:
    assert there_and_back(town) == town


def test_every_kind_of_rule_comes_back(town: Town) -> None:
    rule = WeeklyRule(
        frozenset({2}),
        (Interval(time(8, 0), time(12, 30)),),
        nth=frozenset({1, 3}),
        first=date(2026, 1, 1),
        last=date(2026, 6, 30),
    )
    first, *others = town.departments
    changed = replace(
        first,
        hours=replace(first.hours, rules=(rule,), holidays={}),
        policy=Policy(PolicyKind.RATIO, (3, 1), longest_wait=timedelta(minutes=70)),
    )
    altered = replace(town, departments=(changed, *others))
    assert there_and_back(altered) == altered


def test_holidays_are_written_once(town: Town) -> None:
    assert len(town_as_json(town)["calendars"]) == 1


@given(st.lists(services, max_size=4))
def test_any_catalogue_comes_back_equal(listed: list[Service]) -> None:
    catalogue = with_version(Catalogue("test", "", {s.key: s for s in listed}))
    raw = json.loads(json.dumps(catalogue_as_json(catalogue)))
    back = catalogue_from_json(raw)
    assert back == catalogue
    assert version_of(back) == catalogue.version


def test_the_version_follows_the_content_not_the_order(town: Town) -> None:
    catalogue = town.catalogue
    turned = replace(catalogue, services=dict(reversed(catalogue.services.items())))
    assert version_of(turned) == catalogue.version
    key, service = next(iter(catalogue.services.items()))
    longer = {**catalogue.services, key: replace(service, planned=timedelta(minutes=99))}
    assert version_of(replace(catalogue, services=longer)) != catalogue.version


@pytest.mark.parametrize("raw", [None, [], {}, "town", {"calendars": []}, {"calendars": 3}])
def test_what_is_no_town_is_refused(raw: object) -> None:
    with pytest.raises(BadMessage):
        town_from_json(raw)


@pytest.mark.parametrize("field", ["key", "departments", "catalogue", "calendars", "desks"])
@pytest.mark.parametrize("value", [None, 7, "x", [7], {"x": 7}])
def test_a_spoilt_field_is_refused_and_not_a_crash(town: Town, field: str, value: object) -> None:
    raw = {**town_as_json(town), field: value}
    if field == "key" and value == "x":
        raw["departments"] = [{}]
    with pytest.raises(BadMessage):
        town_from_json(raw)
