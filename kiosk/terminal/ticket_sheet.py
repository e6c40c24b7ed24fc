"""The paper ticket: what stands on it, in German and in the citizen's language.

It holds no name. Without a service it tells neither service nor documents, so that a discreet
department stays discreet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from devices.printer import PaperPicture, Profile
from kiosk.domain.codes import grouped
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal import slip_figures, slip_frame
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.paragraphs import NO_BREAK
from kiosk.terminal.slip_frame import Part, boxes, sentences
from kiosk.terminal.ticket_slip import Layout, TicketSlip
from kiosk.terminal.tongue import Speak, Tongue, tongues

_MOST_DOCUMENTS = 6
_MOST_LINES = 3


def render_ticket(
    slip: TicketSlip, profile: Profile, texts: Speak, layout: Layout = Layout.STANDARD
) -> PaperPicture:
    """Draw the ticket as it will be printed; raises `MissingGlyph` or `SlipLayout`."""
    return lay_out(slip, profile, texts, layout).picture()


def lay_out(
    slip: TicketSlip, profile: Profile, texts: Speak, layout: Layout = Layout.STANDARD
) -> Sheet:
    """Put every block of the ticket on a sheet, in the order people look for them."""
    sheet = Sheet(profile)
    both = tongues(texts, slip.language)
    german, *others = (_Ticket(slip, say, layout) for say in both)
    slip_frame.begin(sheet, both, slip.office, slip.issued_at, slip.arms, reprint=slip.reprint)
    blocks.captions(sheet, [say.fixed("Ihre Nummer") for say in both])
    slip_figures.number(sheet, f"{slip.number.prefix}{NO_BREAK}{slip.number.value:03d}")
    blocks.sign(sheet, list(german.sign()))
    cells = list(german.cells())
    if cells:
        slip_figures.figures(sheet, cells)
    else:
        blocks.remark(sheet, german.wait())
    _where_and_code(sheet, german)
    for other in others:
        slip_frame.running(sheet, other.again())
    short = layout is Layout.COMPACT
    slip_frame.end(sheet, german.keep(), None if short else german.private())
    return sheet


def _where_and_code(sheet: Sheet, german: _Ticket) -> None:
    slip = german.slip
    label, where = german.waiting_label(), german.say.of(slip.waiting_area)
    beside: tuple[Words | None, Words | None] = (german.invitation(), None)
    if german.layout is Layout.COMPACT and not blocks.narrow(sheet):
        beside = (label, where)
    else:
        slip_figures.place(sheet, label, where, list(german.after_the_call()), german.plan())
        if german.items():
            title = german.say.fixed("Bitte bereithalten")
            blocks.checklist(sheet, title, german.items(), german.more())
    hint, code = german.code_hint(), grouped(slip.code)
    slip_figures.follow(sheet, *beside, hint, code, slip.follow_url, about_qr=True)


class _Ticket:
    """The sentences of one ticket in one language."""

    def __init__(self, slip: TicketSlip, say: Tongue, layout: Layout) -> None:
        self.slip, self.say, self.layout = slip, say, layout
        self.documents = [
            document
            for document in slip.documents
            if slip.service is not None and say.knows(document.text)
        ]

    def sign(self) -> Iterator[Words]:
        yield self.say.of(self.slip.department)
        if self.slip.service is not None:
            yield self.say.of(self.slip.service)
        if self.slip.video:
            yield self.say.fixed("Videogespräch")

    def cells(self) -> Iterator[tuple[Words | None, Words]]:
        slip = self.slip
        if slip.people_ahead is not None:
            yield self.say.words(str(slip.people_ahead)), self.say.fixed("vor Ihnen")
        if slip.wait_low_min is not None and slip.wait_high_min is not None:
            interval = self.say.words(f"{slip.wait_low_min}–{slip.wait_high_min}")
            yield interval, self.say.fixed("Min. Wartezeit")
        elif slip.people_ahead is not None:
            yield None, self.say.fixed("Wartezeit unbekannt")

    def expectation(self) -> Iterator[Words]:
        ahead = self.slip.people_ahead
        if ahead == 0:
            yield self.say.fixed("Sie sind als Nächstes an der Reihe.")
        elif ahead is not None:
            yield self.say.words(
                self.say.texts.n(
                    "Vor Ihnen ist {count} Person.", "Vor Ihnen sind {count} Personen.", ahead
                )
            )
        yield self.wait()

    def wait(self) -> Words:
        low, high = self.slip.wait_low_min, self.slip.wait_high_min
        if low is not None and high is not None:
            return self.say.fixed("Wartezeit: {low} bis {high} Minuten", low=low, high=high)
        if self.slip.people_ahead is not None:
            return self.say.fixed("Wartezeit unbekannt")
        return self.say.fixed("Die Wartezeit erfahren Sie am Bildschirm.")

    def again(self) -> Iterator[Part]:
        """Say the ticket again in sentences, for those who do not read German."""
        say = self.say
        yield sentences(*((words, True) for words in self.sign()), em_mm=blocks.HEADING_MM)
        yield sentences(*((words, False) for words in self.expectation()))
        place = say.of(self.slip.waiting_area)
        yield sentences((self.waiting_label(), False), (place, True))
        yield from (sentences((note, False)) for note in self.after_the_call())
        if self.items():
            yield boxes(say.fixed("Bitte bereithalten"), self.items())
        yield sentences((self.keep(), True))
        small = [(words, False) for words in self.small_print()]
        if small:
            yield sentences(*small, em_mm=blocks.SMALL_MM)

    def waiting_label(self) -> Words:
        if self.slip.video:
            return self.say.fixed("Ihr Videogespräch findet hier statt")
        return self.say.fixed("Bitte warten Sie hier")

    def after_the_call(self) -> Iterator[Words]:
        if self.layout is Layout.FULL and self.slip.way is not None and str(self.slip.way):
            yield self.say.fixed("Nach dem Aufruf: {way}", way=self.say.inside(self.slip.way))

    def items(self) -> list[blocks.Item]:
        if self.layout is Layout.COMPACT:
            return []
        full = self.layout is Layout.FULL
        shown = self.documents if full else self.documents[:_MOST_DOCUMENTS]
        most = None if full else _MOST_LINES
        return [blocks.Item(self.say.document(each), most) for each in shown]

    def more(self) -> Words | None:
        if self.layout is Layout.FULL or len(self.documents) <= _MOST_DOCUMENTS:
            return None
        return self.say.fixed("Weitere Unterlagen nennt Ihnen der Bildschirm.")

    def plan(self) -> Path | None:
        return None if self.layout is Layout.COMPACT else self.slip.plan

    def invitation(self) -> Words | None:
        if not self.slip.follow_url:
            return None
        return self.say.fixed("Platz in der Reihe auf dem Handy verfolgen")

    def code_hint(self) -> Words:
        if self.layout is Layout.COMPACT or not self.slip.follow_url:
            return self.say.fixed("Code für das Terminal:")
        return self.say.fixed("oder am Terminal diesen Code eingeben:")

    def small_print(self) -> Iterator[Words]:
        if self.layout is Layout.COMPACT:
            return
        if self.slip.follow_url:
            msgid = "Mit dem QR-Code sehen Sie auf dem Handy, wann Sie an der Reihe sind."
            yield self.say.fixed(msgid)
        yield self.private()

    def keep(self) -> Words:
        return self.say.fixed("Bitte aufbewahren. Gilt nur heute.")

    def private(self) -> Words:
        return self.say.fixed("Diese Marke enthält keine persönlichen Daten.")
