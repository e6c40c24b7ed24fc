"""A visit under anything that can happen, in any order: what is always true of it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

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
from kiosk.terminal.situations import ASIDE, Situation
from kiosk.terminal.views import Ask, Intent, Paper
from kiosk.terminal.visit import LONGEST_QUERY, Visit, advance
from tests.domain.situations import CI, NOON
from tests.terminal.visits import DRAWN, OTHERS, STATUS, touch, types

S = Situation
VALUES = st.sampled_from(["", "melden", "melden/passport", "passport", "tr", "200", "low-glare"])
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
    [touch(Ask.CHECK_CODE), TicketTold(STATUS), touch(Ask.CANCEL_TICKET)],
    [touch(Ask.AIDS), touch(Ask.HELP)],
]
ALONE: list[Event] = [
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
    assert (visit.drawn is not None) == (S.TICKET in trail)
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
                assert effects == (Forget(),)
            if before.drawn is None or visit.drawn is None:
                printed = 0
            printed += sum(isinstance(effect, PrintTicket) for effect in effects)
            assert printed <= 2
    for _ in range(3):
        now += timedelta(minutes=5)
        visit, _ = advance(visit, Tick(), now)
    assert visit.situation in (S.STANDBY, S.DRAWING)
