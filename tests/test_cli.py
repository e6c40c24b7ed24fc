"""The commands of a technician: clear words, exit codes of sysexits.h, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kiosk.cli import CONFIG_WRONG, DATA_WRONG, USED_WRONGLY, app
from kiosk.office.catalogue_import import load_current

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose office writes into a folder of its own."""
    file = tmp_path / "kiosk.toml"
    file.write_text(
        f'[office]\nstate_dir = "{tmp_path}"\ndatabase = "sqlite:///{tmp_path}/office.sqlite3"\n',
        encoding="utf-8",
    )
    return file


def run(*words: str | Path, said: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=said)


def test_the_catalogue_of_munich_comes_in_with_a_report(config: Path, tmp_path: Path) -> None:
    files = DATA / "munich-services.json", DATA / "munich-locations.json"
    result = run("catalogue", "import", files[0], "--offices", files[1], "--config", config)
    assert result.exit_code == 0, result.output
    assert "162" in result.output and "109" in result.output
    catalogue = load_current(tmp_path)
    assert catalogue is not None and len(catalogue.services) == 162


@pytest.mark.parametrize("content", [b"", b"{", b'{"data": 7}', b"\xff\xfe", b"[" * 100_000])
def test_a_broken_catalogue_changes_nothing(config: Path, tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(content)
    result = run("catalogue", "import", broken, "--config", config)
    assert result.exit_code == DATA_WRONG
    assert "Nothing was changed." in result.output
    assert load_current(tmp_path) is None


def test_an_account_is_made_once(config: Path) -> None:
    typed = "zehn Zeichen und mehr\nzehn Zeichen und mehr\n"
    made = run("staff", "add", "anna", "--config", config, said=typed)
    assert (made.exit_code, "anna can sign in now" in made.output) == (0, True)
    again = run("staff", "add", "anna", "--config", config, said=typed)
    assert again.exit_code == DATA_WRONG
    assert "already" in again.output


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (["anna"], "kurz\nkurz\n", DATA_WRONG),
        (["anna", "--role", "king"], None, USED_WRONGLY),
        (["anna", "--password-file", "/nowhere/at/all"], None, DATA_WRONG),
    ],
)
def test_an_account_that_cannot_be_made_is_said_in_one_sentence(
    config: Path, words: list[str], typed: str | None, code: int
) -> None:
    result = run("staff", "add", *words, "--config", config, said=typed)
    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_a_wrong_key_stops_the_start_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("[office]\nprot = 8080\n", encoding="utf-8")
    result = run("office", "--config", file)
    assert result.exit_code == CONFIG_WRONG
    assert "kiosk.toml:2" in result.output and "port" in result.output
