"""The rows of the table, and what came out for one column."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Row(StrEnum):
    """What is measured; the words are those of the table."""

    FIRST_AT_DESK = "accept → first picture, desk, ms"
    FIRST_AT_TERMINAL = "accept → first picture, terminal, ms"
    TO_TERMINAL_P50 = "picture desk → terminal, p50, ms"
    TO_TERMINAL_P95 = "picture desk → terminal, p95, ms"
    TO_DESK_P50 = "picture terminal → desk, p50, ms"
    TO_DESK_P95 = "picture terminal → desk, p95, ms"
    MOUTH_TO_DESK = "mouth to ear, terminal → desk, p50, ms"
    MOUTH_TO_TERMINAL = "mouth to ear, desk → terminal, p50, ms"
    FPS_AT_DESK = "pictures a second at the desk"
    HEIGHT_AT_DESK = "height of the picture at the desk"
    FPS_AT_TERMINAL = "pictures a second at the terminal"
    HEIGHT_AT_TERMINAL = "height of the picture at the terminal"
    LOST_AT_DESK = "sound made up at the desk, %"
    LOST_AT_TERMINAL = "sound made up at the terminal, %"
    PROCESSOR = "processor of the terminal's end, % of a core"
    MEMORY = "memory of the terminal's end (PSS), MB"
    SHARE = "share the screen: click → picture, ms"
    CLOSED = "desk's browser ends: noticed after, ms"
    FROZEN = "desk's browser freezes: noticed after, s"
    BACK_AT_TERMINAL = "network back: picture at the terminal, ms"
    BACK_AT_DESK = "network back: picture at the desk, ms"
    THIRD = "third person joins, ms"
    GROWTH_MB = "growth over the calls, MB"
    GROWTH_FILES = "growth over the calls, descriptors"


GOALS: Mapping[Row, str] = {
    Row.FIRST_AT_DESK: "≤ 150 (far ≤ 350)",
    Row.FIRST_AT_TERMINAL: "≤ 250 (far ≤ 350)",
    Row.TO_TERMINAL_P50: "≤ 25",
    Row.TO_DESK_P50: "≤ 60",
    Row.MOUTH_TO_DESK: "≤ 120 (5 %: ≤ 150)",
    Row.MOUTH_TO_TERMINAL: "≤ 120 (5 %: ≤ 150)",
    Row.FPS_AT_DESK: "narrow ≥ 25",
    Row.HEIGHT_AT_DESK: "narrow ≥ 360",
    Row.FPS_AT_TERMINAL: "narrow ≥ 25",
    Row.HEIGHT_AT_TERMINAL: "narrow ≥ 360",
    Row.LOST_AT_DESK: "narrow 0",
    Row.LOST_AT_TERMINAL: "narrow 0",
    Row.PROCESSOR: "≤ 50",
    Row.MEMORY: "≤ 240",
    Row.SHARE: "≤ 300",
    Row.CLOSED: "≤ 200",
    Row.FROZEN: "≤ 4",
    Row.BACK_AT_TERMINAL: "≤ 1000",
    Row.BACK_AT_DESK: "≤ 1000",
    Row.THIRD: "≤ 1000",
    Row.GROWTH_MB: "none",
    Row.GROWTH_FILES: "none",
}

Found = Mapping[Row, float | None]


@dataclass
class Cell:
    """One figure, measured several times; or why it could not be."""

    values: list[float] = field(default_factory=list)
    why: str = ""

    @property
    def shown(self) -> str:
        if not self.values:
            return "–"
        middle = statistics.median(self.values)
        return f"{middle:.0f}" if abs(middle) >= 10 else f"{middle:.1f}".removesuffix(".0")


@dataclass
class Column:
    """What one end did in one condition."""

    cells: dict[Row, Cell] = field(default_factory=dict)

    def take(self, found: Found) -> None:
        for row, value in found.items():
            cell = self.cells.setdefault(row, Cell())
            if value is None:
                cell.why = "nothing came to be measured"
            else:
                cell.values.append(value)

    def fails(self, rows: tuple[Row, ...], why: str) -> None:
        """Remember why these rows have nothing, or less than they could."""
        for row in rows:
            self.cells.setdefault(row, Cell()).why = why
