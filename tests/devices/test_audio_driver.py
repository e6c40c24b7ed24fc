"""The driver, where it differs: names, machines without sound, second sinks and its thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sounddevice

from devices.audio import Closed, Gap, NoSound, Sink, Sound, Working
from devices.audio.findings import MicHears, Opened
from devices.audio.in_use import in_use
from devices.audio.levels import level
from devices.audio.selftest import selftest
from devices.audio.sound_card import Names, first, spread, why_not
from devices.audio.sounddevice_driver import Patience, SoundDeviceAudio
from tests.devices.audio_server import SoundServer, no_card, sound_server
from tests.devices.audios import conversation, loudest, running, state_of, tone

QUICK = Patience(lost_s=0.5, again_s=(0.05,))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("sound")) as server:
        yield server


async def told(audio: SoundDeviceAudio) -> NoSound:
    """Return the first trouble that it tells."""
    changes = audio.changes()
    owner = asyncio.create_task(audio.run())
    try:
        state = await state_of(changes, NoSound)
        assert isinstance(state, NoSound)
        return state
    finally:
        owner.cancel()
        with suppress(asyncio.CancelledError):
            await owner


async def test_a_machine_without_sound_is_a_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_card(tmp_path, monkeypatch)
    audio = SoundDeviceAudio(patience=QUICK)
    assert await told(audio) == NoSound(Gap.NOT_FOUND)
    assert audio.state == Closed()


async def test_a_name_that_nothing_has_is_a_state(server: SoundServer) -> None:
    audio = SoundDeviceAudio(Names(microphone="nobody"), patience=QUICK)
    assert await told(audio) == NoSound(Gap.NOT_FOUND)


async def test_a_second_sink_that_is_missing_does_not_silence_the_first(
    server: SoundServer,
) -> None:
    audio = SoundDeviceAudio(Names(second="nobody"), patience=QUICK)
    async with running(audio):
        assert audio.state == Working(frozenset({Sink.SPEAKER}), 20)


async def test_the_handset_plays_and_the_loudspeaker_does_not(server: SoundServer) -> None:
    audio = SoundDeviceAudio(Names(second="default"), patience=QUICK)
    async with running(audio):
        assert audio.choose(Sink.HANDSET)
        audio.volume = 100
        sounds = await conversation(audio, [tone()] * 60)
    # Both end in the same cable: were both played, it would be louder.
    assert loudest(s.samples for s in sounds) == pytest.approx(level(tone()).rms_dbfs, abs=1.5)


async def test_the_chirp_finds_the_delay_of_the_cable(server: SoundServer) -> None:
    findings = [finding async for finding in selftest(SoundDeviceAudio(patience=QUICK))]
    assert isinstance(findings[0], Opened)
    hears = findings[-1]
    assert isinstance(hears, MicHears)
    assert hears.level_db < 3  # a cable, but a busy machine drops some of it
    assert 5 < hears.delay_ms < 400


async def test_nothing_is_connected_and_no_thread_is_left_after_the_run(
    server: SoundServer,
) -> None:
    audio = SoundDeviceAudio(patience=QUICK)
    async with running(audio):
        assert "lobby:capture" in server.links()
    assert server.links() == ""
    assert not [
        t for t in threading.enumerate() if t.name.startswith("sound card") and t.is_alive()
    ]


async def test_cancelling_while_it_opens_closes_it_too(server: SoundServer) -> None:
    owner = asyncio.create_task(SoundDeviceAudio(patience=QUICK).run())
    await asyncio.sleep(0)
    owner.cancel()
    with pytest.raises(asyncio.CancelledError):
        await owner
    assert server.links() == ""


async def test_a_sound_before_anything_is_open_is_dropped() -> None:
    audio = SoundDeviceAudio()
    audio.play(Sound(tone()))
    assert audio.state == Closed()


@pytest.mark.parametrize(
    ("status", "used"),
    [("closed\n", False), ("state: RUNNING\nowner_pid   : 1234\n", True)],
)
def test_a_card_that_another_program_has_is_in_use(tmp_path: Path, status: str, used: bool) -> None:
    stream = tmp_path / "card1" / "pcm0c" / "sub0"
    stream.mkdir(parents=True)
    (stream / "status").write_text(status)
    assert in_use(tmp_path) is used


@pytest.mark.parametrize(
    ("error", "used", "reason"),
    [
        (sounddevice.PortAudioError("Device unavailable", -9985), False, Gap.BUSY),
        (sounddevice.PortAudioError("Error querying device -1"), False, Gap.NOT_FOUND),
        (ValueError("no input device matching"), False, Gap.NOT_FOUND),
        (ValueError("no input device matching"), True, Gap.BUSY),
    ],
)
def test_why_it_could_not_be_opened(error: Exception, used: bool, reason: Gap) -> None:
    assert why_not(error, used=used) is reason


def test_a_card_without_mono_gets_and_gives_one_channel() -> None:
    assert first(spread(tone(), 2), 2) == tone() == first(spread(tone(), 1), 1)
