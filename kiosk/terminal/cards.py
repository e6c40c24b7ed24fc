"""The service card: what it is, what to bring, what it costs, how long, how full."""

from __future__ import annotations

from kiosk.domain.catalogue import AppointmentRule, Document, Fee, Known, Service
from kiosk.domain.departments import Department
from kiosk.domain.phrases import GERMAN
from kiosk.terminal import views
from kiosk.terminal.halls import chip_of, takes_none
from kiosk.terminal.rows import Hall
from kiosk.terminal.views import Ask, Chip, DocumentRow, Frame, Intent, Tile, View


def service(
    frame: Frame, hall: Hall, wanted: Service, department_key: str | None, details_open: bool
) -> View:
    """Return the card of a service, as served by a department."""
    say = hall.texts
    serving = hall.town.departments_serving(wanted.key)
    department = next(
        (d for d in serving if d.key == department_key), serving[0] if serving else None
    )
    chip, word = chip_of(hall, department) if department else (Chip.CLOSED, "")
    take, take_note = _take(hall, wanted, department)
    return views.ServiceView(
        frame,
        name=say.of(wanted.name),
        summary=say.of(wanted.summary),
        language_note=_language_note(hall, wanted),
        documents_title=say._("Das brauchen Sie"),
        documents=tuple(_document(hall, document) for document in wanted.documents),
        documents_note=_documents_note(hall, wanted),
        facts=_facts(hall, wanted),
        department=say.of(department.name) if department else "",
        chip=chip,
        status=word,
        wait=hall.say.wait(hall.status(department)) if department else "",
        take=take,
        take_note=take_note,
        details=say.of(wanted.details),
        details_open=details_open,
    )


def _language_note(hall: Hall, wanted: Service) -> str:
    if wanted.name.language_of(hall.texts.language) == hall.texts.language:
        return ""
    if hall.texts.language == GERMAN:
        return ""
    return hall.texts._("Diese Auskunft gibt es nur auf Deutsch. Fragen Sie uns gern.")


def _document(hall: Hall, document: Document) -> DocumentRow:
    say = hall.texts
    note = say.of(document.who)
    if document.optional and not note:
        note = say._("wenn vorhanden")
    return DocumentRow(say.of(document.text), note)


def _documents_note(hall: Hall, wanted: Service) -> str:
    if wanted.documents:
        return ""
    if wanted.documents_known is Known.NONE:
        return hall.texts._("Sie brauchen keine Unterlagen.")
    # Unknown is not none: who comes without papers would come in vain.
    return hall.texts._("Welche Unterlagen nötig sind, sagt Ihnen die Sachbearbeitung.")


def _facts(hall: Hall, wanted: Service) -> tuple[tuple[str, str, str], ...]:
    say = hall.texts
    minutes = int(wanted.planned.total_seconds() // 60)
    facts = [("euro", say._("Kosten"), _cost(hall, wanted))]
    payment = say.of(wanted.payment)
    if payment and wanted.fees_known is not Known.NONE:
        facts.append(("payments", say._("Bezahlen"), payment))
    facts.append(
        ("timer", say._("Dauer"), say.n("etwa {count} Minute", "etwa {count} Minuten", minutes))
    )
    appointment = {
        AppointmentRule.REQUIRED: say._("nur mit Termin"),
        AppointmentRule.POSSIBLE: say._("nicht nötig, aber möglich"),
        AppointmentRule.NONE: say._("nicht nötig"),
    }.get(wanted.appointment)
    if appointment:
        facts.append(("event_available", say._("Termin"), appointment))
    return tuple(facts)


def _cost(hall: Hall, wanted: Service) -> str:
    match wanted.fees_known:
        case Known.NONE:
            return hall.texts._("kostenlos")
        case Known.STATED if wanted.fees:
            return ", ".join(_fee(hall, fee) for fee in wanted.fees)
    return hall.texts._("Das erfahren Sie am Schalter.")


def _fee(hall: Hall, fee: Fee) -> str:
    """Return amount and condition; a fee without an amount is words alone."""
    words = hall.texts.of(fee.text)
    if fee.amount_cents is None:
        return words
    return f"{hall.texts.money(fee.amount_cents)} {words}".strip()


def _take(hall: Hall, wanted: Service, department: Department | None) -> tuple[Tile | None, str]:
    """Return the button, or why there is none."""
    say = hall.texts
    if department is None:
        return None, say._("Dafür ist eine andere Stelle zuständig. Fragen Sie uns gern.")
    if takes_none(department):
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
