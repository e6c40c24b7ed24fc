"""The check-list of a service: what to bring, what it costs, where and when.

The citizen asked for this paper, so it names the service. In a discreet department the name is
not on the black sign: who holds the paper decides who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from devices.printer import PaperPicture, Profile
from kiosk.domain.catalogue import Document, Service
from kiosk.domain.departments import Department, Mode, Town
from kiosk.domain.opening import Hours
from kiosk.domain.phrases import GERMAN, Phrase
from kiosk.terminal import service_facts, slip_frame
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.sentences import Sentences
from kiosk.terminal.slip_facts import arms_of, office_of
from kiosk.terminal.slip_frame import Part
from kiosk.terminal.tongue import Speak, Tongue, tongues

_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Counter:
    """Where and when a service is to be had. `name` may stand on paper; `room` is None by video."""

    name: Phrase
    hours: Hours
    room: Phrase | None
    way: Phrase
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class CheckListSlip:
    """What one check-list says. `printed_at` is local time; `counter` is None when elsewhere."""

    office: Phrase
    address: Phrase
    printed_at: datetime
    local: ZoneInfo
    service: Service
    counter: Counter | None = None
    language: str = GERMAN
    arms: Path | None = None


def checklist_of(
    service: Service,
    department: str | None,
    town: Town,
    language: str,
    now_local: datetime,
    pictures: Path | None,
) -> CheckListSlip:
    """Return the check-list of a service, as served by a department or the first that does."""
    chosen = service_facts.serving(service.key, town, department)
    return CheckListSlip(
        office=office_of(town),
        address=town.address,
        printed_at=now_local,
        local=ZoneInfo(town.timezone),
        service=service,
        counter=_counter(chosen) if chosen else None,
        language=language,
        arms=arms_of(town, pictures),
    )


def _counter(department: Department) -> Counter:
    by_video = department.mode is Mode.VIDEO
    return Counter(
        name=department.sign(),
        hours=department.hours,
        room=None if by_video else department.room,
        way=department.way,
        discreet=department.discreet,
    )


def render_checklist(slip: CheckListSlip, profile: Profile, texts: Speak) -> PaperPicture:
    """Draw the check-list as it will be printed; raises `MissingGlyph` or `SlipLayout`."""
    return lay_out_checklist(slip, profile, texts).picture()


def lay_out_checklist(slip: CheckListSlip, profile: Profile, texts: Speak) -> Sheet:
    """Put the check-list on a sheet: the German one, and all but the documents once more."""
    sheet = Sheet(profile)
    both = tongues(texts, slip.language)
    german, *others = lists = [_CheckList(slip, say) for say in both]
    slip_frame.begin(sheet, both, slip.office, slip.printed_at, slip.arms)
    blocks.captions(sheet, [say.fixed("Merkzettel") for say in both])
    sheet.down(blocks.BELOW_MM)
    blocks.sign(sheet, list(german.sign()))
    translated = any(other.say.knows(slip.service.summary) for other in others)
    slip_frame.framed(sheet, german.first(short=translated))
    slip_frame.framed(sheet, [partial(_documents, both=lists)])
    slip_frame.framed(sheet, german.parts(short=bool(others)))
    for other in others:
        slip_frame.running(sheet, [*other.first(), *other.parts()])
    day = both[0].texts.day(slip.service.updated or slip.printed_at.date(), "dd.MM.y")
    slip_frame.end(sheet, None, both[0].fixed("Stand: {day}", day=day))
    return sheet


def _documents(sheet: Sheet, both: Sequence[_CheckList]) -> None:
    """Every document once, with one box: in German for the desk, below it for the citizen."""
    german, *others = both
    service = german.slip.service
    titles = [each.say.fixed("Das brauchen Sie") for each in both]
    blocks.side_by_side(sheet, titles, blocks.HEADING_MM)
    blocks.box_list(sheet, [_item(document, german, others) for document in service.documents])
    notes = [service_facts.documents_note(service, each.say.texts) for each in both]
    if any(notes):
        sheet.down(blocks.PART_MM)
        told = zip(both, notes, strict=True)
        blocks.lines(sheet, [(each.say.words(note), False) for each, note in told])


def _item(document: Document, german: _CheckList, others: Sequence[_CheckList]) -> blocks.Item:
    for other in others:
        if other.say.knows(document.text):
            said = other.say.document(without_german(document))
            return blocks.Item(german.say.document(document), below=said)
    return blocks.Item(german.say.document(document))


def without_german(document: Document) -> Document:
    """Return the document without the German name that a translation repeats in brackets."""
    german = document.text.de
    others = {
        language: _BRACKETS.sub(lambda found: "" if found[1] in german else found[0], said)
        for language, said in document.text.others.items()
    }
    return replace(document, text=Phrase(german, others))


class _CheckList:
    """The parts of one check-list in one language."""

    def __init__(self, slip: CheckListSlip, say: Tongue) -> None:
        self.slip, self.say = slip, say
        self._german = say.language == GERMAN
        self._discreet = slip.counter is not None and slip.counter.discreet
        self._sentences = Sentences(say.texts, slip.printed_at, slip.local)

    def sign(self) -> Iterator[Words]:
        if not self._discreet:
            yield self.say.of(self.slip.service.name)
        if self.slip.counter is not None:
            yield self.say.of(self.slip.counter.name)

    def first(self, *, short: bool = False) -> Iterator[Part]:
        """Name and summary, where the sign does not say it all; `short` without the summary."""
        intro = list(self._intro())
        intro = [(words, bold) for words, bold in intro if bold or not short]
        if intro:
            yield slip_frame.sentences(*intro)

    def parts(self, *, short: bool = False) -> Iterator[Part]:
        """Everything but the documents; `short` without what comes again in another language."""
        yield self._facts
        if self.slip.counter is not None:
            yield partial(self._where, counter=self.slip.counter)
            if not short:
                yield partial(self._hours, counter=self.slip.counter)

    def _intro(self) -> Iterator[tuple[Words, bool]]:
        service = self.slip.service
        if self._discreet or not self._german:
            yield self.say.of(service.name), True
        note = service_facts.language_note(service, self.say.texts)
        if note:
            yield self.say.words(note), False
        elif str(service.summary):
            yield self.say.of(service.summary), False

    def _facts(self, sheet: Sheet) -> None:
        facts = service_facts.facts(self.slip.service, self.say.texts)
        blocks.rows(
            sheet, [(self.say.words(label), self.say.words(fact)) for _, label, fact in facts]
        )

    def _where(self, sheet: Sheet, counter: Counter) -> None:
        room = self.say.of(counter.room) if counter.room else self.say.fixed("per Video")
        blocks.lines(sheet, [(self.say.of(counter.name), False)])
        sheet.down(blocks.NEXT_MM)
        if self._german:
            blocks.key_paragraph(sheet, room, 5.4, 0, sheet.width)
        else:
            blocks.lines(sheet, [(room, True)])
        sheet.down(blocks.NEXT_MM)
        more = (counter.way, self.slip.address)
        blocks.lines(sheet, [(self.say.of(text), False) for text in more if str(text)])

    def _hours(self, sheet: Sheet, counter: Counter) -> None:
        size = blocks.HEADING_MM if self._german else blocks.BODY_MM
        blocks.heading(sheet, self.say.fixed("Öffnungszeiten"), size)
        sheet.down(blocks.ITEM_MM)
        today = self.say.fixed("Heute: {hours}", hours=self._sentences.today(counter.hours))
        blocks.lines(sheet, [(today, True)])
        sheet.down(blocks.ITEM_MM)
        week = self._sentences.week(counter.hours)
        usual = [(self.say.words(d), self.say.words(h)) for d, h in week if not _is_date(d)]
        blocks.rows(sheet, usual, bold=False)
        for day, hours in week:
            if _is_date(day):
                sheet.down(blocks.ITEM_MM)
                blocks.lines(sheet, [(self.say.words(f"{day}: {hours}"), True)])


def _is_date(days: str) -> bool:
    """Tell a single day that differs, "Mi., 2. Dezember", from days of every week."""
    return any(letter.isdigit() for letter in days)
