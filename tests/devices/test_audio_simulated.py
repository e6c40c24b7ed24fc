"""The simulated microphone and loudspeaker: switches and sinks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import pairwise

import pytest

from devices.audio import FRAME_NS, SILENCE, Gap, NoSound, Sink, Sound, Working
from devices.audio.levels import level
from devices.audio.room import Room
from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import Speech
from devices.audio.switches import Switch
from tests.devices.audios import tone


@pytest.fixture
async def audio() -> AsyncIterator[SimulatedAudio]:
    """Moves by hand; its owner runs."""
    audio = SimulatedAudio(Speech(), Room(), by_hand=True)
    owner = asyncio.create_task(audio.run())
    await asyncio.sleep(0)
    yield audio
    owner.cancel()
    with suppress(asyncio.CancelledError):
        await owner


async def test_frames_are_exactly_ten_milliseconds_apart(audio: SimulatedAudio) -> None:
    audio.beat(5)
    sounds = [await audio.hear(number) for number in range(5)]
    assert [sound.number for sound in sounds] == [1, 2, 3, 4, 5]
    assert {b.taken_ns - a.taken_ns for a, b in pairwise(sounds)} == {FRAME_NS}


async def test_nothing_moves_by_itself_by_hand(audio: SimulatedAudio) -> None:
    audio.beat(3)
    assert audio.state == Working(frozenset(Sink), 20)
    assert (await audio.hear(2)).number == 3


@pytest.mark.parametrize(
    ("switch", "reason"),
    [
        (Switch.NOT_FOUND, Gap.NOT_FOUND),
        (Switch.BUSY, Gap.BUSY),
        (Switch.UNPLUGGED, Gap.UNPLUGGED),
    ],
)
async def test_every_trouble_shows_and_ends(
    audio: SimulatedAudio, switch: Switch, reason: Gap
) -> None:
    audio.beat()
    audio.switch(switch)
    assert audio.state == NoSound(reason)
    audio.beat(10)
    audio.repair()
    audio.beat()
    assert isinstance(audio.state, Working)
    assert (await audio.hear(0)).number == 2


async def test_zeros_are_a_state_after_five_seconds(audio: SimulatedAudio) -> None:
    audio.switch(Switch.SILENT)
    audio.beat(499)
    assert isinstance(audio.state, Working)
    audio.beat()
    assert audio.state == NoSound(Gap.SILENT)
    audio.repair()
    audio.beat()
    assert isinstance(audio.state, Working)


async def test_a_muted_microphone_hisses_and_works(audio: SimulatedAudio) -> None:
    audio.switch(Switch.MUTED)
    audio.beat(600)
    assert isinstance(audio.state, Working)
    sound = await audio.hear(0)
    assert sound.samples != SILENCE and level(sound.samples).rms_dbfs < -85


async def test_a_handset_is_not_heard_in_the_room(audio: SimulatedAudio) -> None:
    assert audio.choose(Sink.HANDSET)
    for _ in range(10):
        audio.play(Sound(tone()))
        audio.beat()
    assert set(audio.spoken) == {SILENCE}
    assert level(audio.spoken_second[-1]).rms_dbfs > -25


async def test_an_induction_loop_hears_the_speaker_at_full_level(audio: SimulatedAudio) -> None:
    audio.volume = 0
    for _ in range(10):
        audio.play(Sound(tone()))
        audio.beat()
    assert audio.spoken_second[-1] == tone()
    assert level(audio.spoken[-1]).rms_dbfs == pytest.approx(-39, abs=0.5)


async def test_a_handset_never_becomes_loud_when_it_is_unplugged(audio: SimulatedAudio) -> None:
    audio.choose(Sink.HANDSET)
    audio.switch(Switch.NO_HANDSET)
    for _ in range(10):
        audio.play(Sound(tone()))
        audio.beat()
    assert audio.state == Working(frozenset({Sink.SPEAKER}), 20)
    assert set(audio.spoken) | set(audio.spoken_second) == {SILENCE}
