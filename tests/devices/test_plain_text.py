"""From plain lines to the printer's own letters: what it has no letters for stays away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer import PlainLine, Style
from devices.printer.encoder import Encoder
from devices.printer.fake.realtime import RealTimeScanner
from devices.printer.fake.typesetter import TypeSetter
from devices.printer.models import MODELS

GERMAN = PlainLine("Öffnungszeiten: für Ausweise, Gebühr 37,00 € (§ 1)")
TURKISH, UKRAINIAN = PlainLine("Sıra numaranız: ğüş"), PlainLine("Ваш номер: їґіє")
ARABIC, CHINESE, HEBREW = PlainLine("رقمك 42"), PlainLine("您的号码 42"), PlainLine("מספר 42")


def on_paper(model: str, *lines: PlainLine) -> list[PlainLine]:
    """Read the bytes as a printer does that nobody told how they were written."""
    setter, printed = TypeSetter(MODELS[model].profile.width_dots), []
    rest = iter(b"".join(Encoder(MODELS[model]).plain(lines)))
    for byte in rest:
        if byte == 0x1B:
            setter.escape(next(rest), next(rest))
        elif byte == 0x1C:
            assert next(rest) == 0x2E
        elif byte == 0x1D:
            assert next(rest) == 0x21
            setter.size(next(rest))
        elif byte == 0x0A:
            printed.append(setter.line().line)
        else:
            assert setter.put(byte) is None  # no line is wider than the paper
    assert not setter.pending
    return printed


@pytest.mark.parametrize("model", MODELS)
def test_german_is_printed_by_every_model(model: str) -> None:
    parts = on_paper(model, GERMAN)
    assert " ".join(part.text for part in parts) == GERMAN.text


@pytest.mark.parametrize("model", MODELS)
def test_a_line_that_the_printer_has_no_letters_for_is_left_out_whole(model: str) -> None:
    first, last = PlainLine("Ihre Nummer"), PlainLine("Ende")
    assert on_paper(model, first, ARABIC, CHINESE, HEBREW, last) == [first, last]


@pytest.mark.parametrize("model", ["tm-t20iii", "tm-m30iii", "eu-m30"])
def test_turkish_and_ukrainian_are_printed_where_the_code_pages_are(model: str) -> None:
    assert on_paper(model, TURKISH, UKRAINIAN) == [TURKISH, UKRAINIAN]


@pytest.mark.parametrize("model", ["generic", "generic-58mm"])
def test_of_a_clone_no_more_letters_are_expected_than_every_clone_has(model: str) -> None:
    assert on_paper(model, TURKISH, UKRAINIAN, PlainLine("Numéro")) == [PlainLine("Numéro")]


def test_marks_that_no_code_page_has_become_plain_ones() -> None:
    line = PlainLine("15–25 Minuten\u00a0… „bald“ ☐ \u20661.\u00a0OG\u2069")
    assert on_paper("generic", line) == [PlainLine('15-25 Minuten ... "bald" [ ] 1. OG')]


def test_styles_are_sizes_and_weights() -> None:
    lines = (PlainLine("fett", Style.BOLD), PlainLine("B042", Style.LARGE), PlainLine("zart"))
    assert on_paper("tm-t88v", *lines) == list(lines)
    four_times = b"\x1d!\x33\x1bE\x00\x1ba\x01\x1bt\x00B042\n"
    assert four_times in b"".join(Encoder(MODELS["tm-t88v"]).plain(lines))


def test_a_long_line_goes_on_between_two_words() -> None:
    printed = on_paper("generic-58mm", PlainLine("Bitte nehmen Sie im Wartebereich Platz."))
    assert [line.text for line in printed] == ["Bitte nehmen Sie im Wartebereich", "Platz."]


def test_what_belongs_to_a_box_stands_behind_it() -> None:
    document = PlainLine("[ ] Wohnungsgeberbestätigung vom Vermieter")
    below = PlainLine("    nicht älter als 14 Tage, vom Vermieter")
    assert [line.text for line in on_paper("generic-58mm", document, below)] == [
        "[ ] Wohnungsgeberbestätigung vom",
        "    Vermieter",
        "    nicht älter als 14 Tage, vom",
        "    Vermieter",
    ]


@pytest.mark.parametrize("model", MODELS)
def test_of_a_long_arabic_text_no_latin_scrap_is_left(model: str) -> None:
    where = PlainLine(
        "يرجى الجلوس في منطقة الانتظار في الطابق الأول على اليسار (1. OG)", Style.BOLD
    )
    document = PlainLine("[ ] إثبات سكن من المؤجر موقعاً ومؤرخاً (Wohnungsgeberbestätigung)")
    assert on_paper(model, where, document, PlainLine("Ende")) == [PlainLine("Ende")]


def test_a_code_is_drawn_by_the_printer_where_it_can() -> None:
    code = PlainLine("HTTPS://T.EXAMPLE/K7Q2", Style.QR)
    written = b"".join(Encoder(MODELS["tm-t20iii"]).plain([code]))
    assert b"\x1d(k\x19\x001P0HTTPS://T.EXAMPLE/K7Q2\x1d(k\x03\x001Q0" in written
    assert b"HTTPS" not in b"".join(Encoder(MODELS["generic-58mm"]).plain([code]))


@pytest.mark.parametrize(
    ("model", "code", "printed"),
    [
        ("tm-t20iii", "HTTPS://T.EXAMPLE/K7Q2", True),
        ("tm-t20iii", "https://müller.example", False),
        ("generic-58mm", "HTTPS://T.EXAMPLE/K7Q2", False),
    ],
)
def test_what_invites_to_a_code_comes_and_goes_with_it(
    model: str, code: str, printed: bool
) -> None:
    lines = PlainLine("Scannen", only_with_qr=True), PlainLine(code, Style.QR), PlainLine("K7Q2")
    written = b"".join(Encoder(MODELS[model]).plain(lines))
    assert (b"Scannen" in written) is printed
    assert b"K7Q2\n" in written


def test_a_ticket_is_not_only_what_invites_to_a_code() -> None:
    lines = PlainLine("Scannen", only_with_qr=True), PlainLine("K7Q2", Style.QR)
    assert Encoder(MODELS["tm-t20iii"]).can_print(lines)
    assert not Encoder(MODELS["generic-58mm"]).can_print(lines)


def test_letters_are_looked_up_once() -> None:
    encoder = Encoder(MODELS["tm-t20iii"])
    first = encoder.plain([GERMAN, UKRAINIAN, TURKISH])
    assert encoder.plain([UKRAINIAN, TURKISH])[1:-1] == first[2:-1]


def test_a_ticket_of_which_nothing_is_left_cannot_be_printed() -> None:
    can_print = Encoder(MODELS["tm-t20iii"]).can_print
    assert can_print([ARABIC, GERMAN])
    assert not can_print([]) and not can_print([ARABIC, PlainLine(" "), PlainLine("X", Style.QR)])


@given(st.lists(st.builds(PlainLine, st.text(max_size=99), st.sampled_from(Style)), max_size=9))
def test_no_text_is_obeyed_as_a_command(lines: list[PlainLine]) -> None:
    for line in lines:
        written = b"".join(Encoder(MODELS["tm-t20iii"]).plain([line]))
        assert RealTimeScanner().feed(written) == []
        assert b"\x1b@" not in written  # it would end the status that the printer pushes
