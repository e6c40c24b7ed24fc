"""The contract of microphone and loudspeaker. Trouble is a value here, never an exception.

Both ends are one device with one beat: every 10 ms it takes a frame and plays a frame. Sound is
mono, 48 kHz, 16 bit. A driver or a simulator is one file beside this one;
`tests/devices/test_audio.py` runs over both. Nothing here writes sound anywhere but to memory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

RATE_HZ = 48_000
FRAME_MS = 10
FRAME_SAMPLES = RATE_HZ * FRAME_MS // 1_000
FRAME_BYTES = 2 * FRAME_SAMPLES
FRAME_NS = FRAME_MS * 1_000_000
SILENCE = bytes(FRAME_BYTES)

KEPT_MS = 60
PLAYOUT_MS = 40
LONGEST_PLAYOUT_MS = 80


@dataclass(frozen=True, slots=True)
class Sound:
    """Ten milliseconds: 480 samples of 16 bit in the byte order of the machine.

    Args:
        number: counts what the microphone took, from 1, without end; a gap is what was missed.
        taken_ns: when the first sample was taken, on the clock of the device (monotonic).
        played: what the loudspeaker got in the same beat, for the echo canceller.
    """

    samples: bytes
    number: int = 0
    taken_ns: int = 0
    played: bytes = SILENCE

    def __post_init__(self) -> None:
        if len(self.samples) != FRAME_BYTES or len(self.played) != FRAME_BYTES:
            raise ValueError(f"a sound has {FRAME_BYTES} bytes, not {len(self.samples)}")


class Sink(StrEnum):
    """Where sound comes out."""

    SPEAKER = "speaker"  # loud, for the room; an induction loop at the second sink hears it too
    HANDSET = "handset"  # the second sink alone, handset or headphones: nobody else hears it


class Gap(StrEnum):
    """Why there is no sound."""

    NOT_FOUND = "not-found"
    BUSY = "busy"  # another program has it
    UNPLUGGED = "unplugged"  # it worked before
    SILENT = "silent"  # plays, but the microphone has given nothing but zeros for 5 s


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody runs it: the microphone is off."""

    code: ClassVar[str] = "closed"


@dataclass(frozen=True, slots=True)
class Working:
    """Hears and plays. `delay_ms`: from playing to hearing the same again, without the room."""

    sinks: frozenset[Sink]
    delay_ms: int
    code: ClassVar[str] = "working"


@dataclass(frozen=True, slots=True)
class NoSound:
    """The owner goes on trying; nobody has to do anything for it."""

    reason: Gap
    code: ClassVar[str] = "no-sound"


AudioState = Closed | Working | NoSound


class Audio(Protocol):
    """A microphone and its loudspeakers with one owner task.

    Limits: the microphone is open only inside `run()`; at most 60 ms of what it took are kept,
    at most 80 ms wait to be played. When `run()` ends, both are forgotten, and volume and sink
    are the usual ones again.
    """

    @property
    def state(self) -> AudioState:
        """What is known now; `Closed` outside `run()`. Never waits."""

    @property
    def volume(self) -> int:
        """How loud the chosen sink is, 0–100 over 30 dB; 0 is quiet, but not silent."""

    @volume.setter
    def volume(self, volume: int) -> None:
        """Raises ValueError outside 0–100."""

    @property
    def sink(self) -> Sink:
        """Where sound comes out now."""

    def choose(self, sink: Sink) -> bool:
        """Let sound come out there from now on; False, and no change, where there is no such sink.

        What was chosen stays chosen when it is unplugged later: a handset never becomes loud.
        """

    async def hear(self, after: int) -> Sound:
        """Return the oldest kept sound with a higher number; wait for one. Begin with 0.

        The newest 60 ms are kept: a slow listener misses the oldest. Several may listen. In
        trouble it waits; `changes()` tells why.
        """

    def play(self, sound: Sound) -> None:
        """Queue the samples of a sound; dropped at once when nothing plays.

        Playing begins when 30 ms are queued. What is late is a short fade, then silence, and a
        new beginning. More than 80 ms are cut to the newest 40 ms; a reserve that two seconds
        did not need is given up, 10 ms at a time. Cuts are cross-faded.
        """

    def changes(self) -> AsyncIterator[AudioState]:
        """Listen from now on: first the present state, then every change.

        A slow listener misses states in between, never the latest one.
        """

    async def run(self) -> None:
        """Own the device until cancelled; microphone and loudspeakers are closed afterwards."""
