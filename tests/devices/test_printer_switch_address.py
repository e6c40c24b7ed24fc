"""A printer that is not configured, or wrongly, is said in one line before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import CONFIG_WRONG, app


def run(tmp_path: Path, settings: str, *words: str) -> Result:
    file = tmp_path / "kiosk.toml"
    file.write_text(f"[terminal]\n{settings}\n", encoding="utf-8")
    return CliRunner().invoke(app, [*words, "--config", str(file)])


COMMANDS = pytest.mark.parametrize(
    "words", [("terminal",), ("printer", "selftest"), ("printer", "watch")], ids=" ".join
)


@COMMANDS
@pytest.mark.parametrize(
    "place", ["tcp://host:99999", "tcp://", "serial:/dev/ttyUSB0?baud=abc", "tcp://a..b"]
)
def test_a_wrong_address_is_one_line(tmp_path: Path, words: tuple[str, ...], place: str) -> None:
    result = run(tmp_path, f'printer = "escpos"\nprinter_address = "{place}"', *words)
    assert result.exit_code == CONFIG_WRONG, result.output
    assert result.output.startswith("[terminal] printer_address: ")
    assert result.output.count("\n") == 1


@pytest.mark.parametrize("word", ["selftest", "watch"])
def test_a_simulated_printer_cannot_be_asked(tmp_path: Path, word: str) -> None:
    result = run(tmp_path, 'printer = "simulated"', "printer", word)
    assert result.exit_code == CONFIG_WRONG
    assert result.output.startswith("No printer is configured")
