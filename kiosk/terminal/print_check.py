"""The test print of the morning: what a technician reads from the state of head and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from devices.printer import Able, PaperLow, PaperPicture, PrinterState, Profile, Ready
from devices.printer.models import MODELS
from kiosk import __version__
from kiosk.config import TerminalConfig
from kiosk.domain.departments import Town
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal import slip_figures, slip_frame
from kiosk.terminal.head_patterns import comb, greys, rulers
from kiosk.terminal.paper import LEAST_EM_MM, Sheet, Words
from kiosk.terminal.slip_facts import arms_of, office_of
from kiosk.terminal.tongue import Speak, Tongue

_BAR_MM = 6.0
# The letters that a language has and others lack, and where letters join.
_ALPHABETS = (
    Words("ABCDEFGHIJKLM NOPQRSTUVWXYZ ÄÖÜẞ abcdefghijklm nopqrstuvwxyz äöüß", "de"),
    Words("0123456789 €§%&@ „–“ (1. OG) A 042", "de"),
    Words("ÇĞIİÖŞÜ çğıiöşü", "tr"),
    Words("АБВГҐДЕЄЖЗИІЇЙКЛ МНОПРСТУФХЦЧШЩЬЮЯ абвгґдеєжзиіїйкл мнопрстуфхцчшщьюя", "uk"),
    Words("أبجد هوز حطي كلمن سعفص قرشت ثخذ ضظغ لا ئ ؤ ة ى ء، 042؟", "ar"),
)


@dataclass(frozen=True, slots=True)
class PrintCheck:
    """What one test print says. `printed_at` is local time; what is not known is left out.

    Args:
        printer: its model.
        state: None, or one in which it prints.
        paper_left_m: rounded; 0 is less than a metre.
    """

    office: Phrase
    printed_at: datetime
    terminal: str
    version: str
    printer: str = ""
    state: Able | None = None
    paper_left_m: int | None = None
    language: str = GERMAN
    arms: Path | None = None


def print_check_of(
    town: Town,
    terminal: str,
    printer: str,
    state: PrinterState,
    paper_left_mm: int | None,
    local_now: datetime,
    pictures: Path | None,
) -> PrintCheck:
    """Return the test print of a terminal and its printer."""
    return PrintCheck(
        office=office_of(town),
        printed_at=local_now,
        terminal=terminal,
        version=__version__,
        printer=printer,
        state=state if isinstance(state, Able) else None,
        paper_left_m=None if paper_left_mm is None else round(paper_left_mm / 1_000),
        arms=arms_of(town, pictures),
    )


def printer_name(config: TerminalConfig) -> str:
    """Return the model of the printer, as its maker writes it."""
    if config.printer == "simulated":
        return "Simulator"
    return MODELS[config.printer_model].tells or config.printer_model


def render_print_check(slip: PrintCheck, profile: Profile, texts: Speak) -> PaperPicture:
    """Draw the test print; raises `MissingGlyph` or `SlipLayout`."""
    return lay_out_print_check(slip, profile, texts).picture()


def lay_out_print_check(slip: PrintCheck, profile: Profile, texts: Speak) -> Sheet:
    """Put facts, patterns, letters and a code on a sheet."""
    sheet, say = Sheet(profile), Tongue(texts(slip.language))
    slip_frame.begin(sheet, [say], slip.office, slip.printed_at, slip.arms)
    blocks.captions(sheet, [say.fixed("Drucktest")])
    sheet.down(blocks.BELOW_MM)
    sheet.rule()
    slip_frame.framed(sheet, [lambda sheet: blocks.rows(sheet, list(_facts(slip, say, profile)))])
    _under(sheet, say.fixed("Alles schwarz, ohne helle Streifen"))
    sheet.fill(0, sheet.y, sheet.width, sheet.y + sheet.mm(_BAR_MM))
    sheet.down(_BAR_MM)
    _under(sheet, say.fixed("Jeder Punkt einmal, ohne Lücke"))
    comb(sheet)
    _under(sheet, say.fixed("Grau von hell bis schwarz"))
    greys(sheet)
    _under(sheet, say.fixed("Lineal in Millimetern"))
    rulers(sheet)
    sheet.down(blocks.BELOW_MM)
    sheet.rule()
    slip_frame.framed(sheet, [_letters])
    code = f"TEST {slip.printed_at:%d%m-%H%M}"
    read, hint = say.fixed("Lesen Sie den Code mit dem Handy."), say.fixed("Darin steht:")
    slip_figures.follow(sheet, read, None, hint, code, code, about_qr=True)
    sheet.down(2.0)
    return sheet


def _under(sheet: Sheet, label: Words) -> None:
    sheet.down(blocks.PART_MM)
    blocks.lines(sheet, [(label, False)], blocks.SMALL_MM)
    sheet.down(1.6)


def _facts(slip: PrintCheck, say: Tongue, profile: Profile) -> Iterator[tuple[Words, Words]]:
    yield say.fixed("Terminal"), say.words(slip.terminal)
    yield say.fixed("Software"), say.words(slip.version)
    if slip.printer:
        yield say.fixed("Drucker"), say.words(slip.printer)
    match slip.state:
        case Ready():
            yield say.fixed("Zustand"), say.fixed("Drucker bereit")
        case PaperLow():
            yield say.fixed("Zustand"), say.fixed("Papier geht zu Ende")
    paper = f"{profile.paper_width_mm} mm, {profile.dpi} dpi"
    yield say.fixed("Papier"), say.words(paper)
    if slip.paper_left_m:
        left = say.fixed("noch etwa {metres} m", metres=slip.paper_left_m)
        yield say.fixed("Papierrolle"), left
    elif slip.paper_left_m is not None:
        yield say.fixed("Papierrolle"), say.fixed("weniger als 1 m")


def _letters(sheet: Sheet) -> None:
    for index, words in enumerate(_ALPHABETS):
        sheet.down(blocks.ITEM_MM if index else 0)
        blocks.lines(sheet, [(words, False)], LEAST_EM_MM)
        sheet.down(blocks.NEXT_MM)
        blocks.lines(sheet, [(words, True)], LEAST_EM_MM)
