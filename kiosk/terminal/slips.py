"""The paper ticket: what stands on it, in German and in the citizen's language.

It holds no name. Without a service it tells neither service nor documents, so that a discreet
department stays discreet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from devices.printer import PaperPicture, Profile
from kiosk.domain.catalogue import Document
from kiosk.domain.codes import grouped
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.paragraphs import NO_BREAK, in_order, isolated

# What a QR code packs densely (ISO/IEC 18004, alphanumeric mode).
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_MOST_DOCUMENTS = 6
_MOST_LINES = 3


class Speaks(Protocol):
    """The fixed texts of one language; `kiosk.texts.Texts` is one."""

    language: str

    def _(self, msgid: str, **facts: object) -> str: ...
    def n(self, singular: str, plural: str, count: int, **facts: object) -> str: ...
    def day(self, day: date, pattern: str) -> str: ...
    def clock(self, moment: datetime) -> str: ...


class Layout(StrEnum):
    """How long a ticket is: about 115, 165 and 175 mm in German, half as much again in two.

    COMPACT leaves out documents and plan; STANDARD shortens long lists of documents; FULL
    says everything, also the way after the call.
    """

    COMPACT = "compact"
    STANDARD = "standard"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """What one paper ticket says.

    `department` is what may stand on paper (`Department.sign()`). `service` is None in a
    discreet department. `people_ahead` and the wait are None while the office cannot be
    asked. `issued_at` is local time. `arms` and `plan` are black line art. `follow_url` is
    upper case, so that the QR code stays coarse.
    """

    office: Phrase
    issued_at: datetime
    number: TicketNumber
    department: Phrase
    service: Phrase | None
    waiting_area: Phrase
    code: str
    language: str = GERMAN
    way: Phrase | None = None
    people_ahead: int | None = None
    wait_low_min: int | None = None
    wait_high_min: int | None = None
    documents: tuple[Document, ...] = ()
    follow_url: str | None = None
    video: bool = False
    reprint: bool = False
    arms: Path | None = None
    plan: Path | None = None

    def __post_init__(self) -> None:
        if self.follow_url is not None and not _ALPHANUMERIC.issuperset(self.follow_url):
            raise ValueError(f"not an upper-case address: {self.follow_url!r}")


def render_ticket(
    slip: TicketSlip,
    profile: Profile,
    texts: Callable[[str], Speaks],
    layout: Layout = Layout.STANDARD,
) -> PaperPicture:
    """Draw the ticket as it will be printed; raises `MissingGlyph` or `SlipLayout`."""
    return lay_out(slip, profile, texts, layout).picture()


def lay_out(
    slip: TicketSlip,
    profile: Profile,
    texts: Callable[[str], Speaks],
    layout: Layout = Layout.STANDARD,
) -> Sheet:
    """Put every block of the ticket on a sheet, in the order people look for them."""
    sheet = Sheet(profile)
    german = _Tongue(slip, texts(GERMAN), layout)
    chosen = _Tongue(slip, texts(slip.language), layout)
    both = (german,) if slip.language == GERMAN else (german, chosen)
    blocks.header(sheet, german.of(slip.office), list(german.when()), slip.arms)
    if slip.reprint:
        blocks.stamp(sheet, [tongue.fixed("Zweitdruck") for tongue in both])
    captions = [tongue.fixed("Ihre Nummer") for tongue in both]
    blocks.number(sheet, captions, f"{slip.number.prefix}{NO_BREAK}{slip.number.value:03d}")
    blocks.sign(sheet, list(german.sign()))
    cells = list(german.cells())
    if cells:
        blocks.facts(sheet, cells)
    else:
        blocks.remark(sheet, german.wait())
    label, where = german.waiting_label(), german.of(slip.waiting_area)
    beside: tuple[Words | None, Words | None] = (german.invitation(), None)
    if layout is Layout.COMPACT and not blocks.narrow(sheet):
        beside = (label, where)
    else:
        blocks.place(sheet, label, where, list(german.after_the_call()), german.plan())
        if german.items():
            heading = german.fixed("Bitte bereithalten")
            blocks.checklist(sheet, heading, german.items(), german.more())
    blocks.follow(sheet, *beside, german.code_hint(), grouped(slip.code), slip.follow_url)
    for tongue in both[1:]:
        sheet.down(2.6)
        blocks.lines(sheet, list(tongue.summary()))
        if tongue.items():
            sheet.down(2.4)
            blocks.lines(sheet, [(tongue.fixed("Bitte bereithalten"), True)])
            blocks.box_list(sheet, tongue.items())
        sheet.down(2.4)
        blocks.lines(sheet, list(tongue.footer()))
        sheet.down(2.8)
        sheet.rule()
    sheet.down(2.6)
    blocks.lines(sheet, [(german.keep(), True)], "centre", 4.4)
    if layout is not Layout.COMPACT:
        private = german.fixed("Diese Marke enthält keine persönlichen Daten.")
        sheet.down(2.0)
        blocks.lines(sheet, [(private, False)], "centre", 3.5)
    sheet.down(2.0)
    return sheet


class _Tongue:
    """The sentences of one slip in one language."""

    def __init__(self, slip: TicketSlip, texts: Speaks, layout: Layout) -> None:
        self._slip, self._texts, self._layout = slip, texts, layout
        self.language = texts.language
        self.documents = [
            document
            for document in slip.documents
            if slip.service is not None
            and document.text.language_of(self.language) == texts.language
        ]

    def _words(self, text: str) -> Words:
        one_line = re.sub(r"[ \t\r\n]+", " ", text).strip()
        return in_order(Words(one_line, self.language))

    def fixed(self, msgid: str, **facts: object) -> Words:
        return self._words(self._texts._(msgid, **facts))

    def of(self, phrase: Phrase) -> Words:
        return self._words(phrase.said_in(self.language))

    def _inside(self, phrase: Phrase) -> str:
        """Return a text of the town as part of a sentence."""
        said = phrase.said_in(self.language)
        foreign = phrase.language_of(self.language) != self.language
        return isolated(said) if foreign and self.of(phrase).right_to_left else said

    def when(self) -> Iterator[Words]:
        """Say date and time, for narrow paper without the day of the week."""
        issued = self._slip.issued_at
        for pattern in ("EEE dd.MM.y", "dd.MM.y"):
            day = self._texts.day(issued.date(), pattern)
            yield self.fixed("{day}, {clock} Uhr", day=day, clock=self._texts.clock(issued))

    def sign(self) -> Iterator[Words]:
        yield self.of(self._slip.department)
        if self._slip.service is not None:
            yield self.of(self._slip.service)
        if self._slip.video:
            yield self.fixed("Videogespräch")

    def cells(self) -> Iterator[tuple[Words, Words]]:
        slip = self._slip
        if slip.people_ahead is not None:
            yield self._words(str(slip.people_ahead)), self.fixed("vor Ihnen")
        if slip.wait_low_min is not None and slip.wait_high_min is not None:
            interval = self._words(f"{slip.wait_low_min}–{slip.wait_high_min}")
            yield interval, self.fixed("Min. Wartezeit")

    def people(self) -> Words:
        ahead = self._slip.people_ahead
        if not ahead:
            return self.fixed("Sie sind als Nächstes an der Reihe.")
        return self._words(
            self._texts.n(
                "Vor Ihnen ist {count} Person.", "Vor Ihnen sind {count} Personen.", ahead
            )
        )

    def wait(self) -> Words:
        low, high = self._slip.wait_low_min, self._slip.wait_high_min
        if low is None or high is None:
            return self.fixed("Die Wartezeit erfahren Sie am Bildschirm.")
        return self.fixed("Wartezeit: {low} bis {high} Minuten", low=low, high=high)

    def waiting_label(self) -> Words:
        if self._slip.video:
            return self.fixed("Ihr Videogespräch findet hier statt")
        return self.fixed("Bitte warten Sie hier")

    def after_the_call(self) -> Iterator[Words]:
        if self._layout is Layout.FULL and self._slip.way is not None and str(self._slip.way):
            yield self.fixed("Nach dem Aufruf: {way}", way=self._inside(self._slip.way))

    def items(self) -> list[blocks.Item]:
        if self._layout is Layout.COMPACT:
            return []
        full = self._layout is Layout.FULL
        shown = self.documents if full else self.documents[:_MOST_DOCUMENTS]
        most = None if full else _MOST_LINES
        return [blocks.Item(self._words(self._document(each)), most) for each in shown]

    def _document(self, document: Document) -> str:
        text = document.text.said_in(self.language)
        if str(document.who):
            text = f"{self._inside(document.who)}: {text}"
        if document.optional:
            remark = self._texts._("falls vorhanden").replace(" ", NO_BREAK)
            text = f"{text} ({remark})"
        return text

    def more(self) -> Words | None:
        if self._layout is Layout.FULL or len(self.documents) <= _MOST_DOCUMENTS:
            return None
        return self.fixed("Weitere Unterlagen nennt Ihnen der Bildschirm.")

    def plan(self) -> Path | None:
        return None if self._layout is Layout.COMPACT else self._slip.plan

    def invitation(self) -> Words | None:
        if not self._slip.follow_url:
            return None
        return self.fixed("Platz in der Reihe auf dem Handy verfolgen")

    def code_hint(self) -> Words:
        if self._layout is Layout.COMPACT or not self._slip.follow_url:
            return self.fixed("Code für das Terminal:")
        return self.fixed("oder am Terminal diesen Code eingeben:")

    def summary(self) -> Iterator[tuple[Words, bool]]:
        """Say the ticket again in sentences, for those who do not read German."""
        yield self._words(" – ".join(line.text for line in self.sign())), True
        wait = self.wait().text
        ahead = f"{self.people().text} " if self._slip.people_ahead is not None else ""
        yield self._words(f"{ahead}{wait}"), False
        place = self._inside(self._slip.waiting_area)
        yield self._words(f"{self.waiting_label().text}: {place}"), True
        for note in self.after_the_call():
            yield note, False

    def footer(self) -> Iterator[tuple[Words, bool]]:
        if self._layout is Layout.FULL and self._slip.follow_url:
            msgid = "Mit dem QR-Code sehen Sie auf dem Handy, wann Sie an der Reihe sind."
            yield self.fixed(msgid), False
        yield self.keep(), True
        if self._layout is Layout.FULL:
            yield self.fixed("Diese Marke enthält keine persönlichen Daten."), False

    def keep(self) -> Words:
        return self.fixed("Bitte aufbewahren. Gilt nur heute.")
