"""The fake printer itself, by bytes on a bare socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from devices.printer import PlainLine
from devices.printer.encoder import CLEAR, Encoder, ask_status
from devices.printer.fake.abilities import Abilities, Break
from devices.printer.fake.printer import FakePrinter
from devices.printer.line import Line, LineLost
from devices.printer.models import MODELS
from devices.printer.switches import Switch
from devices.printer.transport import address
from tests.devices.fault_matrix import ticket
from tests.devices.printers import SCALE

CUT, ASB, NAME, PAPER = b"\x1dVB\0", b"\x1da\x0e", b"\x1dIC", b"\x1dr\x01"


@asynccontextmanager
async def line_to(fake: FakePrinter) -> AsyncIterator[Line]:
    async with fake:
        line = await address(fake.address).open()
        try:
            yield line
        finally:
            line.close()


async def ask(line: Line, question: bytes, size: int) -> bytes:
    await line.send(question)
    return await answer(line, size)


async def answer(line: Line, size: int) -> bytes:
    heard = b""
    async with asyncio.timeout(5):
        while len(heard) < size:
            heard += await line.read()
    return heard


def fake_printer(abilities: Abilities | None = None, folder: Path | None = None) -> FakePrinter:
    return FakePrinter(abilities or Abilities(), folder, time_scale=SCALE)


def raster(name: str, rows: int) -> bytes:
    return b"".join(Encoder(MODELS["tm-t20iii"]).bands(ticket(name, rows)))


async def test_the_questions_of_the_references_are_answered() -> None:
    async with line_to(fake_printer()) as line:
        assert [await ask(line, ask_status(n), 1) for n in (1, 2, 3, 4)] == [b"\x12"] * 4
        assert await ask(line, NAME, 11) == b"\x5fTM-T20III\0"
        assert await ask(line, ASB, 4) == b"\x10\0\0\0"
        assert await ask(line, PAPER, 1) == b"\0"
        assert await ask(line, b"\x1d(H\x06\x0000abcd", 7) == b"\x37\x22abcd\0"
        assert await ask(line, CLEAR, 3) == b"\x37\x25\0"


@pytest.mark.parametrize(
    ("trouble", "pushed", "asked"),
    [
        (Switch.PAPER_OUT, b"\x18\x00\x0f\x00", b"\x1a\x32\x12\x7e"),
        (Switch.NEAR_END, b"\x10\x00\x03\x00", b"\x12\x12\x12\x1e"),
        (Switch.COVER_OPEN, b"\x38\x00\x00\x00", b"\x1a\x16\x12\x12"),
        (Switch.CUTTER_JAM, b"\x18\x08\x00\x00", b"\x1a\x52\x1a\x12"),
        (Switch.DEFECTIVE, b"\x18\x20\x00\x00", b"\x1a\x52\x32\x12"),
        (Switch.HEAD_HOT, b"\x18\x40\x00\x00", b"\x1a\x52\x52\x12"),
    ],
)
async def test_a_trouble_is_pushed_and_answered(
    trouble: Switch, pushed: bytes, asked: bytes
) -> None:
    fake = fake_printer()
    async with line_to(fake) as line:
        await ask(line, ASB, 4)
        await fake.switch(trouble)
        assert await answer(line, 4) == pushed
        assert b"".join([await ask(line, ask_status(n), 1) for n in (1, 2, 3, 4)]) == asked


async def test_the_paper_falls_out_as_a_picture_on_disk(tmp_path: Path) -> None:
    fake = fake_printer(folder=tmp_path)
    async with line_to(fake) as line:
        await line.send(raster("a", 100) + CUT + raster("b", 50))
        await fake.at_rest()
        assert [p.picture for p in fake.paper.tray.papers] == [ticket("a", 100)]
        assert fake.paper.hanging == ticket("b", 50)
    assert [path.name for path in tmp_path.iterdir()] == ["0001-ticket.png"]


async def test_a_full_buffer_holds_the_sender_back() -> None:
    fake = fake_printer(Abilities(buffer_bytes=45))
    async with line_to(fake) as line:
        await fake.switch(Switch.COVER_OPEN)
        data = raster("long", 1_239)
        sending = asyncio.create_task(line.send(data))
        await fake.at_rest()
        assert not sending.done() and line.taken < 30_000
        await fake.repair()
        async with asyncio.timeout(5):
            await sending


async def test_a_question_within_a_picture_is_answered_and_stays_in_it() -> None:
    fake = fake_printer()
    async with line_to(fake) as line:
        row = b"\x10\x04\x01".ljust(72, b"\xff")
        assert await ask(line, b"\x1dv0\0\x48\0\x01\0" + row + CUT, 1) == b"\x12"
        await fake.at_rest()
        assert fake.paper.tray.papers[0].picture.rows == row


async def test_a_buffered_question_waits_for_the_repair() -> None:
    fake = fake_printer()
    async with line_to(fake) as line:
        await fake.switch(Switch.COVER_OPEN)
        await line.send(PAPER)
        assert await ask(line, ask_status(2), 1) == b"\x16"
        await fake.repair()
        assert await answer(line, 1) == b"\0"


async def test_the_rest_of_a_torn_picture_shows_as_letters() -> None:
    fake = fake_printer(Abilities(clear=False, reset_parser_on_close=True))
    async with line_to(fake) as line:
        await line.send(raster("torn", 24)[:-100])
        line.close()
        await fake.at_rest()
        again = await address(fake.address).open()
        await again.send(b"garbage" + CUT)
        await fake.at_rest()
        again.close()
    assert fake.paper.scrap.papers[0].picture.plain == (PlainLine("garbage"),)


@pytest.mark.parametrize("how", [Break.RST, Break.FIN])
async def test_the_line_ends_at_the_byte(how: Break) -> None:
    fake = fake_printer()
    async with line_to(fake) as line:
        fake.break_line(how, 100)
        with pytest.raises(LineLost):
            await line.send(bytes(50_000))
            await line.read()
        assert fake.board.taken == 100
