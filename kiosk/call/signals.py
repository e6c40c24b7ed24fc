"""What the other end sends to connect, looked at before anything of it is used.

Everything here comes from another machine: it is refused with a value, never with an exception.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.call_messages import LONGEST_SDP, MOST_CANDIDATES

# What one connection carries: a voice, a face, a shared screen, the data channel.
MOST_SECTIONS = {"audio": 1, "video": 2, "application": 1}

_NEEDED = ("v=0\r\n", "\na=fingerprint:sha-", "\na=ice-ufrag:", "\na=ice-pwd:")
_SECTION = re.compile(r"^m=(\w+) ", re.MULTILINE)
_CANDIDATE = re.compile(r"^a=candidate:", re.MULTILINE)
_LINE = re.compile(
    r"(?:a=)?candidate:(?P<line>[\w+/]{1,32} [12] (?P<protocol>[A-Za-z]+) \d{1,10} "
    r"[0-9A-Za-z.:%-]{1,255} \d{1,5} typ (?:host|srflx|prflx|relay)(?: [\w.:+/%-]+)*)"
)
_LONGEST_CANDIDATE = 1_024


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to the other end.

    Args:
        line: what follows `candidate:` (RFC 8839, 5.1); "" says that there will be no more.
        section, index: which part of the description it belongs to, by name and by place.
    """

    line: str
    section: str | None = None
    index: int | None = None


class Taken(StrEnum):
    """What became of a signal."""

    TAKEN = "taken"
    KEPT = "kept"  # a candidate before the answer; used when the answer comes
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"  # candidates, or sections
    MALFORMED = "malformed"
    OUT_OF_TURN = "out-of-turn"  # an answer to nothing, an offer while ours is not answered
    CLOSED = "closed"

    @property
    def refused(self) -> bool:
        return self not in (Taken.TAKEN, Taken.KEPT)


def look_at_sdp(body: str) -> Taken:
    """Return TAKEN, or why this description is not even parsed."""
    if len(body.encode()) > LONGEST_SDP:
        return Taken.TOO_LONG
    sections = Counter(_SECTION.findall(body))
    if not sections or not all(needed in body for needed in _NEEDED):
        return Taken.MALFORMED
    if any(count > MOST_SECTIONS.get(kind, 0) for kind, count in sections.items()):
        return Taken.TOO_MANY
    if len(_CANDIDATE.findall(body)) > MOST_CANDIDATES:
        return Taken.TOO_MANY
    return Taken.TAKEN


def read_candidate(body: str) -> Candidate | Taken:
    """Read a candidate as browsers write it, RTCIceCandidateInit in JSON.

    TAKEN for one that is of no use here (TCP).
    """
    if len(body.encode()) > _LONGEST_CANDIDATE:
        return Taken.TOO_LONG
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return Taken.MALFORMED
    if not isinstance(fields, dict):
        return Taken.MALFORMED
    text, section, index = (fields.get(key) for key in ("candidate", "sdpMid", "sdpMLineIndex"))
    if not isinstance(text, str) or not isinstance(section, str | None):
        return Taken.MALFORMED
    if type(index) is not int and (index is not None or section is None):
        return Taken.MALFORMED
    if not text:
        return Candidate("", section, index)
    found = _LINE.fullmatch(text)
    if found is None:
        return Taken.MALFORMED
    usable = found["protocol"].lower() == "udp"
    return Candidate(found["line"], section, index) if usable else Taken.TAKEN
