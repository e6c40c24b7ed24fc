"""What a fake printer can do, and how badly its line and its answers behave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from devices.printer import PROFILES, Profile


@dataclass(frozen=True, slots=True)
class Abilities:
    """One kind of printer.

    Args:
        buffer_bytes: 45, 4096 or 65536 in the real ones.
        process_id: answers GS ( H.
        asb: pushes its status (GS a).
        clear: obeys DLE DC4 8.
        reset_parser_on_close: forgets a half command when the line closes.
        realtime_at_boundary: sees real-time commands only between two commands.
        silent_offline: says nothing at all while it is in trouble.
        refuse_second: refuses a second client, instead of letting it wait.
        name: the answer to GS I 67; empty for no answer.
        idle_close_s: closes a silent line; None never.
        cut_s: what the cutter takes.
        needs_enq: stays in the error after a jam of the cutter was freed, until DLE ENQ.
    """

    profile: Profile = PROFILES["80mm-203dpi"]
    buffer_bytes: int = 4096
    process_id: bool = True
    asb: bool = True
    clear: bool = True
    reset_parser_on_close: bool = False
    realtime_at_boundary: bool = False
    silent_offline: bool = False
    refuse_second: bool = False
    name: str = "TM-T20III"
    idle_close_s: float | None = 300.0
    cut_s: float = 0.3
    needs_enq: bool = False


class Kind(StrEnum):
    """What an answer is about."""

    ASKED = "asked"
    PUSHED = "pushed"
    PROCESSED = "processed"
    SENSED = "sensed"
    CLEARED = "cleared"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Answering:
    """How answers are spoiled.

    Args:
        late_s: how long every answer is held back.
        split: sends each byte alone.
        merged: sends a pushed status before and after, in one piece.
        dropped: answers that never leave.
        stray: noise sent before every answer.
    """

    late_s: float = 0.0
    split: bool = False
    merged: bool = False
    dropped: frozenset[Kind] = frozenset()
    stray: bytes = b""


class Break(StrEnum):
    """How a line ends."""

    RST = "rst"
    FIN = "fin"
    STALL = "stall"  # stays open and takes nothing more


CONFIRMATIONS = frozenset({Kind.PROCESSED, Kind.SENSED})
