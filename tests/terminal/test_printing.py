"""What is printed, what is told of it, and to whom, over the simulated printer."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.printer import Blocked, Confirmed, Doubt, OutOfPaper, Unknown
from devices.printer.switches import Switch
from kiosk.domain.phrases import Phrase
from kiosk.terminal.acts import ListCopy, ListTold, PaperTold
from kiosk.terminal.print_jobs import check_job, job_of, list_job, ticket_of
from kiosk.terminal.views import Ask, Paper
from tests.terminal.other_slips import TOWN
from tests.terminal.printing_house import SERVICE, TICKET, PrintingHouse, printing_house

ENDED = "slip.ended outcome="


@pytest.fixture
async def house() -> AsyncIterator[PrintingHouse]:
    async with printing_house() as opened:
        yield opened


@pytest.fixture
def journal(
    caplog: pytest.LogCaptureFixture,
) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "kiosk")
    return caplog


def test_no_job_of_a_list_or_a_test_print_is_a_ticket() -> None:
    assert ticket_of(job_of("TICKET", False)) == ("TICKET", False)
    assert ticket_of(job_of("TICKET", True)) == ("TICKET", True)
    assert ticket_of(list_job()) is None and ticket_of(check_job()) is None
    assert list_job() != list_job(), "the printer remembers them over restarts"


async def test_a_list_falls_out_and_its_word_is_told_once(
    house: PrintingHouse, journal: pytest.LogCaptureFixture
) -> None:
    house.reads(1)
    house.touches(Ask.PRINT_LIST)
    await house.until(lambda: house.visit.list_paper is Paper.TAKE)
    await house.printing.test("lobby-1", "Simulator", None)
    assert house.told == [ListTold(ListCopy(1, 1), Paper.TAKE)]
    assert [paper.job_id[:5] for paper in house.printer.tray.papers] == ["list-", "test-"]
    assert journal.messages == ["slip.began", f"{ENDED}confirmed"] * 2


async def test_the_next_visitor_sees_nothing_of_a_list_that_comes_late(
    house: PrintingHouse, journal: pytest.LogCaptureFixture
) -> None:
    await house.printer.switch(Switch.LATE_ANSWER)
    house.reads(1)
    house.touches(Ask.PRINT_LIST)
    await house.until(lambda: house.visit.list_paper is Paper.ASK)
    house.touches(Ask.LEAVE)
    house.reads(2)
    house.touches(Ask.PRINT_LIST)
    await house.printer.switch(Switch.LATE_ANSWER, on=False)
    await house.until(lambda: house.visit.list_paper is Paper.TAKE)
    assert house.told[0] == ListTold(ListCopy(1, 1), Paper.ASK)
    assert {told.copy for told in house.told[1:] if isinstance(told, ListTold)} == {ListCopy(2, 1)}
    assert "slip.late outcome=confirmed" in journal.messages


async def test_a_list_that_ends_after_its_visit_is_told_to_nobody(
    house: PrintingHouse, journal: pytest.LogCaptureFixture
) -> None:
    house.reads(1)
    house.touches(Ask.PRINT_LIST)
    await house.until(lambda: journal.messages == ["slip.began"])
    house.touches(Ask.LEAVE)
    await house.until(lambda: len(house.printer.tray.papers) == 1)
    await house.printing.test("lobby-1", "Simulator", None)
    assert house.told == []


async def test_a_doubt_about_a_list_never_takes_back_that_it_lies_in_the_tray(
    house: PrintingHouse,
) -> None:
    house.reads(1)
    house.touches(Ask.PRINT_LIST)
    await house.until(lambda: house.visit.list_paper is Paper.TAKE)
    (paper,) = house.printer.tray.papers
    house.printing.printed(paper.job_id, Unknown(Doubt.NO_CONFIRMATION))
    assert house.visit.list_paper is Paper.TAKE


async def test_a_late_word_on_a_ticket_is_noted_apart(
    house: PrintingHouse, journal: pytest.LogCaptureFixture
) -> None:
    await house.printing.ticket(TICKET, reprint=False)
    job_id = job_of(TICKET.ticket_id, False)
    house.printing.printed(job_id, Confirmed())
    house.printing.printed(job_of("EARLIER", False), Blocked(OutOfPaper()))
    assert house.told == [PaperTold("TICKET", Paper.TAKE), PaperTold("EARLIER", Paper.BLOCKED)]
    assert journal.messages == [
        "slip.began number=A042",
        f"{ENDED}confirmed",
        "slip.late outcome=blocked",
    ]


def with_service(name: str) -> object:
    service = replace(TOWN.catalogue.services[SERVICE], name=Phrase(name))
    services = {**TOWN.catalogue.services, SERVICE: service}
    return replace(TOWN, catalogue=replace(TOWN.catalogue, services=services))


@pytest.mark.parametrize(
    ("change", "service", "code"),
    [
        ({"town": None}, SERVICE, "no-town"),
        ({}, "gone", "unknown-service"),
        ({"town": with_service("Ummelden 転")}, SERVICE, "missing-glyph"),
        ({"town": with_service("WWWW " * 900)}, SERVICE, "slip-layout"),
    ],
)
async def test_a_list_that_cannot_be_drawn_is_told_and_noted_with_its_cause(
    house: PrintingHouse,
    journal: pytest.LogCaptureFixture,
    change: dict[str, object],
    service: str,
    code: str,
) -> None:
    house.lobby = replace(house.lobby, **change)  # type: ignore[arg-type]
    house.reads(1, service)
    house.touches(Ask.PRINT_LIST)
    await house.until(lambda: house.visit.list_paper is Paper.FAILED)
    assert journal.messages == ["slip.began", f"slip.not_drawn code={code}", f"{ENDED}not-drawn"]
    assert journal.records[1].levelno == logging.WARNING
    assert not house.printer.tray.papers


async def test_arms_that_are_no_picture_and_a_department_that_is_gone(
    tmp_path: Path, journal: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "arms.png").write_text("no picture")
    async with printing_house(tmp_path) as house:
        assert not await house.printing.test("lobby-1", "Simulator", None)
        await house.printing.ticket(replace(TICKET, department="gone"), reprint=False)
        assert house.told == [PaperTold("TICKET", Paper.FAILED)]
    assert "slip.not_drawn code=picture-unreadable" in journal.messages
    assert "slip.not_drawn code=unknown-department" in journal.messages


async def test_what_the_printer_cannot_take_by_contract_is_not_swallowed(
    house: PrintingHouse,
) -> None:
    with pytest.raises(ValueError, match="not a job id"):
        await house.printing.ticket(replace(TICKET, ticket_id="no id"), reprint=False)


async def test_a_test_print_that_the_printer_does_not_take_is_told_so(
    house: PrintingHouse,
) -> None:
    assert await house.printing.test("lobby-1", "Simulator", 41_400)
    await house.printer.switch(Switch.PAPER_OUT)
    assert not await house.printing.test("lobby-1", "Simulator", 41_400)
