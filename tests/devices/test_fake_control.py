"""The fake printer is switched from outside, and runs alone."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from devices.printer import Confirmed
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.abilities import Kind
from devices.printer.fake.control import control, obey
from devices.printer.fake.printer import FakePrinter
from devices.printer.switches import Switch
from tests.devices.fault_matrix import ticket
from tests.devices.printers import running

CHECKOUT = Path(__file__).resolve().parents[2]


async def tell(port: int, *wishes: dict[str, Any]) -> list[dict[str, Any]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for wish in wishes:
        writer.write(json.dumps(wish).encode() + b"\n")
        answers.append(json.loads(await reader.readline()))
    writer.close()
    await writer.wait_closed()
    return answers


async def test_a_hand_from_outside_switches_troubles() -> None:
    async with FakePrinter() as fake, control(fake) as port:
        first, second, third = await tell(
            port,
            {"do": "switch", "trouble": "paper-out"},
            {"do": "state"},
            {"do": "repair"},
        )
    assert first == second and first["ok"] and first["troubles"] == ["paper-out"]
    assert third["troubles"] == [] and third["address"] == fake.address


async def test_everything_that_the_object_can_do_can_be_done_from_outside() -> None:
    async with FakePrinter() as fake:
        for line in (
            '{"do": "switch-after", "rows": 600, "trouble": "cover-open"}',
            '{"do": "load-roll", "mm": 1000}',
            '{"do": "break", "how": "stall", "after_bytes": 100}',
            '{"do": "answer", "late_s": 0.5, "dropped": ["processed"], "stray": "1113"}',
            '{"do": "become", "process_id": false}',
        ):
            assert (await obey(fake, line))["ok"]
        assert fake.paper.left_mm == 1_000
        assert fake.board.answering.dropped == {Kind.PROCESSED}
        assert fake.board.answering.stray == b"\x11\x13"
        assert not fake.abilities.process_id


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        "{}",
        '{"do": "dance"}',
        '{"do": "switch", "trouble": "rain"}',
        '{"do": "break", "how": "softly"}',
        '{"do": "become", "buffer_bytes": 3}',
        '{"do": "answer", "colour": "red"}',
        '{"do": "answer", "late_s": -1}',
        '{"do": "answer", "dropped": "asked"}',
        '{"do": "answer", "dropped": [["asked"]]}',
        '{"do": "answer", "stray": 7}',
        '{"do": "become", "cut_s": "x"}',
        '{"do": "become", "cut_s": null}',
        '{"do": "become", "process_id": "nein"}',
        '{"do": "become", "name": "Drücker"}',
        '{"do": "load-roll", "mm": "NaN"}',
        '{"do": "load-roll", "mm": NaN}',
        '{"do": "load-roll", "mm": 1e999}',
        '{"do": "load-roll", "mm": -5}',
        '{"do": "switch-after", "rows": -1, "trouble": "paper-out"}',
        '{"do": "switch-after", "rows": true, "trouble": "paper-out"}',
        '{"do": "switch", "trouble": "paper-out", "on": "no"}',
        '{"do": "switch", "trouble": {}}',
        '{"do": "break", "how": "rst", "after_bytes": 0.5}',
        "[" * 4_000,
    ],
)
async def test_a_wish_that_makes_no_sense_is_refused_in_words(line: str) -> None:
    async with FakePrinter() as fake:
        before = fake.abilities, fake.board.answering, fake.paper.left_mm
        refused = await obey(fake, line)
        assert (fake.abilities, fake.board.answering, fake.paper.left_mm) == before
    assert not refused["ok"] and refused["error"]
    assert fake.switched_on == set() and fake.abilities.buffer_bytes == 4_096


async def test_it_runs_alone_and_keeps_its_tickets(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "devices.printer.fake", "--port", "0", "--control-port", "0",
        "--paper", str(tmp_path), "--speed-mm-s", "4000",
        cwd=CHECKOUT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = (await process.stdout.readline()).decode()
        place = said.split(" at ")[1].split(",")[0]
        printer = EscPosPrinter(place)
        async with running(printer):
            assert await printer.print("job", ticket("job", 240)) == Confirmed()
        (state,) = await tell(int(said.rsplit(":", 1)[1]), {"do": "state"})
        assert state["fallen"] == 1
    finally:
        process.terminate()
        await process.wait()
    assert [path.name for path in tmp_path.iterdir()] == ["0001-ticket.png"]


async def test_a_rate_without_a_line_is_refused() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "devices.printer.fake", "--port", "0", "--control-port", "0",
        "--baud", "19200",
        cwd=CHECKOUT, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(20):
            assert process.stderr is not None
            assert b"--node" in await process.stderr.read()
        assert await process.wait() == 2
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def test_every_trouble_has_a_name_for_outside() -> None:
    assert {switch.value for switch in Switch} >= {"paper-out", "mute", "late-answer"}
