"""A citizen knocks: consent, the door, leaving it, and what camera and microphone may do."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.call_control import Lease
from kiosk.domain.call_messages import Connect
from kiosk.domain.calls import CallState, Wanted
from kiosk.domain.tickets import Kind, Wish
from kiosk.terminal.acts import DrawNumber, NumberDrawn, NumberRefused, PrintTicket, Shown
from kiosk.terminal.call_acts import (
    CallHeard,
    ConnectAsked,
    HangUpCall,
    KnockAgain,
    KnockNow,
    LeaveTheCall,
    OpenConnection,
    SetGate,
)
from kiosk.terminal.situations import Situation
from kiosk.terminal.talk import lease_of
from kiosk.terminal.views import Ask
from kiosk.terminal.visit import Visit
from tests.terminal.visits import AT_DOOR, BEGUN, DRAWN, KNOCKING, TALKING, after, told, touch

CONSENT = after(BEGUN, touch(Ask.KNOCK_AT, "melden/passport"))
SHUT, SEEN, HEARD = Lease(False, False), Lease(True, False), Lease(False, True)


def lease(visit: Visit) -> Lease:
    return lease_of(visit.talk, visit.situation)


def test_camera_and_microphone_are_shut_until_somebody_chooses() -> None:
    assert lease(CONSENT) == SHUT
    assert lease(after(CONSENT, touch(Ask.WAY, "camera"))) == SEEN
    assert lease(after(CONSENT, touch(Ask.WAY, "camera"), touch(Ask.WAY, "voice"))) == SHUT


def test_without_a_choice_nobody_knocks() -> None:
    assert told(CONSENT, touch(Ask.KNOCK)) == (CONSENT, [])


def test_a_voice_only_knock_never_opens_the_camera() -> None:
    visit = after(CONSENT, touch(Ask.WAY, "voice"), touch(Ask.KNOCK), NumberDrawn(DRAWN))
    assert visit.situation is Situation.AT_DOOR
    assert lease(visit) == HEARD


def test_the_knock_draws_a_number_of_its_own_kind() -> None:
    _, effects = told(CONSENT, touch(Ask.WAY, "camera"), touch(Ask.KNOCK))
    assert effects == [DrawNumber("melden", (Wish("passport"),), "en", Kind.VIDEO)]


def test_with_the_number_it_knocks() -> None:
    chosen = after(CONSENT, touch(Ask.WAY, "camera"), touch(Ask.INTERPRETER, "uk"))
    visit, effects = told(after(chosen, touch(Ask.KNOCK)), NumberDrawn(DRAWN))
    assert effects == [Shown(DRAWN), KnockNow(DRAWN.ticket_id, Wanted(True, "uk"))]
    assert visit.situation is Situation.AT_DOOR


def test_who_goes_back_from_the_consent_is_filmed_no_more() -> None:
    visit, effects = told(CONSENT, touch(Ask.WAY, "camera"), touch(Ask.BACK))
    assert visit.talk is None and lease(visit) == SHUT
    assert effects == [HangUpCall()]


def test_who_looks_at_the_help_meanwhile_is_not_filmed() -> None:
    visit = after(CONSENT, touch(Ask.WAY, "camera"), touch(Ask.HELP))
    assert lease(visit) == SHUT
    assert lease(after(visit, touch(Ask.BACK))) == SEEN


def test_a_refused_number_closes_everything() -> None:
    knocked = after(CONSENT, touch(Ask.WAY, "camera"), touch(Ask.KNOCK))
    visit = after(knocked, NumberRefused("closed"))
    assert visit.situation is Situation.REFUSED and lease(visit) == SHUT


def test_a_warm_connection_has_its_gate_shut() -> None:
    warm = ConnectAsked(Connect(DRAWN.ticket_id, 1, gate_open=True))
    visit, effects = told(AT_DOOR, warm)
    assert effects == [OpenConnection(warm.connect, gate_open=False)]
    accepted = CallHeard(replace(KNOCKING, state=CallState.CONNECTING, generation=1))
    assert told(visit, accepted)[1] == [SetGate(1, True)]


def test_a_connection_of_before_is_not_made_again() -> None:
    assert told(TALKING, ConnectAsked(Connect(DRAWN.ticket_id, 1, True)))[1] == []


def test_who_goes_away_keeps_the_place_and_gets_the_paper() -> None:
    visit, effects = told(AT_DOOR, touch(Ask.GO_AWAY))
    assert effects == [LeaveTheCall(DRAWN.ticket_id, True), HangUpCall(), PrintTicket(DRAWN)]
    assert (visit.situation, lease(visit)) == (Situation.TICKET, SHUT)


def test_who_gives_up_is_home_again() -> None:
    visit, effects = told(AT_DOOR, touch(Ask.GIVE_UP))
    assert effects == [LeaveTheCall(DRAWN.ticket_id), HangUpCall()]
    assert (visit.situation, visit.talk) == (Situation.HOME, None)


def test_from_the_help_home_leads_back_to_the_door() -> None:
    visit = after(AT_DOOR, touch(Ask.HELP), touch(Ask.HOME))
    assert (visit.situation, visit.talk) == (Situation.AT_DOOR, AT_DOOR.talk)


def test_who_reads_something_else_is_fetched_when_the_door_opens() -> None:
    reading = after(AT_DOOR, touch(Ask.LANGUAGES))
    opened = after(reading, CallHeard(replace(KNOCKING, state=CallState.CONNECTING)))
    assert opened.situation is Situation.CALL


def test_every_end_closes_camera_and_microphone() -> None:
    for state in (CallState.ENDED, CallState.DECLINED, CallState.UNANSWERED):
        visit, effects = told(TALKING, CallHeard(replace(KNOCKING, state=state)))
        assert (visit.situation, lease(visit)) == (Situation.CALL_OVER, SHUT)
        assert effects == [HangUpCall()]


def test_a_call_that_broke_off_is_knocked_again_while_the_office_allows_it() -> None:
    ended = replace(KNOCKING, state=CallState.ENDED)
    assert told(TALKING, CallHeard(ended), touch(Ask.CALL_AGAIN))[1] == [HangUpCall()]
    may = CallHeard(replace(ended, may_call_again=True))
    _, effects = told(TALKING, may, touch(Ask.CALL_AGAIN))
    assert effects == [HangUpCall(), KnockAgain(DRAWN.ticket_id)]
