"""What of camera and microphone passes, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress

from av import AudioFrame, VideoFrame

from devices.audio import FRAME_NS
from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import Speech
from devices.camera.simulated import SimulatedCamera
from devices.camera.switches import Switch
from kiosk.call.frames import samples
from kiosk.call.gate import Gate
from kiosk.call.tracks import CameraTrack, MicrophoneTrack


def now() -> float:
    return asyncio.get_running_loop().time()


@asynccontextmanager
async def running(device: SimulatedCamera | SimulatedAudio) -> AsyncIterator[None]:
    task = asyncio.create_task(device.run())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def within(waiting: Awaitable[VideoFrame]) -> VideoFrame:
    return await asyncio.wait_for(waiting, 3)


def dark(frame: VideoFrame) -> bool:
    return max(bytes(frame.planes[0])) == 16


async def test_a_picture_taken_before_the_gate_opened_never_passes() -> None:
    camera, gate = SimulatedCamera(96, 54), Gate(now, is_open=False)
    track = CameraTrack(camera, gate, now)
    async with running(camera):
        before = await camera.next(0)
        waiting = asyncio.create_task(track.recv())
        after = await camera.next(before.number if before else 0)
        assert after is not None
        assert not waiting.done()
        gate.let_pass(True)
        await within(waiting)
        assert track._seen > after.number


async def test_the_time_of_the_pictures_is_that_of_the_camera() -> None:
    camera = SimulatedCamera(96, 54, fps=50)
    track = CameraTrack(camera, Gate(now, is_open=True), now)
    async with running(camera):
        moments = [(await within(track.recv())).pts or 0 for _ in range(6)]
    steps = [b - a for a, b in zip(moments, moments[1:], strict=False)]
    assert moments[0] == 0
    assert all(step > 900 for step in steps)


async def test_hidden_is_black_at_once() -> None:
    camera, gate = SimulatedCamera(96, 54), Gate(now, is_open=True)
    track = CameraTrack(camera, gate, now)
    async with running(camera):
        shown = await within(track.recv())
        gate.adjust(muted=False, hidden=True)
        began, black = now(), await within(track.recv())
    assert not dark(shown)
    assert dark(black)
    assert (black.width, black.height) == (96, 54)
    assert now() - began < 0.5


async def test_without_a_picture_it_is_black_until_there_is_one() -> None:
    camera, gate = SimulatedCamera(96, 54), Gate(now, is_open=True)
    track = CameraTrack(camera, gate, now)
    async with running(camera):
        await within(track.recv())
        await camera.switch(Switch.UNPLUGGED)
        frame = await within(track.recv())
        while not dark(frame):
            frame = await within(track.recv())
        await camera.repair()
        assert not dark(await within(track.recv()))


async def test_two_sounds_are_a_packet() -> None:
    audio = SimulatedAudio(Speech(), by_hand=True)
    track = MicrophoneTrack(audio, Gate(lambda: 0.0, is_open=True))
    async with running(audio):
        audio.beat(4)
        packets = [await track.recv() for _ in range(2)]
    assert [(packet.samples, packet.pts) for packet in packets] == [(960, 0), (960, 960)]
    assert any(samples(packets[0]))


async def test_muted_is_silence_without_a_pause() -> None:
    audio, gate = SimulatedAudio(Speech(), by_hand=True), Gate(lambda: 0.0, is_open=True)
    gate.adjust(muted=True, hidden=False)
    track = MicrophoneTrack(audio, gate)
    async with running(audio):
        audio.beat(2)
        packet = await track.recv()
    assert isinstance(packet, AudioFrame)
    assert not any(samples(packet))


async def test_what_was_said_before_the_gate_opened_never_passes() -> None:
    began = 5_000_000_000
    audio = SimulatedAudio(Speech(), by_hand=True, clock=lambda: began)
    gate = Gate(lambda: (began + 4 * FRAME_NS) / 1e9, is_open=True)
    track = MicrophoneTrack(audio, gate)
    async with running(audio):
        audio.beat(6)
        packet = await track.recv()
        spoken = b"".join([(await audio.hear(number)).samples for number in (4, 5)])
    assert samples(packet) == spoken


async def test_after_a_pause_the_time_goes_on_as_the_clock_does() -> None:
    audio, gate = SimulatedAudio(Speech(), by_hand=True), Gate(lambda: 0.0, is_open=True)
    track = MicrophoneTrack(audio, gate)
    async with running(audio):
        audio.beat(2)
        first = await track.recv()
        audio.beat(50)  # nobody listened; the newest 60 ms are kept
        second = await track.recv()
    assert (first.pts, second.pts) == (0, 46 * 480)
