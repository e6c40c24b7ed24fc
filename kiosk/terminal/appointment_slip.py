"""The slip of an appointment: when, where, what to bring, how to sign in. It holds no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from devices.printer import PaperPicture, Profile
from kiosk.domain.catalogue import Document
from kiosk.domain.codes import grouped
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal import slip_figures, slip_frame
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.slip_facts import densely_coded
from kiosk.terminal.slip_frame import Part, boxes, sentences
from kiosk.terminal.tongue import Speak, Tongue, tongues

_CAP_MM = 10.0


@dataclass(frozen=True, slots=True)
class AppointmentSlip:
    """What one appointment slip says.

    `department` is what may stand on paper (`Department.sign()`); `service` is None in a
    discreet department, and then no documents are told. Both moments are local time. `place` is
    where to go on the day, `cancel` tells how not to come. `code` has 8 characters and signs in
    at the terminal, as does `check_in_url`, in upper case.
    """

    office: Phrase
    printed_at: datetime
    starts_at: datetime
    department: Phrase
    service: Phrase | None
    place: Phrase
    code: str
    language: str = GERMAN
    way: Phrase | None = None
    documents: tuple[Document, ...] = ()
    check_in_url: str | None = None
    cancel: Phrase | None = None
    video: bool = False
    reprint: bool = False
    arms: Path | None = None
    plan: Path | None = None

    def __post_init__(self) -> None:
        densely_coded(self.check_in_url)


def render_appointment(slip: AppointmentSlip, profile: Profile, texts: Speak) -> PaperPicture:
    """Draw the slip as it will be printed; raises `MissingGlyph` or `SlipLayout`."""
    return lay_out_appointment(slip, profile, texts).picture()


def lay_out_appointment(slip: AppointmentSlip, profile: Profile, texts: Speak) -> Sheet:
    """Put the slip of an appointment on a sheet."""
    sheet = Sheet(profile)
    both = tongues(texts, slip.language)
    german, *others = (_Appointment(slip, say) for say in both)
    slip_frame.begin(sheet, both, slip.office, slip.printed_at, slip.arms, reprint=slip.reprint)
    blocks.captions(sheet, [say.fixed("Ihr Termin") for say in both])
    sheet.down(blocks.PART_MM)
    blocks.key_paragraph(sheet, german.day(), 6.0, 0, sheet.width, "centre")
    slip_figures.large(sheet, german.time(), _CAP_MM, 3.4, 3.8)
    blocks.sign(sheet, list(german.sign()))
    slip_figures.place(
        sheet, german.place_label(), german.say.of(slip.place), list(german.way()), slip.plan
    )
    slip_frame.framed(sheet, german.documents(blocks.HEADING_MM))
    slip_figures.follow(
        sheet, german.sign_in(), None, german.code_hint(), grouped(slip.code), slip.check_in_url
    )
    slip_frame.framed(sheet, german.cancel())
    for other in others:
        slip_frame.running(sheet, other.again())
    slip_frame.end(sheet, german.keep(), german.private())
    return sheet


class _Appointment:
    """The parts of one appointment slip in one language."""

    def __init__(self, slip: AppointmentSlip, say: Tongue) -> None:
        self.slip, self.say = slip, say

    def day(self) -> Words:
        return self.say.whole_day(self.slip.starts_at.date())

    def time(self) -> str:
        clock = self.say.texts.clock(self.slip.starts_at)
        return self.say.fixed("{time} Uhr", time=clock).text

    def sign(self) -> Iterator[Words]:
        yield self.say.of(self.slip.department)
        if self.slip.service is not None:
            yield self.say.of(self.slip.service)
        if self.slip.video:
            yield self.say.fixed("Videogespräch")

    def place_label(self) -> Words:
        if self.slip.video:
            return self.say.fixed("Ihr Videogespräch findet hier statt")
        return self.say.fixed("Bitte kommen Sie hierher")

    def way(self) -> Iterator[Words]:
        if self.slip.way is not None and str(self.slip.way):
            yield self.say.of(self.slip.way)

    def documents(self, em_mm: float) -> Iterator[Part]:
        items = [
            blocks.Item(self.say.document(document))
            for document in self.slip.documents
            if self.slip.service is not None and self.say.knows(document.text)
        ]
        if items:
            yield boxes(self.say.fixed("Bitte mitbringen"), items, em_mm)

    def sign_in(self) -> Words:
        return self.say.fixed("Bitte melden Sie sich am Terminal an.")

    def code_hint(self) -> Words:
        if self.slip.check_in_url is None:
            return self.say.fixed("Code für das Terminal:")
        return self.say.fixed("QR-Code zeigen oder diesen Code eingeben:")

    def cancel(self) -> Iterator[Part]:
        if self.slip.cancel is not None:
            title = self.say.fixed("Absagen oder verschieben")
            yield sentences((title, False), (self.say.of(self.slip.cancel), True))

    def again(self) -> Iterator[Part]:
        day, hint = self.day(), f"{self.code_hint().text} {grouped(self.slip.code)}"
        yield sentences((day, True), (self.say.words(self.time()), True), em_mm=blocks.HEADING_MM)
        yield sentences(*((words, True) for words in self.sign()))
        way = ((words, False) for words in self.way())
        yield sentences((self.place_label(), False), (self.say.of(self.slip.place), True), *way)
        yield from self.documents(blocks.BODY_MM)
        yield sentences((self.sign_in(), True), (self.say.words(hint), False))
        yield from self.cancel()
        yield sentences((self.keep(), True))
        yield sentences((self.private(), False), em_mm=blocks.SMALL_MM)

    def keep(self) -> Words:
        return self.say.fixed("Bitte aufbewahren.")

    def private(self) -> Words:
        return self.say.fixed("Dieser Zettel enthält keine persönlichen Daten.")
