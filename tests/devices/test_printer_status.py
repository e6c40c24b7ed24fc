"""The state that a driver reads from bits is the one that the contract shows."""

from __future__ import annotations

import logging
from itertools import combinations
from random import Random

import pytest

from devices.printer import Confirmed, PaperLow, Ready
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake import status_bytes
from devices.printer.fake.printer import FakePrinter
from devices.printer.idents import Idents
from devices.printer.status import QUESTIONS, asked, pushed
from devices.printer.switches import Switch, shown
from tests.devices.fault_matrix import ticket
from tests.devices.printers import SCALE, running, state_of

TROUBLES = sorted(status_bytes.BLOCKING)
SETS = [frozenset(some) for size in range(4) for some in combinations(TROUBLES, size)]


@pytest.mark.parametrize("on", SETS, ids=lambda on: "+".join(sorted(on)) or "none")
def test_asked_or_pushed_the_state_is_the_same(on: frozenset[Switch]) -> None:
    answers = {n: status_bytes.asked(n, on)[0] for n in QUESTIONS}
    expected = shown(on) or Ready()
    assert asked(answers).state(True) == expected
    assert pushed(status_bytes.pushed(on)).state(True) == expected


@pytest.mark.parametrize(("sensor", "state"), [(True, PaperLow()), (False, Ready())])
def test_the_end_of_the_roll_is_near_where_there_is_a_sensor(sensor: bool, state: object) -> None:
    on = {Switch.NEAR_END}
    answers = {n: status_bytes.asked(n, on)[0] for n in QUESTIONS}
    assert asked(answers).state(sensor) == state
    assert pushed(status_bytes.pushed(on)).state(sensor) == state


def test_idents_can_be_sent_and_are_never_given_twice() -> None:
    idents = Idents(Random(3))
    given = [idents.give(f"job-{number}") for number in range(1_000)]
    assert len(set(given)) == 1_000 and given == sorted(given)
    assert all(len(ident) == 4 and all(32 <= b <= 126 for b in ident) for ident in given)
    assert idents.job_of(given[-1]) == "job-999" and idents.job_of(given[0]) is None


def test_two_lives_do_not_give_out_the_same_idents() -> None:
    first, second = (Idents(Random(seed)).give("job") for seed in (1, 2))
    assert first != second


async def test_the_log_tells_changes_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "devices.printer")
    async with FakePrinter(time_scale=SCALE) as fake:
        printer = EscPosPrinter(fake.address, time_scale=SCALE)
        async with running(printer) as changes:
            assert await printer.print("job", ticket("job", 100)) == Confirmed()
            await fake.switch(Switch.COVER_OPEN)
            await state_of(changes, type(shown({Switch.COVER_OPEN})))
            await fake.repair()
            await state_of(changes, Ready)
    assert [record.getMessage() for record in caplog.records] == [
        "printer ready was unreachable: not-started",
        "ticket confirmed",
        "printer cover-open was ready",
        "printer ready was cover-open",
        "printer unreachable: not-started was ready",
    ]
