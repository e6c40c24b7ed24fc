"""Decoders for what our buffers hand over: several frames at once, and holes in the sound.

They run in the receiver's thread.
"""

from __future__ import annotations

from typing import Protocol

import av
from av.audio.codeccontext import AudioCodecContext
from av.frame import Frame

from devices.audio import RATE_HZ
from kiosk.call.concealment import LONGEST, conceal
from kiosk.call.frames import SOUND_CLOCK, audio_frame, samples, within
from kiosk.call.packets import Encoded


class Decoder(Protocol):
    def decode(self, encoded_frame: Encoded) -> list[Frame]: ...


class EachInTurn:
    """Decodes frames that became whole at the same moment, one after the other.

    Args:
        decoder: knows the codec.
    """

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder

    def decode(self, encoded_frame: Encoded) -> list[Frame]:
        frames = self._decoder.decode(encoded_frame)
        for data in getattr(encoded_frame, "more", ()):
            frames += self._decoder.decode(Encoded(data, encoded_frame.timestamp))
        return [within(frame) for frame in frames]


class SpeechDecoder:
    """Opus to mono, with substitutes for what was lost."""

    def __init__(self) -> None:
        self._codec: AudioCodecContext = av.CodecContext.create("libopus", "r")
        self._codec.format, self._codec.layout = "s16", "mono"
        self._codec.sample_rate = RATE_HZ
        self._last = b""

    def decode(self, encoded_frame: Encoded) -> list[Frame]:
        lost = min(getattr(encoded_frame, "lost", 0), LONGEST) if self._last else 0
        sounds: list[Frame] = [audio_frame(conceal(self._last, n), 0) for n in range(lost)]
        packet = av.Packet(encoded_frame.data)
        packet.pts, packet.time_base = encoded_frame.timestamp, SOUND_CLOCK
        for frame in self._codec.decode(packet):
            self._last = samples(frame)
            sounds.append(frame)
        return sounds
