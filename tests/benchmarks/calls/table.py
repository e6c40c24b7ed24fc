"""Prints the table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from tests.benchmarks.calls.figures import GOALS, Column, Row
from tests.benchmarks.calls.network import CONDITIONS

Measured = Mapping[tuple[str, str], Column]  # by condition and end
_WORDS, _GOAL, _CELL = 46, 20, 19


def printed(measured: Measured, ends: Sequence[str], loads: Sequence[float]) -> str:
    """Return the table: each cell has the figures of the ends, in their order."""
    conditions = [name for name in CONDITIONS if any(at == name for at, _ in measured)]
    heads = [CONDITIONS[name].name for name in conditions]
    lines = [_line("", "goal", heads), _line("", "", [" / ".join(ends)] * len(heads))]
    for row in Row:
        columns = [[measured.get((name, end), Column()) for end in ends] for name in conditions]
        if any(row in column.cells for group in columns for column in group):
            shown = [_cell(row, group) for group in columns]
            lines.append(_line(row, GOALS.get(row, ""), shown))
    lines.append(_load(loads))
    return "\n".join([*lines, *_reasons(measured)])


def _cell(row: Row, columns: Sequence[Column]) -> str:
    if not any(row in column.cells for column in columns):
        return ""
    return " / ".join(c.cells[row].shown if row in c.cells else "–" for c in columns)


def _line(words: str, goal: str, cells: Sequence[str]) -> str:
    return f"{words:<{_WORDS}}{goal:<{_GOAL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _load(loads: Sequence[float]) -> str:
    load = f"{min(loads):.1f}–{max(loads):.1f}" if loads else "unknown"
    return f"load of the machine {load} on {os.cpu_count()} cores, the benchmark's own included"


def _reasons(measured: Measured) -> list[str]:
    told = []
    for (condition, end), column in measured.items():
        for why in dict.fromkeys(cell.why for cell in column.cells.values() if cell.why):
            rows = [row for row, cell in column.cells.items() if cell.why == why]
            more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
            told.append(f"– {CONDITIONS[condition].name}, {end}: {rows[0]}{more}: {why}")
    return told
