"""How much echo is taken out, how late, and what it costs.

Run: python -m tests.benchmarks.echo

Synthetic speech in simulated lobbies: room answers of 250 ms, 20 to 200 ms away, from a little
to a lot of echo.
"""

from __future__ import annotations

import time
from itertools import product

import numpy as np

from devices.audio import FRAME_MS, FRAME_SAMPLES, RATE_HZ, SILENCE, Sound
from devices.audio.babble import Wave
from devices.audio.chirp import chirp, find
from devices.audio.levels import level
from devices.audio.processing import EchoCanceller
from devices.audio.room import Room
from devices.audio.sources import Silence, Speech
from devices.audio.voice import Voice

ERLE_GOAL_DB, CPU_GOAL_MS, DELAY_GOAL_MS = 25.0, 0.6, 20.0
SECONDS, CONVERGED_S = 15, 3
DELAYS_MS, GAINS = (20, 60, 200), (0.1, 0.3, 0.6)


def lobby(delay_ms: float, gain: float) -> list[Sound]:
    far, hiss, room = Speech(5), Silence(), Room(delay_ms, gain)
    sounds = []
    for number in range(1, SECONDS * 1_000 // FRAME_MS):
        played = samples(far.frame(number, 0))
        heard = samples(room.echo(played) + hiss.frame(number, 0))
        sounds.append(Sound(heard, number, 0, played))
    return sounds


def samples(wave: Wave) -> bytes:
    return np.clip(np.rint(wave * 32_767), -32_768, 32_767).astype(np.int16).tobytes()


def loudness(sounds: list[Sound]) -> float:
    return level(b"".join(sound.samples for sound in sounds)).rms_dbfs


def erle(heard: list[Sound]) -> tuple[float, float]:
    """Return the decibels taken out in the first seconds, and in those after them."""
    canceller = EchoCanceller()
    cleaned = [canceller.clean(sound) for sound in heard]
    at = CONVERGED_S * 1_000 // FRAME_MS
    first, later = (
        loudness(heard[part]) - loudness(cleaned[part]) for part in (slice(at), slice(at, None))
    )
    return first, later


def cost(way: EchoCanceller | Voice, heard: list[Sound]) -> float:
    """Return processor time for 10 ms in milliseconds."""
    began = time.process_time()
    for sound in heard:
        way.clean(sound)
    return (time.process_time() - began) * 1_000 / len(heard)


def lateness() -> float:
    """Return by how much the canceller delays a voice, in milliseconds."""
    canceller = EchoCanceller()
    heard = [SILENCE] * 50 + [frame for _ in range(4) for frame in chirp()] + [SILENCE] * 50
    cleaned = [canceller.clean(Sound(frame)).samples for frame in heard]
    match = find(b"".join(heard), b"".join(cleaned), longest_ms=100.0)
    assert match is not None
    return match.delay_ms


def main() -> int:
    worst = 1e9
    for delay_ms, gain in product(DELAYS_MS, GAINS):
        heard = lobby(delay_ms, gain)
        first, later = erle(heard)
        worst = min(worst, later)
        print(
            f"lobby {delay_ms:>3} ms away, gain {gain:.1f}: echo {loudness(heard):6.1f} dBFS, "
            f"ERLE {first:4.1f} dB in the first {CONVERGED_S} s, {later:4.1f} dB after"
        )
    heard = lobby(60, 0.3)
    whole_ms = cost(Voice(), heard)
    figures = [
        ("echo taken out, worst", worst, worst >= ERLE_GOAL_DB, f"dB  goal >= {ERLE_GOAL_DB:g} dB"),
        ("echo canceller, for 10 ms", cost(EchoCanceller(), heard), True, "ms"),
        ("whole way, for 10 ms", whole_ms, whole_ms < CPU_GOAL_MS, f"ms  goal < {CPU_GOAL_MS} ms"),
        ("delay of the canceller", late_ms := lateness(), late_ms < DELAY_GOAL_MS,
         f"ms  goal < {DELAY_GOAL_MS:g} ms"),
    ]  # fmt: skip
    for name, value, met, unit in figures:
        print(f"{name:<30}{value:>8.2f} {unit}: {'met' if met else 'MISSED'}")
    print(f"frames of {FRAME_SAMPLES} samples at {RATE_HZ} Hz")
    return 0 if all(met for _, _, met, _ in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
