"""What a service says about itself, and what it does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.catalogue import AppointmentRule, Catalogue, Known, Service
from kiosk.domain.catalogue_json import catalogue_from_json, version_of, with_version
from kiosk.domain.phrases import Phrase
from kiosk.domain.wire import BadMessage
from tests.domain.situations import MOVE, PASSPORT, SMALL_TOWN


def test_a_service_of_which_nothing_is_told_claims_nothing() -> None:
    bare = Service("x", Phrase("X"))
    assert (bare.documents_known, bare.fees_known) == (Known.UNKNOWN, Known.UNKNOWN)
    assert bare.appointment is AppointmentRule.UNKNOWN
    assert (bare.most, bare.planned.total_seconds()) == (1, 15 * 60)


def test_equal_content_has_an_equal_version_whatever_was_written_there_before() -> None:
    catalogue = SMALL_TOWN.catalogue
    assert version_of(replace(catalogue, version="old")) == catalogue.version
    assert with_version(catalogue) == catalogue


def test_the_order_of_the_services_does_not_count() -> None:
    one = Catalogue("test", "", {"passport": PASSPORT, "move": MOVE})
    other = Catalogue("test", "", {"move": MOVE, "passport": PASSPORT})
    assert version_of(one) == version_of(other)


def test_another_word_makes_another_version() -> None:
    changed = replace(PASSPORT, name=Phrase("Reisepaß"))
    services = {**SMALL_TOWN.catalogue.services, "passport": changed}
    assert version_of(replace(SMALL_TOWN.catalogue, services=services)) != (
        SMALL_TOWN.catalogue.version
    )


@pytest.mark.parametrize("raw", [None, [], {}, {"source": "x", "version": "1", "services": []}])
def test_anything_else_is_no_catalogue(raw: object) -> None:
    with pytest.raises(BadMessage):
        catalogue_from_json(raw)
