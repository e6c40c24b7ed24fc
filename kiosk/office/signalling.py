"""What the two ends of a call have to say to each other: looked at from outside, and passed on.

Nothing is kept and nothing of a body is written down: an SDP has network addresses in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.domain.call_messages import LONGEST_SDP, MOST_CANDIDATES, Signal, SignalKind
from kiosk.office.calls import OfficeCall
from kiosk.office.connections import End

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
        self._tallies: dict[str, _Tally] = {}

    def passes(self, call: OfficeCall, end: End, who: str, signal: Signal) -> bool:
        """Return whether a signal goes to the other end.

        Args:
            who: the terminal or the desk that has sent it.
        """
        its_end = call.call.terminal if end is End.TERMINAL else call.call.desk
        if call.over or who != its_end or signal.generation != call.call.generation:
            return False
        if call.call.desk is None or len(signal.body.encode()) > LONGEST_SDP:
            return False
        if signal.kind in _BODILESS and signal.body:
            return False
        return self._counted(call, end, signal.kind)

    def _counted(self, call: OfficeCall, end: End, kind: SignalKind) -> bool:
        most = _COUNTED.get(kind)
        if most is None:
            return True
        ticket_id, generation = call.call.ticket_id, call.call.generation
        tally = self._tallies.get(ticket_id)
        if tally is None or tally.generation != generation:
            tally = self._tallies[ticket_id] = _Tally(generation)
        count = tally.passed[end, kind] = tally.passed.get((end, kind), 0) + 1
        return count <= most

    def forget(self, ticket_id: str) -> None:
        """A call is over."""
        self._tallies.pop(ticket_id, None)
