"""The configuration file: loud about mistakes, and its reference page is up to date."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.config import Config, ConfigWrong, Orientation, load
from kiosk.config.reference import reference

CHECKOUT = Path(__file__).resolve().parents[1]


def written(folder: Path, text: str) -> Path:
    file = folder / "foyer.toml"
    file.write_text(text, encoding="utf-8")
    return file


def wrong(folder: Path, text: str) -> ConfigWrong:
    with pytest.raises(ConfigWrong) as caught:
        load(written(folder, text))
    return caught.value


def test_without_a_file_everything_has_a_default() -> None:
    assert load() == Config()
    assert load().office.port == 8080
    assert load().terminal.idle_after == timedelta(minutes=2)


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load(written(tmp_path, "# nothing yet\n")) == Config()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            """
            [office]
            database = "postgresql+psycopg://foyer@db/foyer?passfile=/run/credentials/pg"
            town = "/srv/musterstadt"

            [terminal]
            name = "annex-2"
            orientation = "landscape"
            [terminal.paper]
            width_dots = 384
            """,
        )
    )
    assert config.office.town == Path("/srv/musterstadt")
    assert config.terminal.name == "annex-2"
    assert config.terminal.orientation is Orientation.LANDSCAPE
    assert config.terminal.size_px == (1920, 1080)
    assert config.terminal.paper.width_dots == 384


def test_a_narrow_panel_keeps_its_other_measure() -> None:
    terminal = Config().terminal.model_copy(update={"width_px": 900})
    assert terminal.size_px == (900, 1920)


MISTAKES = {
    "an unknown key": (
        "[office]\nporrt = 1\n",
        2,
        "unknown key porrt in [office]; was port meant?",
    ),
    "a key without a neighbour": ("[office]\nzzz = 1\n", 2, "unknown key zzz in [office]"),
    "an unknown table": (
        "\n[terminl]\nname = 'a'\n",
        2,
        "unknown key terminl in the file; was terminal meant?",
    ),
    "a key in the wrong table": (
        "[office]\nport = 1\n[terminal]\nport = 1\n",
        4,
        "unknown key port in [terminal]; was printer meant?",
    ),
    "a dotted key": (
        "[terminal]\npaper.dpj = 203\n",
        2,
        "unknown key dpj in [terminal.paper]; was dpi meant?",
    ),
    "a key in an inline table": (
        "[terminal]\n\npaper = { dpj = 203 }\n",
        3,
        "unknown key dpj in [terminal.paper]; was dpi meant?",
    ),
    "a wrong value": (
        "[terminal]\norientation = 'sideways'\n",
        2,
        "orientation in [terminal]: input should be 'portrait' or 'landscape'",
    ),
    "too little time": (
        "[terminal]\nwarn_for_s = 5\n",
        2,
        "warn_for_s in [terminal]: input should be greater than or equal to 20",
    ),
    "half a table": ("\n[office\n", 2, "is not TOML: "),
}


@pytest.mark.parametrize(("text", "line", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, sentence: str
) -> None:
    assert str(wrong(tmp_path, text)).startswith(f"{tmp_path}/foyer.toml:{line}: {sentence}")


def test_all_mistakes_are_named_at_once_from_top_to_bottom(tmp_path: Path) -> None:
    findings = wrong(tmp_path, "[terminal]\nidle_after_s = 1\n[office]\nhosst = ''\n").findings
    assert [finding.line for finding in findings] == [2, 4]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigWrong, match="foyer.toml: No such file"):
        load(tmp_path / "foyer.toml")


@pytest.mark.parametrize("url", ["pg://foyer:geheim@db/foyer", "pg://db/foyer?password=geheim"])
def test_a_password_in_the_file_is_refused_and_not_repeated(tmp_path: Path, url: str) -> None:
    sentence = str(wrong(tmp_path, f"[office]\ndatabase = '{url}'\n"))
    assert "a password does not belong here" in sentence
    assert "geheim" not in sentence


def test_every_field_has_a_meaning() -> None:
    for role in (Config().office, Config().terminal, Config().terminal.paper):
        for name, info in type(role).model_fields.items():
            assert info.description and info.description.endswith("."), name


def test_the_reference_page_is_up_to_date() -> None:
    page = (CHECKOUT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert page == reference(), "python -m kiosk.config.reference > docs/configuration.md"
