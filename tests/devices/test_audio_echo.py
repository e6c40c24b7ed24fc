"""Echo: how much the canceller takes out, and what happens when it does not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from devices.audio import SILENCE, Sound
from devices.audio.babble import Wave
from devices.audio.half_duplex import DUCKED, HalfDuplex, Mode
from devices.audio.levels import level
from devices.audio.processing import EchoCanceller
from devices.audio.room import Room
from devices.audio.sources import Silence, Source, Speech
from devices.audio.voice import Voice

LEAST_ERLE_DB = 25.0
SECOND = 100  # frames


def call(
    seconds: int, *, far: Source | None, near: Source | None = None, room: Room | None = None
) -> Iterator[Sound]:
    """Yield what the microphone hears while `far` comes out of the loudspeaker."""
    near = near or Silence()
    for number in range(1, seconds * SECOND):
        played = _samples(far.frame(number, 0)) if far is not None else SILENCE
        echo = room.echo(played) if room is not None else 0.0
        yield Sound(_samples(near.frame(number, 0) + echo), number, 0, played)


def _samples(wave: Wave) -> bytes:
    return np.clip(np.rint(wave * 32_767), -32_768, 32_767).astype(np.int16).tobytes()


def loudness(sounds: list[Sound]) -> float:
    return level(b"".join(sound.samples for sound in sounds)).rms_dbfs


def modes(sounds: Iterator[Sound]) -> list[tuple[int, Mode]]:
    """Return the mode in the beginning and each change with the second in which it came."""
    guard = HalfDuplex()
    seen = [(0, guard.mode)]
    for sound in sounds:
        guard.pass_on(sound)
        if guard.mode is not seen[-1][1]:
            seen.append((sound.number // SECOND, guard.mode))
    return seen


@pytest.mark.parametrize("delay_ms", [20, 60, 200])
def test_the_echo_of_a_lobby_is_taken_out(delay_ms: int) -> None:
    canceller = EchoCanceller()
    heard = list(call(10, far=Speech(5), room=Room(delay_ms, gain=0.3)))
    cleaned = [canceller.clean(sound) for sound in heard]
    for begin, end in ((0, 3), (3, 10)):
        part = slice(begin * SECOND, end * SECOND)
        assert loudness(heard[part]) - loudness(cleaned[part]) >= LEAST_ERLE_DB


def test_a_voice_in_a_quiet_call_stays_as_it_is() -> None:
    canceller = EchoCanceller()
    heard = list(call(4, far=None, near=Speech(30, 0.3)))
    cleaned = [canceller.clean(sound) for sound in heard]
    assert loudness(cleaned) == pytest.approx(loudness(heard), abs=1.5)
    assert [s.number for s in cleaned] == [s.number for s in heard]


def test_the_guard_sleeps_while_the_canceller_works() -> None:
    canceller = EchoCanceller()
    sounds = call(12, far=Speech(3), room=Room())
    assert modes(map(canceller.clean, sounds)) == [(0, Mode.FULL)]


@pytest.mark.parametrize("gain", [0.03, 0.3])
def test_an_echo_that_stays_takes_the_word_from_the_microphone(gain: float) -> None:
    sounds = call(12, far=Speech(3), room=Room(gain=gain))
    ((_, full), (second, half)) = modes(sounds)
    assert (full, half) == (Mode.FULL, Mode.HALF) and second <= 4


def test_an_echo_that_nobody_would_hear_changes_nothing() -> None:
    assert modes(call(12, far=Speech(3), room=Room(gain=0.002))) == [(0, Mode.FULL)]


@pytest.mark.parametrize("seed", range(30, 34))
def test_two_who_talk_at_once_are_no_echo(seed: int) -> None:
    sounds = call(20, far=Speech(3, length_s=20), near=Speech(seed, length_s=20))
    assert modes(sounds) == [(0, Mode.FULL)]


def test_a_citizen_who_talks_alone_is_no_echo() -> None:
    assert modes(call(12, far=None, near=Speech(30))) == [(0, Mode.FULL)]


def test_both_may_talk_again_when_the_echo_is_gone() -> None:
    canceller = EchoCanceller()
    sounds = call(20, far=Speech(3, length_s=20), room=Room())
    helped = (s if s.number < 8 * SECOND else canceller.clean(s) for s in sounds)
    assert [mode for _, mode in modes(helped)] == [Mode.FULL, Mode.HALF, Mode.FULL]


def test_only_who_is_not_on_the_loudspeaker_is_ducked() -> None:
    guard = HalfDuplex()
    loud = _samples(Speech(3).frame(3, 0))
    for sound in call(6, far=Speech(3), room=Room()):
        guard.pass_on(sound)
    assert guard.mode is Mode.HALF
    for _ in range(40):
        free = guard.pass_on(Sound(loud))
    assert free.samples == loud
    for _ in range(2):
        ducked = guard.pass_on(Sound(loud, played=loud))
    assert level(ducked.samples).rms_dbfs == pytest.approx(
        level(loud).rms_dbfs + 20 * np.log10(DUCKED), abs=0.5
    )
    after = [guard.pass_on(Sound(loud)) for _ in range(40)]
    assert level(after[28].samples).rms_dbfs < -30  # the room still answers
    assert after[-1].samples == loud


def test_steady_noise_is_taken_out() -> None:
    canceller = EchoCanceller()
    chance = np.random.default_rng(9)
    noise = [Sound(_samples(chance.normal(0, 0.01, 480)), n) for n in range(5 * SECOND)]
    cleaned = [canceller.clean(sound) for sound in noise]
    assert loudness(noise[-SECOND:]) - loudness(cleaned[-SECOND:]) > 10


def test_the_whole_way_lets_the_citizen_through_and_the_echo_not() -> None:
    voice = Voice()
    heard = list(call(6, far=Speech(5), room=Room()))
    silent = [voice.clean(sound) for sound in heard]
    spoken = [voice.clean(sound) for sound in call(6, far=None, near=Speech(30, 0.3))]
    assert voice.mode is Mode.FULL
    assert loudness(silent[SECOND:]) < -50 < -30 < loudness(spoken)
