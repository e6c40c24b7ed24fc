"""The whole way from the microphone to the other side, for one call."""

from __future__ import annotations

from devices.audio import Sound
from devices.audio.half_duplex import HalfDuplex, Mode
from devices.audio.loudness import Loudness
from devices.audio.processing import EchoCanceller


class Voice:
    """Echo and noise out, the fallback when echo stays, and an even loudness.

    Args:
        delay_ms: as `Working.delay_ms` says.
    """

    def __init__(self, delay_ms: int = 20) -> None:
        self._canceller = EchoCanceller(delay_ms)
        self._guard = HalfDuplex()
        self._loudness = Loudness()

    @property
    def mode(self) -> Mode:
        """Whether both may talk at once."""
        return self._guard.mode

    def clean(self, sound: Sound) -> Sound:
        """Return what the other side shall hear. Every heard sound passes, in its order."""
        return self._loudness.even(self._guard.pass_on(self._canceller.clean(sound)))
