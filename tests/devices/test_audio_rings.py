"""What waits to be played, what was heard, and who follows the state: bounded, newest first."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from devices.audio import FRAME_SAMPLES, SILENCE, Closed, Gap, NoSound
from devices.audio.heard import DEAD_AFTER_MS, Heard
from devices.audio.playout import START, WATCHED, Playout, joined
from devices.audio.states import States


def frame(value: int) -> bytes:
    return np.full(FRAME_SAMPLES, value, np.int16).tobytes()


def middle(samples: bytes) -> int:
    return int(np.frombuffer(samples, np.int16)[FRAME_SAMPLES // 2])


@pytest.fixture
def playout() -> Playout:
    return Playout()


@pytest.fixture
def playing() -> Playout:
    playout = Playout()
    for _ in range(START):
        playout.put(frame(100))
    playout.next()
    return playout


def test_playing_begins_when_thirty_milliseconds_wait(playout: Playout) -> None:
    for value in (1, 2):
        playout.put(frame(value))
        assert playout.next() == SILENCE
    playout.put(frame(3))
    assert playout.next() == joined(SILENCE, frame(1))
    assert [playout.next(), playout.next()] == [frame(2), frame(3)]


def test_what_is_late_is_a_fade_then_silence_and_a_new_beginning(playing: Playout) -> None:
    assert [playing.next(), playing.next()] == [frame(100)] * 2
    assert playing.next() == joined(frame(100), SILENCE)
    assert playing.next() == SILENCE
    playing.put(frame(1))
    assert playing.next() == SILENCE


def test_more_than_eighty_milliseconds_are_cut_to_the_newest_forty(playout: Playout) -> None:
    for value in range(1, 10):
        playout.put(frame(value * 100))
        assert playout.waiting_ms <= 80
    assert playout.waiting_ms == 40
    playout.next()
    assert [middle(playout.next()) for _ in range(3)] == [700, 800, 900]


def test_a_cut_does_not_click() -> None:
    seam = np.frombuffer(joined(frame(20_000), frame(-20_000)), np.int16).astype(int)
    assert (seam[0], seam[-1]) == (20_000, pytest.approx(-20_000, abs=100))
    assert np.abs(np.diff(seam)).max() < 100


def test_a_reserve_that_nobody_needs_is_given_up(playing: Playout) -> None:
    for _ in range(4):
        playing.put(frame(100))
    waiting = []
    for _ in range(4 * WATCHED):
        playing.put(frame(100))
        playing.next()
        waiting.append(playing.waiting_ms)
    assert (waiting[0], waiting[-1]) == (60, 30)


def test_a_reserve_that_was_needed_is_kept(playing: Playout) -> None:
    for beat in range(4 * WATCHED):  # the network gives six at once, again and again
        if beat % 6 == 0:
            for _ in range(6):
                playing.put(frame(100))
        assert playing.next() == frame(100)


def test_nothing_is_left_after_clearing(playing: Playout) -> None:
    playing.clear()
    assert (playing.waiting_ms, playing.next()) == (0, SILENCE)


async def test_a_slow_listener_misses_the_oldest() -> None:
    heard = Heard()
    for value in range(1, 21):
        heard.take(frame(value), value, SILENCE)
    assert [(await heard.after(after)).number for after in (0, 3, 15, 19)] == [15, 15, 16, 20]


async def test_who_listens_before_there_is_sound_waits() -> None:
    heard = Heard()
    waiting = asyncio.create_task(heard.after(0))
    await asyncio.sleep(0)
    assert not waiting.done()
    heard.take(frame(1), 7, frame(2))
    sound = await waiting
    assert (sound.samples, sound.taken_ns, sound.played) == (frame(1), 7, frame(2))


async def test_who_stops_listening_leaves_nothing_behind() -> None:
    heard = Heard()
    waiting = asyncio.create_task(heard.after(0))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    heard.take(frame(1), 0, SILENCE)
    assert (await heard.after(0)).number == 1


async def test_no_sound_was_taken_before_the_one_before_it() -> None:
    heard = Heard()
    for taken_ns in (10, 30, 20):
        heard.take(SILENCE, taken_ns, SILENCE)
    assert [(await heard.after(number)).taken_ns for number in range(3)] == [10, 30, 31]


def test_only_zeros_for_seconds_are_a_dead_microphone() -> None:
    heard = Heard()
    for _ in range(DEAD_AFTER_MS // 10):
        assert not heard.dead
        heard.take(SILENCE, 0, SILENCE)
    assert heard.dead
    heard.take(frame(1), 0, SILENCE)
    assert not heard.dead


async def test_a_follower_reads_the_present_state_and_the_newest() -> None:
    states = States()
    follower = states.follow()
    assert await anext(follower) == Closed()
    states.become(NoSound(Gap.BUSY))
    states.become(NoSound(Gap.UNPLUGGED))
    assert await anext(follower) == NoSound(Gap.UNPLUGGED)
