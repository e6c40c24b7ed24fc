"""The contract of microphone and loudspeaker, over every one that there is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import numpy as np
import pytest

from devices.audio import (
    FRAME_BYTES,
    FRAME_NS,
    SILENCE,
    Closed,
    Gap,
    NoSound,
    Sink,
    Sound,
    Working,
)
from devices.audio.levels import level
from tests.devices.audio_server import SoundServer, sound_server
from tests.devices.audios import (
    Bench,
    DriverBench,
    SimulatedBench,
    conversation,
    loudest,
    running,
    state_of,
    tone,
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("sound")) as server:
        yield server


@pytest.fixture(params=["simulated", "sounddevice"])
def bench(request: pytest.FixtureRequest, server: SoundServer) -> Bench:
    return SimulatedBench() if request.param == "simulated" else DriverBench(server)


async def test_it_is_closed_before_and_after_its_owner_runs(bench: Bench) -> None:
    assert bench.audio.state == Closed()
    async with running(bench.audio):
        assert isinstance(bench.audio.state, Working)
    assert bench.audio.state == Closed()


async def test_it_hears_a_frame_every_ten_milliseconds(bench: Bench) -> None:
    async with running(bench.audio):
        sounds = await conversation(bench.audio, [SILENCE] * 30)
    numbers, taken = [s.number for s in sounds], [s.taken_ns for s in sounds]
    assert numbers == sorted(set(numbers)) and taken == sorted(taken)
    frame_ns = (taken[-1] - taken[0]) / (numbers[-1] - numbers[0])
    assert frame_ns > 0.7 * FRAME_NS  # on a busy machine a sound server may stall in between
    assert all(len(sound.samples) == FRAME_BYTES for sound in sounds)


async def test_what_is_played_is_heard_and_told_with_what_was_heard_then(bench: Bench) -> None:
    async with running(bench.audio):
        bench.audio.volume = 100
        sounds = await conversation(bench.audio, [tone()] * 40)
    assert sounds[0].played == SILENCE
    assert tone() in [sound.played for sound in sounds]
    assert loudest(s.samples for s in sounds) == pytest.approx(level(tone()).rms_dbfs, abs=3.0)


async def test_what_nobody_plays_any_more_ends_in_silence(bench: Bench) -> None:
    async with running(bench.audio):
        await conversation(bench.audio, [tone()] * 10)
        last = (await bench.audio.hear(0)).number
        for _ in range(30):
            last = (sound := await bench.audio.hear(last)).number
    assert sound.played == SILENCE


async def test_the_volume_reaches_over_thirty_decibels(bench: Bench) -> None:
    reached = {}
    async with running(bench.audio):
        for volume in (100, 0):
            bench.audio.volume = volume
            sounds = await conversation(bench.audio, [tone()] * 40)
            reached[volume] = loudest(sound.played for sound in sounds[10:])
    assert reached[100] - reached[0] == pytest.approx(30.0, abs=0.5)


@pytest.mark.parametrize("volume", [-1, 101])
def test_there_is_no_volume_beyond_the_scale(bench: Bench, volume: int) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        bench.audio.volume = volume


async def test_the_next_citizen_finds_volume_and_sink_as_usual(bench: Bench) -> None:
    usual = bench.audio.volume
    async with running(bench.audio):
        bench.audio.volume = 100
        bench.audio.choose(Sink.HANDSET)
    assert (bench.audio.volume, bench.audio.sink) == (usual, Sink.SPEAKER)


async def test_a_sink_that_is_not_there_is_refused(bench: Bench) -> None:
    assert not bench.audio.choose(Sink.HANDSET)
    async with running(bench.audio):
        state = bench.audio.state
        assert isinstance(state, Working)
        assert bench.audio.choose(Sink.HANDSET) is (Sink.HANDSET in state.sinks)
        assert bench.audio.choose(Sink.SPEAKER)


async def test_several_hear_the_same(bench: Bench) -> None:
    async with running(bench.audio):
        first, second = await asyncio.gather(bench.audio.hear(0), bench.audio.hear(0))
    assert first == second


async def test_what_was_heard_is_forgotten_at_the_end(bench: Bench) -> None:
    async with running(bench.audio):
        last = await bench.audio.hear(0)
    async with running(bench.audio):
        assert (await bench.audio.hear(0)).number > last.number


async def test_a_pulled_plug_is_a_state_and_so_is_its_return(bench: Bench) -> None:
    async with running(bench.audio) as changes:
        before = await bench.audio.hear(0)
        bench.unplug()
        assert await state_of(changes, NoSound) == NoSound(Gap.UNPLUGGED)
        bench.audio.play(Sound(tone()))
        bench.plug_in()
        await state_of(changes, Working)
        assert (await bench.audio.hear(before.number)).number > before.number


async def test_it_can_be_cancelled_while_it_is_unplugged(bench: Bench) -> None:
    async with running(bench.audio) as changes:
        bench.unplug()
        await state_of(changes, NoSound)
    bench.plug_in()
    assert bench.audio.state == Closed()


@pytest.mark.parametrize("samples", [b"", bytes(FRAME_BYTES - 2)])
def test_a_sound_of_another_length_is_refused(samples: bytes) -> None:
    with pytest.raises(ValueError, match="960 bytes"):
        Sound(samples)


def test_samples_are_those_of_the_machine() -> None:
    assert np.frombuffer(tone(), np.int16).size == FRAME_BYTES // 2
