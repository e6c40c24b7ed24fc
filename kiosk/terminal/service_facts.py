"""What a service costs, how long it takes, and what to bring, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from kiosk.domain.catalogue import AppointmentRule, Fee, Known, Service
from kiosk.domain.departments import Department, Town
from kiosk.domain.phrases import GERMAN
from kiosk.texts import Texts


class FactKind(StrEnum):
    """What a fact is about."""

    COST = "cost"
    PAYMENT = "payment"
    DURATION = "duration"
    APPOINTMENT = "appointment"


def language_note(service: Service, say: Texts) -> str:
    """Return why a service is told in German to those who read something else."""
    if say.language in (GERMAN, service.name.language_of(say.language)):
        return ""
    return say._("Diese Auskunft gibt es nur auf Deutsch. Fragen Sie uns gern.")


def documents_note(service: Service, say: Texts) -> str:
    """Return why there is no list of documents."""
    if service.documents:
        return ""
    if service.documents_known is Known.NONE:
        return say._("Sie brauchen keine Unterlagen.")
    # Unknown is not none: who comes without papers would come in vain.
    return say._("Welche Unterlagen nötig sind, sagt Ihnen die Sachbearbeitung.")


def serving(service: str, town: Town, department: str | None) -> Department | None:
    """Return this department where it serves the service, or else the first that does."""
    those = town.departments_serving(service)
    return next((d for d in those if d.key == department), those[0] if those else None)


def facts(service: Service, say: Texts) -> Iterator[tuple[FactKind, str, str]]:
    """Yield kind, label and fact: costs, payment, duration, appointment."""
    yield FactKind.COST, say._("Kosten"), cost(service, say)
    payment = say.of(service.payment)
    if payment and service.fees_known is not Known.NONE:
        yield FactKind.PAYMENT, say._("Bezahlen"), payment
    minutes = int(service.planned.total_seconds() // 60)
    duration = say.n("etwa {count} Minute", "etwa {count} Minuten", minutes)
    yield FactKind.DURATION, say._("Dauer"), duration
    appointment = {
        AppointmentRule.REQUIRED: say._("nur mit Termin"),
        AppointmentRule.POSSIBLE: say._("nicht nötig, aber möglich"),
        AppointmentRule.NONE: say._("nicht nötig"),
    }.get(service.appointment)
    if appointment:
        yield FactKind.APPOINTMENT, say._("Termin"), appointment


def cost(service: Service, say: Texts) -> str:
    """Return every fee, or that there is none, or that it is not known."""
    match service.fees_known:
        case Known.NONE:
            return say._("kostenlos")
        case Known.STATED if service.fees:
            comma = "، " if say.right_to_left else ", "
            return comma.join(_fee(fee, say) for fee in service.fees)
    return say._("Das erfahren Sie am Schalter.")


def _fee(fee: Fee, say: Texts) -> str:
    """Return amount and condition; a fee without an amount is words alone."""
    words = say.of(fee.text)
    if fee.amount_cents is None:
        return words
    return f"{say.money(fee.amount_cents)} {words}".strip()
