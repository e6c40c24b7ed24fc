"""Every fixed label of the glass is in every catalogue, and can be drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.texts import texts
from screens import fonts
from screens.icons import ICONS
from screens.lists import Fed
from screens.samples import LANGUAGES, sayings
from tests.support.lint import letters_of

SCREENS = Path(__file__).resolve().parents[2] / "screens"
_MSGID = re.compile(r"""\btr\(\s*(['"])(.+?)\1\s*\)""")


def msgids() -> list[str]:
    files = [*SCREENS.rglob("*.kv"), *SCREENS.rglob("*.py")]
    found = {hit[1] for file in files for hit in _MSGID.findall(file.read_text("utf-8"))}
    return sorted(found)


def test_there_are_labels_at_all() -> None:
    assert {"Zurück", "Bedienhilfen", "Hilfe rufen"} <= set(msgids())


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "de"])
def test_every_label_is_translated(language: str) -> None:
    tr = texts(language)._
    assert [msgid for msgid in msgids() if tr(msgid) == msgid] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_a_label_has_a_picture(language: str) -> None:
    for msgid in msgids():
        said = texts(language)._(msgid)
        known = letters_of(fonts.font_file("medium", fonts.is_arabic(said)))
        assert set(said) <= known, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_keyboard_has_a_picture(language: str) -> None:
    for row in sayings.KEYBOARDS[language]:
        assert len(row) <= 12, "more keys do not fit beside each other"
        assert set(row) <= letters_of(fonts.font_file("medium", fonts.is_arabic(row)))


def test_every_icon_named_in_a_kv_file_exists() -> None:
    named = set()
    for file in SCREENS.rglob("*.kv"):
        text = file.read_text("utf-8")
        for line in re.findall(r"\b(?:icon|name|after): (.*'.*)", text):
            named |= set(re.findall(r"'([a-z_0-9]+)'", line))
    unknown = named - set(ICONS)
    states = {"take", "printing", "blocked", "ask", "none", "light", "dark", "share"}
    assert unknown <= states and "arrow_back" in named


def test_cells_are_kept_while_their_items_change() -> None:
    from screens.lists import Rows

    rows: Fed = Rows(cell="Paragraph", data=("eins", "zwei"))
    first, second = rows.cells
    rows.data = ("drei",)
    assert rows.cells == [first] and first.item == "drei"
    rows.data = ()
    assert rows.cells == [] and not rows.shown
    assert second.parent is None
