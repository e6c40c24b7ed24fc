"""The receipt (Eingangsbestätigung) for a case handed in at the terminal. It holds no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from devices.printer import PaperPicture, Profile
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal import slip_figures, slip_frame
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.paragraphs import NO_BREAK
from kiosk.terminal.slip_frame import Part, sentences
from kiosk.terminal.tongue import Speak, Tongue, tongues

_CAP_MM = 9.0


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """What one receipt says.

    `receipt` is the number of the case as people read it, `MB-2K7Q-4MX9`. `department` is what
    may stand on paper (`Department.sign()`), `service` is None in a discreet department.
    `handed_in_at` is local time. `next_steps` are sentences, in order. `ticket` is the number
    under which the citizen waits, if any.
    """

    office: Phrase
    handed_in_at: datetime
    receipt: str
    department: Phrase
    service: Phrase | None
    next_steps: tuple[Phrase, ...] = ()
    ticket: TicketNumber | None = None
    language: str = GERMAN
    reprint: bool = False
    arms: Path | None = None


def render_receipt(slip: ReceiptSlip, profile: Profile, texts: Speak) -> PaperPicture:
    """Draw the receipt as it will be printed; raises `MissingGlyph` or `SlipLayout`."""
    return lay_out_receipt(slip, profile, texts).picture()


def lay_out_receipt(slip: ReceiptSlip, profile: Profile, texts: Speak) -> Sheet:
    """Put the receipt on a sheet."""
    sheet = Sheet(profile)
    both = tongues(texts, slip.language)
    german, *others = (_Receipt(slip, say) for say in both)
    slip_frame.begin(sheet, both, slip.office, slip.handed_in_at, slip.arms, reprint=slip.reprint)
    blocks.captions(sheet, [say.fixed("Eingangsbestätigung") for say in both])
    sheet.down(blocks.PART_MM)
    blocks.lines(sheet, [(german.number(), False)], 3.9, "centre")
    slip_figures.large(sheet, slip.receipt, _CAP_MM, 2.6, 3.6)
    blocks.sign(sheet, list(german.sign()))
    slip_frame.framed(sheet, german.parts())
    for other in others:
        slip_frame.running(sheet, other.again())
    slip_frame.end(sheet, german.keep(), german.private())
    return sheet


class _Receipt:
    """The parts of one receipt in one language."""

    def __init__(self, slip: ReceiptSlip, say: Tongue) -> None:
        self.slip, self.say = slip, say

    def number(self) -> Words:
        return self.say.fixed("Ihre Vorgangsnummer")

    def sign(self) -> Iterator[Words]:
        if self.slip.service is not None:
            yield self.say.of(self.slip.service)
        yield self.say.of(self.slip.department)

    def parts(self) -> Iterator[Part]:
        yield partial(blocks.rows, facts=list(self._facts()))
        if self.slip.next_steps:
            yield self._next_steps

    def again(self) -> Iterator[Part]:
        receipt = self.say.words(self.slip.receipt)
        yield sentences((self.number(), False), (receipt, True))
        yield sentences(*((words, True) for words in self.sign()), em_mm=blocks.HEADING_MM)
        yield from self.parts()
        yield sentences((self.keep(), True))
        yield sentences((self.private(), False), em_mm=blocks.SMALL_MM)

    def _facts(self) -> Iterator[tuple[Words, Words]]:
        slip, say = self.slip, self.say
        yield say.fixed("Eingegangen"), list(say.when(slip.handed_in_at))[-1]
        if slip.ticket is not None:
            number = f"{slip.ticket.prefix}{NO_BREAK}{slip.ticket.value:03d}"
            yield say.fixed("Ihre Nummer"), say.words(number)

    def _next_steps(self, sheet: Sheet) -> None:
        blocks.heading(sheet, self.say.fixed("So geht es weiter"), blocks.BODY_MM)
        sheet.down(blocks.ITEM_MM)
        steps = enumerate(self.slip.next_steps, start=1)
        numbered = [(self.say.words(str(place)), self.say.of(step)) for place, step in steps]
        blocks.rows(sheet, numbered, bold=False)

    def keep(self) -> Words:
        return self.say.fixed("Bitte aufbewahren.")

    def private(self) -> Words:
        return self.say.fixed("Dieser Zettel enthält keine persönlichen Daten.")
