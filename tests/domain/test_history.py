"""What each happening does to a ticket, and a ticket rebuilt from its history."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import AlreadyReactivated, NotPossible, Refused, TooLate
from kiosk.domain.history import Happening, Issued, after, may_return, rebuild
from kiosk.domain.tickets import AT_DESK, Kind, Ticket, TicketEvent, TicketState, Wish
from tests.domain.situations import CI, MINUTE, NOON, a_ticket, at, in_state

E = TicketEvent


def test_a_call_names_the_desk_and_the_time() -> None:
    called = after(a_ticket(calls=3), Happening(E.CALL, NOON, desk="2"))
    assert (called.desk, called.calls, called.called_at) == ("2", 1, NOON)


def test_a_recall_counts_and_stays_at_the_desk() -> None:
    recalled = after(in_state(TicketState.CALLED), Happening(E.RECALL, NOON))
    assert (recalled.desk, recalled.calls, recalled.called_at) == ("1", 2, NOON)


def test_nobody_can_be_called_before_the_booked_time_or_in_the_cool_down() -> None:
    later = NOON + MINUTE
    early = (a_ticket(kind=Kind.APPOINTMENT, due_at=later), a_ticket(not_before=later))
    for ticket in early:
        with pytest.raises(NotPossible):
            after(ticket, Happening(E.CALL, NOON, desk="1"))
        assert after(ticket, Happening(E.CALL, later, desk="1")).state is TicketState.CALLED


def test_put_back_frees_the_desk_for_five_minutes() -> None:
    ticket = after(in_state(TicketState.CALLED), Happening(E.PUT_BACK, NOON))
    assert (ticket.desk, ticket.calls, ticket.not_before) == (None, 0, NOON + 5 * MINUTE)


def test_a_transfer_keeps_number_and_age_and_takes_the_note_along() -> None:
    before = in_state(TicketState.SERVING)
    happening = Happening(E.TRANSFER, NOON, department="standesamt", note="Urkunde fehlt")
    ticket = after(before, happening)
    assert (ticket.department, ticket.desk, ticket.note) == ("standesamt", None, "Urkunde fehlt")
    assert (ticket.number, ticket.queued_at) == (before.number, before.queued_at)


def test_a_transfer_without_a_department_stays_in_its_own() -> None:
    ticket = after(in_state(TicketState.SERVING), Happening(E.TRANSFER, NOON))
    assert ticket.department == "melden"


def test_park_frees_the_desk_and_resume_takes_another() -> None:
    parked = after(in_state(TicketState.SERVING), Happening(E.PARK, NOON, note="Foto"))
    assert (parked.desk, parked.note) == (None, "Foto")
    resumed = after(parked, Happening(E.RESUME, NOON, desk="2"))
    assert (resumed.desk, resumed.note) == ("2", "Foto")


def test_the_end_keeps_what_was_rendered_and_forgets_the_note() -> None:
    noted = after(in_state(TicketState.SERVING), Happening(E.PARK, NOON, note="Foto"))
    served = after(noted, Happening(E.RESUME, NOON, desk="1"))
    rendered = (Wish("move", 2),)
    done = after(served, Happening(E.FINISH, NOON, rendered=rendered))
    assert (done.desk, done.note, done.rendered) == (None, "", rendered)


@pytest.mark.parametrize("event", [E.CANCEL, E.CLOSE_DAY])
def test_a_ticket_that_ends_without_service_leaves_the_desk(event: TicketEvent) -> None:
    ended = after(in_state(TicketState.CALLED), Happening(event, NOON))
    assert (ended.desk, ended.note) == (None, "")


def missed(at_noon: Ticket) -> Ticket:
    called = after(at_noon, Happening(E.CALL, NOON, desk="1"))
    return after(called, Happening(E.GIVE_UP, NOON, desk="1"))


def test_a_missed_ticket_may_return_once() -> None:
    ticket = missed(a_ticket())
    assert (ticket.desk, ticket.missed_at) == (None, NOON)
    assert may_return(ticket, NOON)
    back = after(ticket, Happening(E.REACTIVATE, NOON))
    assert (back.state, back.reactivated, back.calls) == (TicketState.WAITING, True, 0)
    assert back.queued_at == ticket.queued_at
    again = missed(back)
    assert not may_return(again, NOON)
    with pytest.raises(AlreadyReactivated):
        after(again, Happening(E.REACTIVATE, NOON))


def test_a_missed_ticket_may_return_within_fifteen_minutes() -> None:
    ticket, limit = missed(a_ticket()), NOON + 15 * MINUTE
    assert may_return(ticket, limit)
    assert after(ticket, Happening(E.REACTIVATE, limit)).state is TicketState.WAITING
    too_late = limit + MINUTE / 60
    assert not may_return(ticket, too_late)
    with pytest.raises(TooLate) as caught:
        after(ticket, Happening(E.REACTIVATE, too_late))
    assert caught.value.limit == 15 * MINUTE


@pytest.mark.parametrize("state", sorted(set(TicketState) - {TicketState.NO_SHOW}))
def test_nobody_returns_who_did_not_miss_a_call(state: TicketState) -> None:
    assert not may_return(a_ticket(state=state, missed_at=NOON), NOON)


HAPPENINGS = st.builds(
    Happening,
    event=st.sampled_from(TicketEvent),
    at=st.integers(0, 40).map(lambda minutes: at("11:00") + minutes * MINUTE),
    desk=st.sampled_from(["1", "2"]),
    department=st.sampled_from([None, "melden", "standesamt"]),
    note=st.sampled_from(["", "Foto"]),
)


@CI
@given(st.lists(HAPPENINGS, max_size=25))
def test_a_ticket_rebuilt_from_its_history_equals_the_one_kept(wanted: list[Happening]) -> None:
    born = kept = a_ticket(state=TicketState.BOOKED, due_at=at("11:10"), kind=Kind.APPOINTMENT)
    happened: list[Happening] = []
    for happening in sorted(wanted, key=lambda each: each.at):
        try:
            kept = after(kept, happening)
        except Refused:
            continue
        happened.append(happening)
        assert (kept.desk is not None) == (kept.state in AT_DESK)
        assert kept.queued_at == born.queued_at and kept.number == born.number
    assert rebuild(Issued(born), happened) == kept
    assert kept.version == born.version + len(happened)
