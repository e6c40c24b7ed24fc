"""What in the README can be wrong is asserted here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.cli import app
from kiosk.domain.tickets import LIFE, TicketState
from kiosk.domain.transitions import mermaid

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COLUMNS = ("kiosk/domain", "kiosk/office", "kiosk/terminal")


def story_rows() -> list[list[str]]:
    table = README.split("## Story → files")[1].split("##")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_the_life_of_a_ticket_is_drawn_as_the_table_has_it() -> None:
    drawn = README.split("```mermaid\n")[1].split("\n```")[0]
    assert drawn == mermaid(LIFE, TicketState.WAITING)


def test_kiosk_states_prints_the_same_picture() -> None:
    result = CliRunner().invoke(app, ["states"])
    assert result.output.strip() == mermaid(LIFE, TicketState.WAITING)


@pytest.mark.parametrize("row", story_rows(), ids=lambda row: row[0])
def test_every_file_of_a_story_exists(row: list[str]) -> None:
    for folder, cell in zip(COLUMNS, row[1:4], strict=True):
        for name in re.findall(r"`([^`]+)`", cell):
            module = ROOT / folder / name.split(".")[0].rstrip("/")
            assert module.is_dir() or module.with_suffix(".py").is_file(), name
    for name in re.findall(r"`([^`]+)`", row[4]):
        places = (ROOT / "screens/kv" / name, ROOT / "kiosk/office" / name, ROOT / name)
        assert any(place.exists() for place in places), name


def test_every_picture_and_page_that_is_named_exists() -> None:
    linked = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README) + re.findall(r"`(docs/[^`]+)`", README)
    assert linked
    for name in linked:
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"`?kiosk ([a-z]+)(?: [a-z]+)?", README)))
)
def test_every_command_that_is_named_exists(command: str) -> None:
    if command in ("demo", "test"):
        return
    known = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    known |= {group.name for group in app.registered_groups}
    assert command in known


def test_every_benchmark_that_is_named_exists() -> None:
    for name in re.findall(r"tests\.benchmarks\.([a-z_]+)", README):
        assert (ROOT / "tests/benchmarks" / f"{name}.py").is_file(), name
