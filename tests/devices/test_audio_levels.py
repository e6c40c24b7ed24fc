"""How loud it is, how loud it should be, and how loud it may become."""

from __future__ import annotations

import numpy as np
import pytest

from devices.audio import FRAME_SAMPLES, SILENCE, Sound
from devices.audio.levels import FLOOR_DBFS, QUIET, Level, Meter, level
from devices.audio.loudness import LEAST_DB, MOST_DB, Loudness
from devices.audio.volume import gain, scaled
from tests.devices.audios import tone

SECOND = 100  # frames


def test_a_full_square_wave_is_zero_and_silence_the_floor() -> None:
    square = np.tile([-32_768, 32_767], FRAME_SAMPLES // 2).astype(np.int16).tobytes()
    assert level(square).rms_dbfs == pytest.approx(0.0, abs=0.001)
    assert level(square).peak_dbfs == pytest.approx(0.0, abs=0.001)
    assert level(SILENCE) == Level(FLOOR_DBFS, FLOOR_DBFS) == QUIET


def test_a_sine_has_its_mean_three_decibels_below_its_peak() -> None:
    found = level(tone(0.5))
    assert found.peak_dbfs == pytest.approx(-6.0, abs=0.1)
    assert found.rms_dbfs == pytest.approx(-9.0, abs=0.1)


def test_the_needle_jumps_up_and_sinks_slowly() -> None:
    meter = Meter()
    top = meter.hear(tone(0.5))
    assert top == level(tone(0.5))
    for _ in range(SECOND):
        meter.hear(SILENCE)
    assert meter.level.rms_dbfs == pytest.approx(top.rms_dbfs - 20, abs=0.01)
    for _ in range(5 * SECOND):
        meter.hear(SILENCE)
    assert meter.level == QUIET


def test_the_scale_of_the_volume_is_even_in_decibels() -> None:
    decibels = [20 * np.log10(gain(volume)) for volume in (0, 50, 100)]
    assert decibels == pytest.approx([-30, -15, 0])


def test_a_changed_gain_glides() -> None:
    flat = np.full(FRAME_SAMPLES, 10_000, np.int16).tobytes()
    steps = np.diff(np.frombuffer(scaled(flat, 0.0, 1.0), np.int16).astype(int))
    assert steps.max() <= 21 and steps.min() >= 0


def test_too_much_gain_is_cut_and_does_not_turn_over() -> None:
    loud = np.frombuffer(scaled(tone(0.9), 4.0, 4.0), np.int16)
    assert (loud.max(), loud.min()) == (32_767, -32_768)


def evened(amplitude: float, seconds: int, played: bytes = SILENCE) -> tuple[Loudness, bytes]:
    loudness = Loudness()
    for _ in range(seconds * SECOND):
        out = loudness.even(Sound(tone(amplitude), played=played))
    return loudness, out.samples


def test_a_quiet_voice_is_raised_within_limits() -> None:
    loudness, out = evened(0.01, 10)
    assert loudness.gain_db == MOST_DB
    assert level(out).rms_dbfs == pytest.approx(level(tone(0.01)).rms_dbfs + MOST_DB, abs=0.1)


def test_a_loud_voice_is_lowered_a_little() -> None:
    assert evened(0.9, 5)[0].gain_db == LEAST_DB


@pytest.mark.parametrize("amplitude", [0.0, 0.005])
def test_the_hiss_between_words_teaches_nothing(amplitude: float) -> None:
    assert evened(amplitude, 5)[0].gain_db == 0.0


def test_while_the_loudspeaker_talks_nothing_is_learned() -> None:
    assert evened(0.02, 5, played=tone())[0].gain_db == 0.0


def test_a_shout_after_a_whisper_is_not_cut_off() -> None:
    loudness, _ = evened(0.01, 10)
    out = np.frombuffer(loudness.even(Sound(tone(0.8))).samples, np.int16)
    assert np.abs(out.astype(int)).max() <= 0.9 * 32_768
