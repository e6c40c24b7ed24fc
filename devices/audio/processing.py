"""Takes the echo of the loudspeaker, and noise, out of what the microphone hears.

The WebRTC audio processing (echo canceller AEC3) as livekit ships it; no server takes part.
"""

from __future__ import annotations

from dataclasses import replace

from livekit.rtc import AudioFrame, AudioProcessingModule

from devices.audio import FRAME_SAMPLES, RATE_HZ, Sound


class EchoCanceller:
    """Echo, noise and rumble taken out, 10 ms at a time, about 16 ms later.

    Its own gain control lifts a whisper by 26 dB, and a distant echo with it; it stays off, and
    `loudness.py` raises speech within limits.

    Args:
        delay_ms: from playing to hearing again, as `Working.delay_ms` says; being wrong by
            100 ms does no harm.
    """

    def __init__(self, delay_ms: int = 20) -> None:
        self.delay_ms = delay_ms
        self._module = AudioProcessingModule(
            echo_cancellation=True,
            noise_suppression=True,
            high_pass_filter=True,
            auto_gain_control=False,
        )

    def clean(self, sound: Sound) -> Sound:
        """Return a heard sound without the echo of what was played."""
        self.far(sound.played)
        return self.near(sound)

    def far(self, samples: bytes) -> None:
        """Take what the loudspeaker plays now; once before each `near`."""
        self._module.process_reverse_stream(_frame(samples))

    def near(self, sound: Sound) -> Sound:
        """Return a heard sound without the echo of what `far` was told."""
        self._module.set_stream_delay_ms(self.delay_ms)
        frame = _frame(sound.samples)
        self._module.process_stream(frame)
        return replace(sound, samples=frame.data.tobytes())


def _frame(samples: bytes) -> AudioFrame:
    return AudioFrame(bytearray(samples), RATE_HZ, 1, FRAME_SAMPLES)
