"""Pictures on a serial line: no doubt while dots are on their way, an early one when they stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printer import Confirmed, Doubt, Unknown
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.printer import FakePrinter
from devices.printer.switches import Switch
from tests.devices.fault_matrix import hall, plain_ticket, ticket
from tests.devices.printers import SCALE, running

BILINGUAL_ROWS = 2_078  # 260 mm, 150 KB


@pytest.fixture
def port(tmp_path: Path) -> Path:
    return tmp_path / "ttyS0"


async def test_a_fast_line_prints_the_picture(port: Path) -> None:
    async with FakePrinter(node=port, time_scale=SCALE) as fake:
        printer = EscPosPrinter(f"serial:{port}?baud=230400", time_scale=SCALE)
        async with running(printer):
            assert await printer.print("job", plain_ticket("job")) == Confirmed()
        assert fake.paper.tray.papers[0].picture == ticket("job")


async def test_a_long_picture_on_a_line_that_needs_13_s_for_it_leaves_no_doubt(port: Path) -> None:
    async with hall(port=port, baud=115_200, pictures=True, speed_mm_s=400) as here:
        assert await here.print(rows=BILINGUAL_ROWS) == Confirmed()
        assert here.words["job"] == [Confirmed()]


async def test_a_long_picture_that_stops_on_a_slow_line_is_soon_in_doubt(port: Path) -> None:
    async with hall(port=port, baud=115_200, pictures=True) as here:
        here.fake.switch_after(600, Switch.MUTE)
        assert await here.print(rows=BILINGUAL_ROWS) == Unknown(Doubt.STALLED)
