"""Time is an argument: only the composition roots own a clock."""

from __future__ import annotations

from pathlib import Path

from tests.support.clocks import STOP_WATCHES, WALL_CLOCKS, out_of_place, readings

CHECKOUT = Path(__file__).resolve().parents[1]

ANY = WALL_CLOCKS | STOP_WATCHES
OWNERS = {
    "kiosk/cli.py": ANY,
    "kiosk/ops/": ANY,
    "kiosk/terminal/app.py": ANY,
    "kiosk/office/app.py": ANY,
    # A driver measures how long its machine stays silent; the time of day is none of its business.
    "devices/": STOP_WATCHES,
}


def test_only_the_composition_roots_read_the_clock() -> None:
    assert out_of_place(list(readings(CHECKOUT)), OWNERS) == []
