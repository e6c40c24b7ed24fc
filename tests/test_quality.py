"""`python3 -m kiosk test`: what runs, in which order, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ops.quality import CHECKS, Check, run


def test_words_go_to_pytest_and_nothing_else_runs(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    headline, answer = capfd.readouterr().out.splitlines()
    assert headline.startswith("── Tests: pytest ─")
    assert answer.startswith("pytest ")


def test_the_exit_code_is_that_of_the_tests(tmp_path: Path) -> None:
    assert run([str(tmp_path / "nowhere")]) == 4


def test_rules_form_and_types_are_checked_before_the_tests() -> None:
    assert [check.command[:2] for check in CHECKS] == [
        ("ruff", "check"),
        ("ruff", "format"),
        ("mypy", "--strict"),
    ]


def test_a_check_says_no_with_its_own_code() -> None:
    assert Check("Nothing", ("ruff", "check", "nowhere.py")).passes() == 1
