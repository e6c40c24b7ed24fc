"""What the phone says about a ticket, in the language of its holder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from kiosk.domain.codes import grouped
from kiosk.domain.phrases import Phrase
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import OPEN, Kind, TicketState
from kiosk.office.phone_sayings import said_of
from kiosk.texts import Texts

_COMES_BACK = frozenset({TicketState.AWAY, TicketState.PARKED})
# Keeps "10–25" together and left to right inside an Arabic sentence (Unicode UAX 9, isolates).
_LTR, _END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class PhoneView:
    """Ready sentences. `tone` colours the page: wait, call, serve, missed, over.

    `call` differs with every call and recall: when it changes, the phone rings.
    `acts` are what the holder may do now: leave, back, reactivate, cancel. `walks` says that
    the estimate tells when to set out. `code` is what a place at a video desk is found by.
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
    walks: bool
    code: str
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
# Who has kept the place in front of a video desk comes back by knocking at the terminal.
_ACTS_OF_CALL: Mapping[TicketState, tuple[str, ...]] = {
    TicketState.WAITING: ("leave", "cancel"),
    TicketState.AWAY: ("cancel",),
    TicketState.CALLED: ("cancel",),
}


def _acts(status: TicketStatus) -> tuple[str, ...]:
    table = _ACTS_OF_CALL if status.kind is Kind.VIDEO else _ACTS
    return table.get(status.state, ("reactivate",) if status.may_return else ())


def phone_view(status: TicketStatus, department: Phrase, words: Texts, local: tzinfo) -> PhoneView:
    """Return what the phone shows of a ticket.

    Args:
        department: the name that may stand on displays (`Department.sign`).
        local: the office's time zone.
    """
    headline, sentence = said_of(status, words)
    called = status.state is TicketState.CALLED
    video = status.kind is Kind.VIDEO  # nobody is to walk to the desk
    there = status.state in (TicketState.CALLED, TicketState.SERVING) and not video
    waits_afar = video and status.state is TicketState.AWAY
    waiting = status.state is TicketState.WAITING or waits_afar
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
        acts=_acts(status),
        call=status.called_at.isoformat() if called and status.called_at else "",
        low_min=status.low_min if waiting else None,
        code=grouped(status.code) if video and status.state in _COMES_BACK else "",
        walks=waits_afar or (waiting and not video),
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
