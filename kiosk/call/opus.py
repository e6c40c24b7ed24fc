"""Makes Opus of speech (RFC 6716): mono, 32 kbit/s, with what repairs a lost packet in the next."""

from __future__ import annotations

import av
from av.audio.codeccontext import AudioCodecContext
from av.frame import Frame

from devices.audio import RATE_HZ
from kiosk.call.frames import SOUND_CLOCK

BIT_RATE = 32_000
EXPECTED_LOSS_PERCENT = 15


class SpeechEncoder:
    """The encoder of one connection: a frame of 20 ms in, a packet out."""

    def __init__(self) -> None:
        self._codec: AudioCodecContext = av.CodecContext.create("libopus", "w")
        self._codec.bit_rate, self._codec.sample_rate = BIT_RATE, RATE_HZ
        self._codec.format, self._codec.layout = "s16", "mono"
        self._codec.time_base = SOUND_CLOCK
        self._codec.options = {
            "application": "voip",
            "fec": "1",
            "packet_loss": str(EXPECTED_LOSS_PERCENT),
            "vbr": "constrained",
        }
        self._samples = 0

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        """Return the packet and its moment on the clock of the sound."""
        assert isinstance(frame, av.AudioFrame)
        moment = frame.pts or 0
        frame.pts = self._samples  # the codec's own clock has no gaps
        self._samples += frame.samples
        return [bytes(packet) for packet in self._codec.encode(frame)], moment
