"""Sitting down, breaks, getting up, and closing a department by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.desks import Break
from kiosk.domain.errors import NotSignedIn, UnknownService
from kiosk.domain.phrases import Phrase
from kiosk.office.store import Store
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, VEHICLES, small_town


def state(branch: Branch, department: str = CITIZENS) -> str:
    told = branch.counter.departments_now(branch.now).departments
    return next(each.state for each in told if each.department == department)


def test_a_seat_comes_with_what_its_desk_does(branch: Branch) -> None:
    seat = branch.sits("bernd", "desk-2", "passport")
    assert seat.departments == {CITIZENS, VEHICLES}
    assert (seat.takes_lobby, seat.takes_video, seat.working) == (True, False, True)
    assert seat.skills == {"passport"}
    with branch.store.reading() as books:
        assert books.seats.all() == [seat] == [books.seats.at("desk-2")]
        assert books.seats.of_account("bernd") == seat
    assert branch.heard[-1].desks and branch.heard[-1].departments == {CITIZENS, VEHICLES}


def test_two_people_do_not_sit_on_one_chair(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    with pytest.raises(NotSignedIn):
        branch.sits("bernd", "desk-1")
    with branch.store.reading() as books:
        taken = books.seats.at("desk-1")
    assert taken is not None and taken.account == "ayse"


def test_one_person_does_not_sit_on_two_chairs(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    branch.sits("ayse", "desk-2")
    with branch.store.reading() as books:
        assert [seat.desk for seat in books.seats.all()] == ["desk-2"]
    assert branch.seats.staffed() == 1


def test_a_refused_move_keeps_the_old_seat(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    branch.sits("bernd", "desk-2")
    with pytest.raises(NotSignedIn):
        branch.sits("ayse", "desk-2")
    with branch.store.reading() as books:
        assert books.seats.of_account("ayse") is not None


def test_there_must_be_such_a_desk(branch: Branch) -> None:
    with pytest.raises(UnknownService):
        branch.sits("ayse", "desk-99")


def test_a_break_shows_until_somebody_is_back(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    assert state(branch) == "free"
    back_at = branch.now + timedelta(minutes=30)
    assert not branch.seats.pause("ayse", Break.LUNCH, back_at, branch.now).working
    told = branch.counter.departments_now(branch.now).departments[0]
    assert (told.state, told.back_at) == ("paused", back_at)
    branch.seats.back_to_work("ayse", branch.now)
    assert state(branch) == "free"


def test_getting_up_twice_is_no_mistake(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    branch.seats.sign_out("ayse", branch.now)
    branch.seats.sign_out("ayse", branch.now)
    assert (state(branch), branch.seats.staffed()) == ("unstaffed", 0)
    with pytest.raises(NotSignedIn):
        branch.seats.pause("ayse", Break.SHORT, None, branch.now)


def test_a_closure_by_hand_ends_by_itself_or_by_hand(branch: Branch) -> None:
    branch.sits("ayse", "desk-1")
    until = branch.now + timedelta(hours=1)
    for reason in ("Wasserschaden", "Fortbildung"):  # the later one counts
        branch.seats.close_department(CITIZENS, until, Phrase(reason), branch.now)
    told = branch.counter.departments_now(branch.now).departments[0]
    assert (told.state, told.phrase, told.opens_at) == ("closed", Phrase("Fortbildung"), until)
    branch.seats.open_department(CITIZENS)
    assert state(branch) == "free"
    branch.seats.close_department(CITIZENS, until, Phrase("Fortbildung"), branch.now)
    branch.passes(hours=1)
    assert state(branch) == "free"
    with pytest.raises(ValueError):
        branch.seats.close_department(CITIZENS, branch.now, Phrase("zu spät"), branch.now)


def test_seats_of_yesterday_and_of_desks_that_are_gone_are_empty(store: Store) -> None:
    branch = Branch(store)
    branch.sits("ayse", "desk-1")
    branch.passes(days=1)
    branch.sits("bernd", "desk-2")
    branch.clockwork.new_day(branch.now)
    with store.reading() as books:
        assert [seat.account for seat in books.seats.all()] == ["bernd"]
    town = small_town()
    smaller = Branch(store, replace(town, desks=town.desks[:1]), branch.now)
    smaller.clockwork.new_day(branch.now)
    assert smaller.seats.staffed() == 0
