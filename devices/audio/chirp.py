"""The sound of the self-test, and how it is found again in what the microphone heard. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from devices.audio import FRAME_SAMPLES, RATE_HZ
from devices.audio.babble import Wave

LOWEST_HZ, HIGHEST_HZ = 300.0, 3_000.0  # what every loudspeaker can play
LENGTH_S = 0.5
LEVEL = 0.5
FADE_S = 0.02

# The best match over the middle one. Noise and voices reach 9 by chance; a chirp that is 19 dB
# softer than the noise of the room has 24.
CERTAIN = 11.0
# Stone answers louder than the direct sound at times; what comes first is the way through the air.
DIRECT = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """Args: `level_db` is how loud the direct sound came back, compared with what was played."""

    delay_ms: float
    level_db: float
    certainty: float


def chirp() -> list[bytes]:
    """Return frames of a tone that rises from 300 to 3000 Hz, as fast in every octave."""
    times = np.arange(round(LENGTH_S * RATE_HZ)) / RATE_HZ
    octaves = np.log(HIGHEST_HZ / LOWEST_HZ)
    turns = LOWEST_HZ * LENGTH_S / octaves * np.expm1(times / LENGTH_S * octaves)
    fade = np.clip(np.minimum(times, LENGTH_S - times) / FADE_S, 0.0, 1.0)
    samples = (np.sin(2 * np.pi * turns) * fade * LEVEL * 32_767).astype(np.int16).tobytes()
    step = 2 * FRAME_SAMPLES
    return [samples[at : at + step] for at in range(0, len(samples), step)]


def find(played: bytes, heard: bytes, longest_ms: float = 600.0) -> Match | None:
    """Return when and how loud what was played is in what was heard at the same time.

    Both are of one length. None when the best match could be chance.
    """
    sent, took = _wave(played), _wave(heard)
    energy = float(sent @ sent)
    if not energy or not took.any():
        return None
    points = 1 << (len(sent) + len(took)).bit_length()
    product = np.fft.rfft(took, points) * np.conj(np.fft.rfft(sent, points))
    matches = np.abs(np.fft.irfft(product, points))[: round(longest_ms * RATE_HZ / 1_000)]
    certainty = float(matches.max() / (np.median(matches) + 1e-12))
    if certainty < CERTAIN:
        return None
    at = _first_top(matches)
    loudness = float(matches[at]) / energy
    return Match(at * 1_000 / RATE_HZ, float(20 * np.log10(loudness)), certainty)


def _first_top(matches: Wave) -> int:
    """Return the top of the first hill that is at least half as high as the highest."""
    near = RATE_HZ // 1_000
    first = int(np.argmax(matches >= DIRECT * matches.max()))
    return first + int(np.argmax(matches[first : first + near]))


def _wave(samples: bytes) -> Wave:
    wave = np.frombuffer(samples, np.int16) / 32_768
    return np.asarray(wave - wave.mean(), np.float64)
