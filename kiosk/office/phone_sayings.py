"""What is said on the phone: a headline and a sentence for each state of a ticket."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Kind, TicketState
from kiosk.texts import Texts

_GONE_FOR_GOOD = "gone_for_good"
_NEXT = "next"
Said = Callable[[Texts], tuple[str, str]]
_SAYINGS: Mapping[str, Said] = {
    TicketState.BOOKED: lambda t: (
        t._("Ihr Termin ist gebucht."),
        t._("Bitte melden Sie sich am Terminal an, wenn Sie da sind."),
    ),
    TicketState.WAITING: lambda t: (
        t._("Sie warten."),
        t._("Diese Seite meldet sich, wenn Sie dran sind. Lassen Sie sie offen."),
    ),
    _NEXT: lambda t: (
        t._("Sie sind als Nächstes dran."),
        t._("Bitte bleiben Sie im Wartebereich."),
    ),
    TicketState.AWAY: lambda t: (
        t._("Sie sind kurz weg."),
        t._("Ihr Platz bleibt erhalten. Aufgerufen werden Sie erst, wenn Sie wieder da sind."),
    ),
    TicketState.CALLED: lambda t: (
        t._("Sie sind dran!"),
        t._("Bitte kommen Sie jetzt."),
    ),
    TicketState.SERVING: lambda t: (
        t._("Sie sind an der Reihe."),
        t._("Ihr Anliegen wird gerade bearbeitet."),
    ),
    TicketState.PARKED: lambda t: (
        t._("Kurze Unterbrechung."),
        t._("Gehen Sie danach zurück an den Schalter. Sie müssen nicht noch einmal warten."),
    ),
    TicketState.NO_SHOW: lambda t: (
        t._("Ihr Aufruf ist vorbei."),
        t._("Sie waren nicht da. Sie können sich einmal wieder anstellen, ohne neue Nummer."),
    ),
    _GONE_FOR_GOOD: lambda t: (
        t._("Ihre Nummer ist verfallen."),
        t._("Bitte ziehen Sie am Terminal eine neue Nummer."),
    ),
    TicketState.DONE: lambda t: (
        t._("Erledigt."),
        t._("Ihr Besuch ist abgeschlossen. Auf Wiedersehen!"),
    ),
    TicketState.CANCELLED: lambda t: (
        t._("Sie haben die Nummer zurückgegeben."),
        t._("Wenn Sie doch noch kommen, ziehen Sie bitte eine neue Nummer."),
    ),
    TicketState.EXPIRED: lambda t: (
        t._("Der Tag ist vorbei."),
        t._("Diese Nummer gilt nicht mehr. Bitte ziehen Sie an einem anderen Tag eine neue."),
    ),
}


_SAYINGS_OF_CALL: Mapping[str, Said] = {
    TicketState.WAITING: lambda t: (
        t._("Sie warten am Terminal."),
        t._("Bitte bleiben Sie am Terminal. Dort meldet sich gleich jemand per Video."),
    ),
    _NEXT: lambda t: (
        t._("Sie sind als Nächstes dran."),
        t._("Bitte bleiben Sie am Terminal. Dort meldet sich gleich jemand per Video."),
    ),
    TicketState.AWAY: lambda t: (
        t._("Ihr Platz bleibt erhalten."),
        t._("Bitte kommen Sie zum Terminal zurück, geben Sie den Code ein und klopfen Sie an."),
    ),
    TicketState.CALLED: lambda t: (
        t._("Sie sind dran!"),
        t._("Bitte kommen Sie jetzt zum Terminal."),
    ),
    TicketState.SERVING: lambda t: (
        t._("Sie sind im Gespräch."),
        t._("Ihr Gespräch läuft am Terminal."),
    ),
    TicketState.PARKED: lambda t: (
        t._("Ihr Gespräch ist unterbrochen."),
        t._("Bitte kommen Sie danach zum Terminal zurück und klopfen Sie wieder an."),
    ),
    _GONE_FOR_GOOD: lambda t: (
        t._("Ihre Nummer ist verfallen."),
        t._("Bitte klopfen Sie am Terminal neu an."),
    ),
    TicketState.DONE: lambda t: (
        t._("Erledigt."),
        t._("Ihr Gespräch ist beendet. Auf Wiedersehen!"),
    ),
    TicketState.CANCELLED: lambda t: (
        t._("Ihre Nummer gilt nicht mehr."),
        t._("Wenn Sie noch mit uns sprechen möchten, klopfen Sie bitte am Terminal neu an."),
    ),
    TicketState.EXPIRED: lambda t: (
        t._("Der Tag ist vorbei."),
        t._("Diese Nummer gilt nicht mehr. Bitte klopfen Sie an einem anderen Tag neu an."),
    ),
}


def said_of(status: TicketStatus, words: Texts) -> tuple[str, str]:
    """Return headline and sentence for a ticket as it stands."""
    key = _saying(status)
    if status.kind is Kind.VIDEO and key in _SAYINGS_OF_CALL:
        return _SAYINGS_OF_CALL[key](words)
    return _SAYINGS[key](words)


def _saying(status: TicketStatus) -> str:
    match status.state:
        case TicketState.WAITING if status.people_ahead == 0:
            return _NEXT
        case TicketState.NO_SHOW if not status.may_return:
            return _GONE_FOR_GOOD
        case TicketState.MISSED:
            return _GONE_FOR_GOOD
        case state:
            return state
