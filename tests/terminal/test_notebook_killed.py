"""The terminal is killed while it writes, twenty times: no number twice, nothing lost."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random

from kiosk.domain.numbers import LAST, Hand
from kiosk.terminal.notebook import Notebook
from tests.terminal.draws_for_ever import DAY, NOON

CHECKOUT = Path(__file__).resolve().parents[2]
ALL = tuple(range(1, LAST + 1))
KILLS = 20
Said = dict[str, dict[str, str]]


def draw_and_be_killed(path: Path, after_lines: int, said: Said) -> None:
    """Let a terminal draw, kill it (SIGKILL) after so many lines, and keep what it said."""
    command = [sys.executable, "-m", "tests.terminal.draws_for_ever", str(path)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as terminal:
        assert terminal.stdout is not None
        lines = [terminal.stdout.readline() for _ in range(after_lines)]
        terminal.kill()
        lines += terminal.stdout.readlines()
    for line in lines:
        if line.endswith("\n"):
            what, ticket_id, number = line.split()
            said[what][ticket_id] = number


def test_killed_in_mid_write_no_number_is_given_twice_and_nothing_said_is_lost(
    tmp_path: Path,
) -> None:
    path, chance = tmp_path / "notebook.sqlite", Random(42)
    notebook = Notebook(path)
    notebook.keep_hand(Hand("A", DAY, ALL))
    notebook.close()
    said: Said = defaultdict(dict)
    for _ in range(KILLS):
        draw_and_be_killed(path, chance.randint(1, 12), said)
        notebook = Notebook(path)
        shown = {each.ticket_id: str(each.number) for each in notebook.undelivered()}
        unseen = {each.ticket_id: str(each.number) for each in notebook.never_shown()}
        left = notebook.hand(DAY, "A").running
        on_the_glass = notebook.on_the_glass(NOON)
        notebook.close()
        assert said["drawn"].items() <= {**shown, **unseen}.items()
        assert said["shown"].items() <= shown.items()
        given_out = [int(number[1:]) for number in (*shown.values(), *unseen.values())]
        assert sorted([*given_out, *left]) == list(ALL)
        if shown:
            assert on_the_glass is not None
            assert str(on_the_glass.drawn.number) == max(shown.values())
    assert len(said["drawn"]) >= KILLS
