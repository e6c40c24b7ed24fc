"""What every microphone with loudspeakers does alike: rings, volume, sinks and states.

How frames reach the air and come from it is the business of the driver or the simulator, which
call `give` and `take` once in every beat.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from devices.audio import SILENCE, Closed, Gap, NoSound, Sink, Sound, Working
from devices.audio.heard import Heard
from devices.audio.playout import Playout
from devices.audio.states import States
from devices.audio.volume import USUAL, gain, scaled


@dataclass(frozen=True, slots=True)
class Given:
    """One frame for every sink."""

    speaker: bytes
    second: bytes
    audible: bytes  # what the microphone may hear again


class Duplex:
    """Args: `usual_volume` is what every `run()` begins with."""

    def __init__(self, usual_volume: int = USUAL) -> None:
        self.states = States()
        self.heard = Heard()
        self.sink = Sink.SPEAKER
        self._usual_volume = self._volume = usual_volume
        self._gain = gain(usual_volume)
        self._playout = Playout()
        self._open: Working | None = None

    @property
    def volume(self) -> int:
        return self._volume

    @volume.setter
    def volume(self, volume: int) -> None:
        gain(volume)
        self._volume = volume

    def choose(self, sink: Sink) -> bool:
        if self._open is None or sink not in self._open.sinks:
            return False
        self.sink = sink
        return True

    def play(self, sound: Sound) -> None:
        if self._open is not None:
            self._playout.put(sound.samples)

    def give(self) -> Given:
        """Return what to play in this beat; may be called by a thread of the sound card."""
        frame = self._playout.next()
        before, self._gain = self._gain, gain(self._volume)
        audible = scaled(frame, before, self._gain)
        if self.sink is Sink.HANDSET:
            return Given(SILENCE, audible, audible)
        return Given(audible, frame, audible)  # an induction loop levels the sound itself

    def take(self, samples: bytes, taken_ns: int, played: bytes) -> None:
        """Take what the microphone gave in this beat."""
        if self._open is None:
            return
        self.heard.take(samples, taken_ns, played)
        self.states.become(NoSound(Gap.SILENT) if self.heard.dead else self._open)

    def open(self, sinks: Collection[Sink], delay_ms: int) -> None:
        """Say what is there; it works from the first frame on."""
        self._open = Working(frozenset(sinks), delay_ms)

    def lose(self, reason: Gap) -> None:
        self._shut()
        self.states.become(NoSound(reason))

    def close(self) -> None:
        """Be as in the beginning: the next citizen chooses anew."""
        self._shut()
        self.sink, self._volume = Sink.SPEAKER, self._usual_volume
        self.states.become(Closed())

    def _shut(self) -> None:
        self._open = None
        self._playout.clear()
        self.heard.forget()
