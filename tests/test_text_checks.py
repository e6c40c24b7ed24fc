"""What the checks of a translation find, and what they let pass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from kiosk.ops.text_checks import Said, complaints, missing_on_glass
from kiosk.ops.text_sources import Text
from kiosk.resources import assets

GOOD = Said(
    Text("{count} Amt", "{count} Ämter"),
    "en",
    ("{count} office", "{count} offices"),
    on_glass=True,
    on_paper=True,
)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"forms": ()}, "is not translated"),
        ({"forms": ("{count} office",)}, "needs 2 plural forms"),
        ({"forms": ("{count} office", "")}, "needs 2 plural forms"),
        ({"forms": ("{count} office", "{number} offices")}, "has other {facts}"),
        ({"forms": ("{count} office", "{count offices")}, "has other {facts}"),
        ({"forms": ("{count} office", "offices")}, "has other {facts}"),
        ({"forms": ("{count} office", " {count} offices")}, "other spaces"),
        ({"forms": ("{count} office", "{count} 中")}, "no glyph on the glass"),
        ({"fuzzy": True}, "marked fuzzy"),
    ],
)
def test_whatever_is_wrong_with_a_translation_is_told(
    change: dict[str, object], complaint: str
) -> None:
    assert any(complaint in told for told in complaints(replace(GOOD, **change)))


def test_one_office_may_say_its_number_as_a_word() -> None:
    assert list(complaints(replace(GOOD, forms=("one office", "{count} offices")))) == []


def test_a_german_name_in_arabic_needs_only_the_arabic_font() -> None:
    assert missing_on_glass("الغرفة A 12") == []
    assert missing_on_glass("الغرفة Ж") == ["Ж"]


@pytest.mark.parametrize(("family", "before"), [("FiraSans", ""), ("NotoSansArabic", "ب")])
def test_a_letter_is_missing_on_the_glass_when_the_font_does_not_map_it(
    family: str, before: str
) -> None:
    mapped = TTFont(assets() / "fonts" / f"{family}-Regular.ttf").getBestCmap()
    letters = set("AzÄßğİґїʼ’–…€ä中✓☐→")
    unmapped = sorted(letter for letter in letters if ord(letter) not in mapped)
    assert missing_on_glass(before + "".join(letters)) == unmapped
