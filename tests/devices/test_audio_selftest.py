"""The self-test: the chirp is found again, what is wrong has a name, and nothing is written."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from devices.audio import SILENCE, Closed, Gap, Sink
from devices.audio.chirp import chirp, find
from devices.audio.findings import (
    EchoTakenOut,
    Finding,
    Interrupted,
    MicHears,
    MicHearsNothing,
    MicOverloaded,
    NotOpened,
    Opened,
    RoomNoise,
)
from devices.audio.processing import EchoCanceller
from devices.audio.room import Room
from devices.audio.selftest import Canceller, selftest
from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import Silence, Speech
from devices.audio.switches import Switch

CHECKOUT = Path(__file__).resolve().parents[2]


async def found(
    audio: SimulatedAudio, canceller: Canceller | None = None, pulled_after: int = -1
) -> list[Finding]:
    """Run the self-test and let time pass by hand as fast as it goes."""

    async def run() -> list[Finding]:
        return [finding async for finding in selftest(audio, canceller)]

    trial = asyncio.create_task(run())
    beats = 0
    while not trial.done():
        if beats == pulled_after:
            audio.switch(Switch.UNPLUGGED)
        audio.beat()
        beats += 1
        for _ in range(5):
            await asyncio.sleep(0)
    return trial.result()


def lobby(delay_ms: float = 60, gain: float = 0.3) -> SimulatedAudio:
    return SimulatedAudio(Silence(), Room(delay_ms, gain), by_hand=True)


@pytest.mark.parametrize("delay_ms", [20, 87.5, 200])
@pytest.mark.parametrize("gain", [0.02, 0.5])
async def test_the_chirp_finds_delay_and_loudness_of_the_room(delay_ms: float, gain: float) -> None:
    opened, noise, hears = await found(lobby(delay_ms, gain))
    assert opened == Opened(frozenset(Sink), 20)
    assert isinstance(noise, RoomNoise) and noise.level_dbfs == pytest.approx(-80, abs=1)
    assert isinstance(hears, MicHears)
    assert hears.delay_ms == pytest.approx(delay_ms, abs=2)
    assert hears.level_db == pytest.approx(20 * np.log10(gain), abs=1)


async def test_it_is_heard_through_people_who_talk() -> None:
    audio = lobby()
    audio.source = Speech(level=0.3)
    assert isinstance((await found(audio))[-1], MicHears)


@pytest.mark.parametrize("trouble", [Switch.MUTED, Switch.SILENT])
async def test_a_microphone_that_hears_nothing_is_found(trouble: Switch) -> None:
    audio = lobby()
    audio.switch(trouble)
    assert (await found(audio))[-1] == MicHearsNothing()


async def test_a_loudspeaker_without_sound_is_found() -> None:
    assert (await found(SimulatedAudio(by_hand=True)))[-1] == MicHearsNothing()


async def test_a_microphone_that_is_too_loud_is_found() -> None:
    assert (await found(lobby(gain=8.0)))[-1] == MicOverloaded()


async def test_the_echo_canceller_can_be_tried_too() -> None:
    finding = (await found(lobby(), EchoCanceller()))[-1]
    assert isinstance(finding, EchoTakenOut) and finding.by_db > 20


@pytest.mark.parametrize("reason", [Gap.NOT_FOUND, Gap.BUSY])
async def test_what_cannot_be_opened_is_said_with_its_reason(reason: Gap) -> None:
    audio = lobby()
    audio.switch(Switch(reason))
    assert await found(audio) == [NotOpened(reason)]


async def test_a_plug_that_is_pulled_ends_the_test() -> None:
    assert (await found(lobby(), pulled_after=80))[-1] == Interrupted()


async def test_the_microphone_is_closed_after_the_test() -> None:
    audio = lobby()
    await found(audio)
    assert audio.state == Closed()


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_chirp(seed: int) -> None:
    played = b"".join([*chirp(), *[SILENCE] * 70])
    noise = np.random.default_rng(seed).normal(0, 3_000, len(played) // 2).astype(np.int16)
    assert find(played, noise.tobytes()) is None


def test_codes_of_findings_are_stable() -> None:
    assert {kind.code for kind in get_args(Finding)} == {
        "opened",
        "not-opened",
        "room-noise",
        "mic-hears",
        "mic-hears-nothing",
        "mic-overloaded",
        "echo-taken-out",
        "interrupted",
    }


_WITNESS = """
import os, sys
written = []
def witness(event, args):
    if event != "open" or args[0] == os.devnull or not isinstance(args[2], int):
        return
    if args[2] & (os.O_WRONLY | os.O_RDWR):
        written.append(args[0])
sys.addaudithook(witness)
import asyncio
from devices.audio.sounddevice_driver import SoundDeviceAudio
from tests.devices.test_audio_selftest import EchoCanceller, found, lobby
print(len(asyncio.run(found(lobby(), EchoCanceller()))), written)
"""


def test_nothing_of_what_is_heard_is_written(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    witness = subprocess.run(
        [sys.executable, "-c", _WITNESS], cwd=tmp_path, env=environment, capture_output=True
    )
    assert witness.stdout.decode().split(maxsplit=1) == ["4", "[]\n"], witness.stderr.decode()
    assert list(tmp_path.iterdir()) == []
