"""What the two ends of a call have to say to each other: looked at from outside, and passed on.

Nothing is kept and nothing of a body is written down: an SDP has network addresses in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.domain.call_messages import LONGEST_SDP, MOST_CANDIDATES, Signal, SignalKind
from kiosk.domain.guests import Leg
from kiosk.office.calls import OfficeCall
from kiosk.office.connections import End
from kiosk.office.legs import ENDS, generation

# A connection has one offer and one answer, and a pair more for each share that begins or ends.
MOST_DESCRIPTIONS = 100
_COUNTED = {
    SignalKind.CANDIDATE: MOST_CANDIDATES,
    SignalKind.OFFER: MOST_DESCRIPTIONS,
    SignalKind.ANSWER: MOST_DESCRIPTIONS,
}
_BODILESS = frozenset({SignalKind.NO_MORE_CANDIDATES, SignalKind.BYE})


@dataclass(slots=True)
class _Tally:
    """How much was passed on in one generation, by end and kind."""

    generation: int
    passed: dict[tuple[End, SignalKind], int] = field(default_factory=dict)


class Signalling:
    """Decides what is passed on; whoever may say something in a call says it in good measure."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, Leg], _Tally] = {}

    def passes(self, call: OfficeCall, end: End, who: str, signal: Signal) -> End | None:
        """Return to which end a signal goes, None when it is dropped.

        Args:
            who: the terminal or the desk that has sent it; of a guest the ticket of the call.
        """
        if end not in ENDS[signal.leg] or who != _name(call, end):
            return None
        if signal.generation != generation(call, signal.leg):
            return None
        if len(signal.body.encode()) > LONGEST_SDP or not _in_turn(end, signal):
            return None
        if signal.kind in _BODILESS and signal.body:
            return None
        return _other(end, signal.leg) if self._counted(end, signal) else None

    def _counted(self, end: End, signal: Signal) -> bool:
        most = _COUNTED.get(signal.kind)
        if most is None:
            return True
        key = signal.ticket_id, signal.leg
        tally = self._tallies.get(key)
        if tally is None or tally.generation != signal.generation:
            tally = self._tallies[key] = _Tally(signal.generation)
        count = tally.passed[end, signal.kind] = tally.passed.get((end, signal.kind), 0) + 1
        return count <= most

    def forget(self, ticket_id: str) -> None:
        """A call is over."""
        for leg in Leg:
            self._tallies.pop((ticket_id, leg), None)


def _name(call: OfficeCall, end: End) -> str | None:
    match end:
        case End.TERMINAL:
            return call.call.terminal
        case End.DESK:
            return call.call.desk
        case End.GUEST:
            return call.call.ticket_id


def _other(end: End, leg: Leg) -> End:
    first, second = ENDS[leg]
    return second if end is first else first


def _in_turn(end: End, signal: Signal) -> bool:
    """Whether this end may offer or answer: to a guest is offered, and a guest answers."""
    if signal.leg is Leg.TALK:
        return True
    wrong = SignalKind.OFFER if end is End.GUEST else SignalKind.ANSWER
    return signal.kind is not wrong
