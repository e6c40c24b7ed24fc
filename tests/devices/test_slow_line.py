"""A printer on a slow serial line: tickets as plain lines, with the same three promises."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from devices.printer import (
    Blocked,
    Confirmed,
    CoverOpen,
    Curable,
    Doubt,
    OutOfPaper,
    PlainLine,
    Style,
    Unknown,
)
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.abilities import Abilities
from devices.printer.fake.printer import FakePrinter
from devices.printer.plain_text import PlainText
from devices.printer.switches import Switch
from tests.devices.fault_matrix import hall, plain_ticket, ticket
from tests.devices.printers import SCALE, running

HEAD = (PlainLine("Bürgeramt Musterstadt", Style.BOLD), PlainLine("Ihre Nummer"))
NUMBER, ARABIC = PlainLine("B042", Style.LARGE), PlainLine("رقمك", Style.LARGE)
CODE, EMPTY = PlainLine("HTTPS://T.EXAMPLE/K7Q2MX4W", Style.QR), PlainLine("")
END = PlainLine("Bitte aufbewahren. Gilt nur heute.")


@pytest.fixture
def port(tmp_path: Path) -> Path:
    return tmp_path / "ttyS0"


async def test_a_ticket_is_on_paper_in_german_and_without_what_the_printer_cannot_write(
    port: Path, tmp_path: Path
) -> None:
    slip = replace(ticket("job"), plain=(*HEAD, ARABIC, NUMBER, CODE, END))
    paper = tmp_path / "paper"
    async with FakePrinter(paper_dir=paper, node=port, baud=19_200, time_scale=SCALE) as fake:
        printer = EscPosPrinter(fake.address, time_scale=SCALE)
        async with running(printer):
            assert await printer.print("job", slip) == Confirmed()
        (fallen,) = fake.paper.tray.papers
    assert fallen.picture.plain == (*HEAD, NUMBER, EMPTY, CODE, EMPTY, END)
    assert sorted(path.suffix for path in paper.iterdir()) == [".png", ".txt"]
    assert "large  B042\n" in (paper / "0001-ticket.txt").read_text("utf-8")


@pytest.mark.parametrize("how", ["", "?baud=115200", "?baud=230400&text=yes"])
async def test_a_line_prints_plain_lines_when_it_is_slow_or_told_to(port: Path, how: str) -> None:
    async with FakePrinter(node=port, time_scale=SCALE) as fake:
        printer = EscPosPrinter(f"serial:{port}{how}", time_scale=SCALE)
        async with running(printer):
            assert await printer.print("job", plain_ticket("job")) == Confirmed()
        assert fake.paper.tray.papers[0].picture.plain == plain_ticket("job").plain


@pytest.mark.parametrize("plain", [(), (ARABIC,)])
async def test_a_picture_without_readable_lines_is_refused(
    port: Path, plain: tuple[PlainLine, ...]
) -> None:
    printer = EscPosPrinter(f"serial:{port}?baud=9600")
    with pytest.raises(ValueError, match="plain lines"):
        await printer.print("job", replace(ticket("job"), plain=plain))


@pytest.mark.parametrize("model", ["tm-t20iii", "generic"])
@pytest.mark.parametrize("baud", [9_600, 57_600])
async def test_tickets_come_out_one_after_the_other(port: Path, baud: int, model: str) -> None:
    async with hall(port=port, baud=baud, model=model) as here:
        assert await here.print() == Confirmed()
        assert await here.print("second") == Confirmed()
        lines = [paper.picture.plain for paper in here.fake.paper.tray.papers]
        assert lines == [plain_ticket("job").plain, plain_ticket("second").plain]


async def test_lines_are_written_beside_the_loop(
    port: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_in: list[threading.Thread] = []
    pieces = PlainText.pieces

    def watched(self: PlainText, lines: Sequence[PlainLine]) -> list[bytes]:
        written_in.append(threading.current_thread())
        return pieces(self, lines)

    monkeypatch.setattr(PlainText, "pieces", watched)
    async with hall(port=port) as here:
        assert await here.print() == Confirmed()
    assert written_in and threading.main_thread() not in written_in


@pytest.mark.parametrize("rows", [1, 200, 400])
@pytest.mark.parametrize(
    ("trouble", "state"), [(Switch.PAPER_OUT, OutOfPaper()), (Switch.COVER_OPEN, CoverOpen())]
)
async def test_trouble_within_a_ticket_blocks_it_until_the_repair(
    port: Path, trouble: Switch, state: Curable, rows: int
) -> None:
    async with hall(port=port) as here:
        here.fake.switch_after(rows, trouble)
        assert await here.print() == Blocked(state)
        await here.fake.repair()
        await here.becomes(Confirmed())
        assert here.words["job"] == [Blocked(state), Confirmed()]


@pytest.mark.parametrize("abilities", [Abilities(), Abilities(clear=False)])
async def test_a_line_that_is_torn_within_a_ticket_does_not_spoil_the_next(
    port: Path, abilities: Abilities
) -> None:
    async with hall(abilities, port=port) as here:
        here.fake.switch_after(100, Switch.UNPLUGGED)
        assert await here.print("torn") == Unknown(Doubt.CONNECTION_LOST)
        await here.fake.repair()
        await here.ready()
        assert await here.print("next") == Confirmed()
        assert here.fake.paper.tray.papers[-1].picture.plain == plain_ticket("next").plain


async def test_a_confirmation_that_is_lost_leaves_doubt(port: Path) -> None:
    async with hall(port=port) as here:
        await here.fake.switch(Switch.LOST_ANSWER)
        assert await here.print() == Unknown(Doubt.NO_CONFIRMATION)
        assert here.fake.whole(here.tickets["job"]) == 1


async def test_a_printer_that_falls_silent_leaves_doubt(port: Path) -> None:
    async with hall(port=port) as here:
        here.fake.switch_after(100, Switch.MUTE)
        assert await here.print() == Unknown(Doubt.NO_CONFIRMATION)
