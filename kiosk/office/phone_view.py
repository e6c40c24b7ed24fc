"""What the phone says about a ticket, in the language of its holder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import OPEN, TicketState
from kiosk.texts import Texts

_GONE_FOR_GOOD = "gone_for_good"
_NEXT = "next"
# Keeps "10–25" together and left to right inside an Arabic sentence (Unicode UAX 9, isolates).
_LTR, _END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class PhoneView:
    """Ready sentences. `tone` colours the page: wait, call, serve, missed, over.

    `call` differs with every call and recall: when it changes, the phone rings.
    `acts` are what the holder may do now: leave, back, reactivate, cancel.
    """

    number: str
    department: str
    state: str
    tone: str
    headline: str
    sentence: str
    ahead: str
    wait: str
    around: str
    place: str
    room: str
    acts: tuple[str, ...]
    call: str
    low_min: int | None
    as_of: str
    over: bool


_TONES: Mapping[TicketState, str] = {
    TicketState.BOOKED: "wait",
    TicketState.WAITING: "wait",
    TicketState.AWAY: "wait",
    TicketState.CALLED: "call",
    TicketState.SERVING: "serve",
    TicketState.PARKED: "serve",
    TicketState.NO_SHOW: "missed",
    TicketState.MISSED: "missed",
    TicketState.DONE: "over",
    TicketState.CANCELLED: "over",
    TicketState.EXPIRED: "over",
}
_ACTS: Mapping[TicketState, tuple[str, ...]] = {
    TicketState.WAITING: ("leave", "cancel"),
    TicketState.AWAY: ("back", "cancel"),
    TicketState.CALLED: ("cancel",),
}
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


def phone_view(status: TicketStatus, department: Phrase, words: Texts, local: tzinfo) -> PhoneView:
    """Return what the phone shows of a ticket.

    Args:
        department: the name that may stand on displays (`Department.sign`).
        local: the office's time zone.
    """
    headline, sentence = _SAYINGS[_saying(status)](words)
    called = status.state is TicketState.CALLED
    there = status.state in (TicketState.CALLED, TicketState.SERVING)
    waiting = status.state is TicketState.WAITING
    acts = _ACTS.get(status.state, ("reactivate",) if status.may_return else ())
    tone = _TONES[status.state]
    return PhoneView(
        number=str(status.number),
        department=words.of(department),
        state=status.state.value,
        tone=tone,
        headline=headline,
        sentence=sentence,
        ahead=str(status.people_ahead) if waiting and status.people_ahead else "",
        wait=_wait(status, words) if waiting else "",
        around=_around(status, words, local) if waiting else "",
        place=words.of(status.desk) if there and status.desk else "",
        room=words.of(status.desk_room) if there and status.desk_room else "",
        acts=acts,
        call=status.called_at.isoformat() if called and status.called_at else "",
        low_min=status.low_min if waiting else None,
        as_of=words.clock(status.as_of.astimezone(local)),
        over=status.state not in OPEN or (tone == "missed" and not status.may_return),
    )


def _wait(status: TicketStatus, words: Texts) -> str:
    if status.low_min is None or status.high_min is None:
        return words._("Wartezeit unbekannt")
    if status.low_min == 0:
        return words._("bis zu {minutes} Minuten", minutes=_whole(str(status.high_min)))
    return words._("{minutes} Minuten", minutes=_whole(f"{status.low_min}–{status.high_min}"))


def _around(status: TicketStatus, words: Texts, local: tzinfo) -> str:
    """Return the same estimate as times of the day."""
    if status.low_min is None or status.high_min is None:
        return ""

    def at(minutes: int) -> str:
        return words.clock((status.as_of + timedelta(minutes=minutes)).astimezone(local))

    if status.low_min == 0:
        return words._("etwa bis {time} Uhr", time=_whole(at(status.high_min)))
    times = _whole(f"{at(status.low_min)}–{at(status.high_min)}")
    return words._("etwa {time} Uhr", time=times)


def _whole(figures: str) -> str:
    return f"{_LTR}{figures}{_END}"
