"""The service card: what it is, what to bring, what it costs, how long, how full."""

from __future__ import annotations

from devices.printer import Able
from kiosk.domain.catalogue import Document, Service
from kiosk.domain.departments import Department
from kiosk.terminal import views
from kiosk.terminal.calls_shown import knock_tile
from kiosk.terminal.halls import chip_of, takes_none
from kiosk.terminal.rows import Hall
from kiosk.terminal.service_facts import FactKind, documents_note, facts, language_note, serving
from kiosk.terminal.views import Ask, Chip, DocumentRow, Frame, Intent, Paper, Tile, View
from kiosk.terminal.visit_facts import MOST_LISTS, Visit

_ICONS = {
    FactKind.COST: "euro",
    FactKind.PAYMENT: "payments",
    FactKind.DURATION: "timer",
    FactKind.APPOINTMENT: "event_available",
}


def service(frame: Frame, hall: Hall, wanted: Service, visit: Visit) -> View:
    """Return the card of a service, as served by the department of the visit."""
    say = hall.texts
    department = serving(wanted.key, hall.town, visit.department)
    paper = visit.list_paper if visit.listed == wanted.key else Paper.NONE
    chip, word = chip_of(hall, department) if department else (Chip.CLOSED, "")
    take, take_note = _take(hall, wanted, department)
    return views.ServiceView(
        frame,
        name=say.of(wanted.name),
        summary=say.of(wanted.summary),
        language_note=language_note(wanted, say),
        documents_title=say._("Das brauchen Sie"),
        documents=tuple(_document(hall, document) for document in wanted.documents),
        documents_note=documents_note(wanted, say),
        facts=_facts(hall, wanted),
        department=say.of(department.name) if department else "",
        chip=chip,
        status=word,
        wait=hall.say.wait(hall.status(department)) if department else "",
        take=take,
        take_note=take_note,
        details=say.of(wanted.details),
        details_open=visit.details_open,
        print_list=_print_list(hall, wanted, visit),
        list_paper=paper,
        list_sentence=_list_sentence(hall, paper, visit.lists < MOST_LISTS),
        knock=knock_tile(hall, department, wanted.key) if department else None,
    )


def _print_list(hall: Hall, wanted: Service, visit: Visit) -> Tile | None:
    """Return the button for the list on paper; none while there is no paper, or no list."""
    printer = hall.lobby.printer
    if not wanted.documents or visit.lists >= MOST_LISTS or visit.list_paper is Paper.PRINTING:
        return None
    if not isinstance(printer, Able):
        return None
    return Tile(Intent(Ask.PRINT_LIST, wanted.key), "print", hall.texts._("Liste drucken"))


def _list_sentence(hall: Hall, paper: Paper, again: bool) -> str:
    say = hall.texts
    match paper:
        case Paper.NONE:
            return ""
        case Paper.PRINTING:
            return say._("Ihre Liste wird gedruckt.")
        case Paper.TAKE:
            return say._("Bitte Liste entnehmen.")
        case Paper.ASK if again:
            return say._("Falls keine Liste herauskam, drucken Sie bitte noch einmal.")
        case Paper.ASK:
            return say._("Falls keine Liste herauskam, fragen Sie uns bitte.")
        case Paper.BLOCKED:
            return say._("Ihre Liste kommt von selbst heraus, sobald der Drucker wieder druckt.")
        case Paper.FAILED:
            return say._("Ihre Liste konnte nicht gedruckt werden. Bitte fragen Sie uns.")


def _document(hall: Hall, document: Document) -> DocumentRow:
    say = hall.texts
    notes = [say.of(document.who)] if str(document.who) else []
    if document.optional:
        notes.append(say._("falls vorhanden"))
    comma = "، " if say.right_to_left else ", "
    return DocumentRow(say.of(document.text), comma.join(notes))


def _facts(hall: Hall, wanted: Service) -> tuple[tuple[str, str, str], ...]:
    return tuple((_ICONS[kind], label, fact) for kind, label, fact in facts(wanted, hall.texts))


def _take(hall: Hall, wanted: Service, department: Department | None) -> tuple[Tile | None, str]:
    """Return the button, or why there is none."""
    say = hall.texts
    if department is None:
        return None, say._("Dafür ist eine andere Stelle zuständig. Fragen Sie uns gern.")
    if takes_none(department):
        if knock_tile(hall, department) is not None:
            return None, ""
        return None, say._("Beratung per Video. Bitte fragen Sie an der Information.")
    status = hall.status(department)
    if status.state == "closed":
        return None, hall.say.closed(status)
    if not status.takes_tickets:
        return None, say._("Heute gibt es hier keine Nummern mehr.")
    return (
        Tile(
            Intent(Ask.TAKE_NUMBER, f"{department.key}/{wanted.key}"),
            "confirmation_number",
            say._("Nummer ziehen"),
        ),
        "",
    )
