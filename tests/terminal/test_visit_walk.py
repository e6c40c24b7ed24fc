"""A visit under anything that can happen, in any order: what is always true of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.domain.call_chat import AskStill
from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import Connect
from kiosk.domain.calls import CallState
from kiosk.domain.codes import CODE_LENGTH, CODE_LETTERS
from kiosk.terminal.acts import (
    Event,
    Forget,
    HelpTold,
    NumberDrawn,
    NumberRefused,
    PaperTold,
    PrintTicket,
    ServicesFound,
    Tick,
    TicketRefused,
    TicketTold,
    Touched,
)
from kiosk.terminal.call_acts import (
    CallHeard,
    CallProcess,
    ChatHeard,
    ConnectAsked,
    KnockRefused,
    MediaMoved,
)
from kiosk.terminal.situations import ASIDE, AT_CALL, Situation
from kiosk.terminal.talk import lease_of, left
from kiosk.terminal.views import Ask, Intent, Paper
from kiosk.terminal.visit import LONGEST_QUERY, Visit, advance
from tests.domain.situations import CI, NOON
from tests.terminal.visits import DRAWN, KNOCK, KNOCKING, OTHERS, STATUS, touch, types

S = Situation
VALUES = st.sampled_from(
    ["", "melden", "melden/passport", "passport", "tr", "200", "low-glare", "camera", "yes"]
)
TOUCHES = st.builds(Intent, st.sampled_from(Ask), VALUES).map(Touched)
DRAW: list[Event] = [touch(Ask.TAKE_NUMBER, "melden/passport"), NumberDrawn(DRAWN)]
LOST: list[Event] = [PaperTold(DRAWN.ticket_id, Paper.ASK), touch(Ask.PAPER_NO)]
WAYS: list[list[Event]] = [
    DRAW,
    [*DRAW, *LOST, *LOST],
    [touch(Ask.TAKE_NUMBER, "melden"), NumberRefused("closed", NOON)],
    [touch(Ask.HOME), touch(Ask.FOLLOW), *types(STATUS.code), touch(Ask.CHECK_CODE)],
    [touch(Ask.SEARCH), *types("pass"), ServicesFound("pass", ("passport",))],
    LOST,
    [touch(Ask.KNOCK_AT, "melden"), touch(Ask.WAY, "camera"), touch(Ask.HELP)],
    [*KNOCK, NumberDrawn(DRAWN)],
    [*KNOCK, NumberDrawn(DRAWN), CallHeard(replace(KNOCKING, state=CallState.TALKING))],
    [touch(Ask.CHECK_CODE), TicketTold(STATUS), touch(Ask.CANCEL_TICKET)],
    [touch(Ask.AIDS), touch(Ask.HELP)],
]
CALLS: list[Event] = [
    *(CallHeard(replace(KNOCKING, state=state)) for state in CallState),
    CallHeard(replace(KNOCKING, state=CallState.TALKING, held=True)),
    CallHeard(replace(KNOCKING, ticket_id="OTHER", state=CallState.TALKING)),
    ConnectAsked(Connect(DRAWN.ticket_id, 1, True)),
    ConnectAsked(Connect(DRAWN.ticket_id, 2, False)),
    *(MediaMoved(1, media) for media in Media),
    CallProcess(False),
    CallProcess(True),
    ChatHeard(AskStill()),
    KnockRefused("closed"),
]
ALONE: list[Event] = [
    *CALLS,
    Tick(),
    NumberDrawn(DRAWN),
    NumberRefused("office-away"),
    *(PaperTold(DRAWN.ticket_id, paper) for paper in Paper),
    PaperTold("OTHER", Paper.TAKE),
    TicketTold(STATUS),
    TicketTold(OTHERS),
    TicketRefused("unknown-ticket"),
    HelpTold(1),
    HelpTold(None),
]
STEPS = st.one_of(
    TOUCHES.map(lambda touched: [touched]),
    st.sampled_from(ALONE).map(lambda event: [event]),
    st.sampled_from(WAYS),
)
WAITS = st.sampled_from([0, 1, 20, 25, 90, 121])


def check(visit: Visit) -> None:
    """Assert what is true of every visit."""
    if visit.situation is S.STANDBY:
        assert visit == Visit(number=visit.number)
    else:
        assert visit.touched_at is not None and visit.number > 0
    trail = (*visit.trail, visit.situation)
    assert len(set(trail)) == len(trail)
    assert {S.STANDBY, S.DRAWING}.isdisjoint(visit.trail)
    at_call = {S.AT_DOOR, S.CALL, S.CALL_OVER}
    assert (visit.drawn is not None) == (S.TICKET in trail or bool(at_call & set(trail)))
    check_call(visit, trail)
    if {S.TICKET, S.REFUSED} & set(visit.trail):
        assert visit.situation in ASIDE
    assert visit.department is not None or S.DEPARTMENT not in trail
    assert visit.service is not None or S.SERVICE not in trail
    assert visit.followed is None or visit.followed.code == STATUS.code == visit.code
    assert visit.followed is not None or visit.situation is not S.FOLLOWED
    assert not visit.confirming or visit.situation is S.FOLLOWED
    assert len(visit.query) <= LONGEST_QUERY
    assert len(visit.code) <= CODE_LENGTH and set(visit.code) <= set(CODE_LETTERS)
    assert visit.warned_at is None or visit.ends_at is None
    assert visit.ends_at is None or visit.drawn is not None


def check_call(visit: Visit, trail: tuple[Situation, ...]) -> None:
    """Assert what keeps camera and microphone in the hands of the citizen."""
    lease = lease_of(visit.talk, visit.situation)
    if visit.talk is None:
        assert not AT_CALL - {S.DRAWING} & set(trail)
        return
    assert AT_CALL & set(trail)
    assert not lease.microphone or visit.talk.consented
    assert not lease.camera or visit.talk.camera_chosen
    assert not visit.talk.gate_open or S.CALL in trail
    assert not visit.talk.over or not (lease.camera or lease.microphone)


@settings(CI, max_examples=300)
@given(st.lists(st.tuples(WAITS, STEPS), max_size=40))
@example([(0, [touch(Ask.BEGIN)]), *((121, [Tick()]) for _ in range(3))])
def test_whatever_happens_a_visit_keeps_its_promises(
    steps: list[tuple[int, list[Event]]],
) -> None:
    visit, now, printed = Visit(), NOON, 0
    for seconds, events in steps:
        now += timedelta(seconds=seconds)
        for event in events:
            before = visit
            visit, effects = advance(visit, event, now)
            check(visit)
            if before.situation is not S.STANDBY and visit.situation is S.STANDBY:
                assert effects == (*left(before.talk), Forget())
            if before.drawn is None or visit.drawn is None:
                printed = 0
            printed += sum(isinstance(effect, PrintTicket) for effect in effects)
            assert printed <= 2
    for _ in range(6):
        now += timedelta(minutes=5)
        visit, _ = advance(visit, Tick(), now)
    # Who talks is not idle: the desk ends the call.
    assert visit.situation in (S.STANDBY, S.DRAWING, S.CALL)
