"""Who reads the clock, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.imports import sources

WALL_CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
STOP_WATCHES = {
    "time.monotonic",
    "time.monotonic_ns",
    "time.perf_counter",
    "time.perf_counter_ns",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that reads a clock, or hands the reading function on."""

    file: str
    line: int
    clock: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} reads {self.clock}"


def readings(tree: Path) -> Iterator[Reading]:
    """Yield every mention of a clock in the product, whatever the import is called there."""
    for path in sources(tree, ".py"):
        file = path.relative_to(tree).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"), file)
        known = dict(_imported(module))
        for node in ast.walk(module):
            name = _full_name(node, known)
            if name in WALL_CLOCKS | STOP_WATCHES:
                yield Reading(file, node.lineno, name)


def out_of_place(found: Collection[Reading], owners: Mapping[str, set[str]]) -> list[str]:
    """Return the readings outside the rooms that own such a clock.

    Args:
        owners: path prefix → the clocks that may be read there.
    """
    return [
        str(each)
        for each in found
        if not any(
            each.file.startswith(prefix) and each.clock in clocks
            for prefix, clocks in owners.items()
        )
    ]


def _imported(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (first, first)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _full_name(node: ast.AST, known: Mapping[str, str]) -> str:
    """Return `datetime.datetime.now` for `dt.now` after `from datetime import datetime as dt`."""
    match node:
        case ast.Name(id=name):
            return known.get(name, "")
        case ast.Attribute(value=value, attr=attr):
            origin = _full_name(value, known)
            return f"{origin}.{attr}" if origin else ""
        case _:
            return ""
