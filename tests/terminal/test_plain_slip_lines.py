"""A text is one plain line, so that who prints it can judge it whole."""

from __future__ import annotations

from devices.printer import PROFILES, PlainLine, Style
from devices.printer.encoder import Encoder
from devices.printer.models import MODELS
from kiosk.terminal.plain_slip import PlainSlip
from tests.terminal.other_slips import every_slip

NARROW = PROFILES["58mm-203dpi"]


def test_a_text_stays_one_line_however_long() -> None:
    slip = PlainSlip(NARROW)
    slip.say("Wohnungs\u00adgeber\u00adbestätigung  vom\u00a0Vermieter\n" * 2, mark="[ ] ")
    text = "Wohnungsgeberbestätigung vom Vermieter"
    assert slip.lines == [PlainLine(f"[ ] {text} {text}")]


def test_an_empty_text_is_no_line() -> None:
    slip = PlainSlip(NARROW)
    slip.say(" ", Style.BOLD, mark="[ ] ")
    assert slip.lines == []


def test_arabic_slips_leave_no_scraps_of_their_latin_words() -> None:
    encoder = Encoder(MODELS["generic-58mm"])
    for name, render in every_slip("ar"):
        for line in render(NARROW).plain:
            arabic = any("\u0600" <= letter <= "\u06ff" for letter in line.text)
            assert not (arabic and encoder.can_print([line])), (name, line.text)
            scrap = line.text.count("(") != line.text.count(")")
            assert not scrap, (name, line.text)
