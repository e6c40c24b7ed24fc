"""From the number on the glass to the loudness in the room."""

from __future__ import annotations

import numpy as np

from devices.audio import FRAME_SAMPLES

# EN 301 549, 8.2.1: volume can be raised by at least 18 dB.
RANGE_DB = 30.0
USUAL = 70

_RISE = np.arange(1, FRAME_SAMPLES + 1, dtype=np.float32) / FRAME_SAMPLES


def gain(volume: int) -> float:
    """Return the factor for a volume of 0–100; 100 changes nothing."""
    if not 0 <= volume <= 100:
        raise ValueError(f"a volume is 0 to 100, not {volume}")
    return float(10 ** ((volume - 100) / 100 * RANGE_DB / 20))


def scaled(samples: bytes, before: float, now: float) -> bytes:
    """Return the frame with its gain gliding from `before` to `now`: a step would click."""
    if before == now == 1.0 or not any(samples):
        return samples
    sound = np.frombuffer(samples, np.int16) * (before + (now - before) * _RISE)
    return np.clip(np.rint(sound), -32_768, 32_767).astype(np.int16).tobytes()
