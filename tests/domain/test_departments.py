"""Departments, and the town that has them."""

from __future__ import annotations

import pytest

from kiosk.domain.phrases import Phrase
from tests.domain.situations import DESK_2, MELDEN, SMALL_TOWN, STANDESAMT


def test_a_town_knows_its_departments_and_desks_by_key() -> None:
    assert SMALL_TOWN.department("standesamt") is STANDESAMT
    assert SMALL_TOWN.desk("2") is DESK_2


def test_a_key_that_nobody_has_is_a_key_error() -> None:
    for find in (SMALL_TOWN.department, SMALL_TOWN.desk):
        with pytest.raises(KeyError, match="nowhere"):
            find("nowhere")


def test_a_service_leads_to_all_departments_that_serve_it_in_the_order_of_the_town() -> None:
    assert SMALL_TOWN.departments_serving("passport") == (MELDEN, STANDESAMT)
    assert SMALL_TOWN.departments_serving("marry") == (STANDESAMT,)
    assert SMALL_TOWN.departments_serving("fishing") == ()


def test_a_discreet_department_does_not_say_its_name_in_public() -> None:
    assert MELDEN.sign() == Phrase("Melden")
    assert STANDESAMT.sign() == Phrase("Beratung")
