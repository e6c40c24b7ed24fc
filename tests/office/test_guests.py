"""A guest as a value: whatever happens in whatever order, it stays a guest that makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.calls import CallEvent, Wanted
from kiosk.domain.errors import NotPossible
from kiosk.domain.guests import GuestEvent, GuestKind, GuestState, Leg
from kiosk.office import connections as c
from kiosk.office import guests as g
from kiosk.office import legs
from kiosk.office.calls import OfficeCall, changed, happened, knocked
from tests.office.test_calls import TICKET
from tests.support.small_town import MORNING

Act = Callable[[OfficeCall, int], OfficeCall]
LEGS = (Leg.GUEST, Leg.ASIDE)


def at(n: int) -> datetime:
    return MORNING + timedelta(seconds=n)


def talking() -> OfficeCall:
    it = c.connected(knocked(TICKET, "lobby-1", Wanted(), 0, at(0)), "desk-1", at(0))
    it = happened(it, CallEvent.ACCEPT, at(0), desk="desk-1", lost_at=at(0))
    return happened(it, CallEvent.UP, at(0), lost_at=None)


def invite(it: OfficeCall, n: int) -> OfficeCall:
    if not it.call.answered:
        raise NotPossible(str(it.state), "invite")
    guest = g.invited(it.guest, GuestKind.COLLEAGUE, "", b"%d" % n, at(n))
    return replace(it, guest=guest)


def of_guest(act: Callable[[g.OfficeGuest, int], g.OfficeGuest]) -> Act:
    def changed_guest(it: OfficeCall, n: int) -> OfficeCall:
        return it if it.guest is None else replace(it, guest=act(it.guest, n))

    return changed_guest


def tells(end: c.End, leg: Leg) -> Act:
    def told(it: OfficeCall, n: int) -> OfficeCall:
        newest = legs.generation(it, leg) or 0
        return legs.leg_told(it, leg, end, newest - n % 3 // 2, n % 2 == 0, at(n))

    return told


ACTS: dict[str, Act] = {
    "invited": invite,
    "arrives": of_guest(lambda guest, n: g.arrived(guest, b"badge%d" % n, at(n))),
    "on the line": lambda it, n: legs.guest_back(it, at(n)),
    "off the line": of_guest(lambda guest, n: g.line_went(guest, at(n))),
    "agreed to": of_guest(lambda guest, n: g.answered(guest, True)),
    "refused": of_guest(lambda guest, n: g.answered(guest, False)),
    "leaves": of_guest(lambda guest, n: g.moved(guest, GuestEvent.LEAVE)),
    "sent away": of_guest(lambda guest, n: g.moved(guest, GuestEvent.DISMISS)),
    "held": lambda it, n: changed(it, held=it.call.answered and n % 2 == 0),
    "terminal off": lambda it, n: c.terminal_gone(it, at(n)),
    "terminal back": lambda it, n: c.terminal_back(it, it.state, it.call.generation, at(n)),
    "desk off": lambda it, n: c.desk_gone(legs.desk_forgot(it, "desk-1"), "desk-1", at(n)),
    "desk back": lambda it, n: c.desk_back(it, "desk-1", at(n)),
    "ends": lambda it, n: happened(it, CallEvent.END, at(n)) if it.call.answered else it,
    **{f"{end} tells of {leg}": tells(end, leg) for leg in Leg for end in legs.ENDS[leg]},
    "nothing": lambda it, n: it,
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 30)), max_size=40))
def test_in_any_order_the_guest_makes_sense(acts: list[tuple[str, int]]) -> None:
    it, n = talking(), 0
    for name, passed in acts:
        before, n = it, n + passed
        try:
            it = ACTS[name](it, n)
        except NotPossible:
            pass
        it = legs.accompanied(it, at(n))
        assert legs.accompanied(it, at(n)) == it, "once is enough"
        if it.guest is None:
            continue
        assert it.call.answered or it.guest.out, "nobody stays when the talk is over"
        assert it.guest.out == (it.guest.guest.ended_by is not None)
        for leg in LEGS:
            tie = it.guest.ties[leg]
            assert it.guest.state is GuestState.HERE or legs.generation(it, leg) is None
            if before.guest is not None:
                more = tie.generation - before.guest.ties[leg].generation
                assert more in (0, 1)
                assert not more or (it.guest.here and not it.call.held)


def test_a_tie_is_up_when_the_guest_sees_and_the_other_does_not_say_no() -> None:
    tie = g.Tie()
    assert not tie.up and not tie.broken
    assert tie.guest_said(True).up and not tie.host_said(True).up
    assert not tie.guest_said(True).host_said(False).up
    assert tie.host_said(False).broken and tie.guest_said(False).broken


def test_tries_in_vain_are_counted_and_success_forgives() -> None:
    tie = g.Tie().tried(at(0)).tried(at(3))
    assert (tie.generation, tie.tries, tie.tried_at) == (2, 2, at(3))
    assert tie.guest_said(True).tries == 0


def test_who_is_out_has_no_large_picture() -> None:
    guest = g.arrived(g.invited(None, GuestKind.COLLEAGUE, "", b"link", at(0)), b"badge", at(0))
    guest = g.moved(guest, GuestEvent.AGREE)
    guest = replace(guest, guest=replace(guest.guest, pinned=True))
    assert not g.moved(guest, GuestEvent.LEAVE).guest.pinned


def test_a_new_guest_has_the_numbers_of_the_old_one_and_nothing_else() -> None:
    first = g.arrived(g.invited(None, GuestKind.COLLEAGUE, "", b"one", at(0)), b"badge", at(0))
    first = g.tied(first, Leg.GUEST, g.Tie(7, True, True, at(1)))
    first = g.moved(first, GuestEvent.LEAVE)
    second = g.invited(first, GuestKind.INTERPRETER, "uk", b"two", at(9))
    assert second.ties == {Leg.GUEST: g.Tie(7), Leg.ASIDE: g.Tie()}
    assert second.badge == b"" and second.guest.language == "uk"


@pytest.mark.parametrize("seconds", [0, 899, 900])
def test_a_link_opens_until_its_time_is_over(seconds: int) -> None:
    guest = g.invited(None, GuestKind.COLLEAGUE, "", b"link", at(0))
    assert g.link_opens(guest, at(seconds)) == (seconds < 900)
