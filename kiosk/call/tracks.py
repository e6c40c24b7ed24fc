"""Camera and microphone as tracks of a connection. What passes is decided by its gate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame

from devices.audio import FRAME_NS, FRAME_SAMPLES, RATE_HZ, SILENCE, Audio, Sound
from devices.camera import Camera, CameraState, Picture
from kiosk.call.frames import PICTURE_CLOCK, audio_frame, video_frame
from kiosk.call.gate import Gate

DARK_EVERY_S = 1.0
_FIRST_SIZE = 1280, 720
_BLACK, _NO_COLOUR = b"\x10", b"\x80"
_LATE_SAMPLES = RATE_HZ // 25  # 40 ms


class CameraTrack(MediaStreamTrack):
    """The camera's newest picture; black once a second while it is hidden or shows nothing.

    Without the black picture the other end would go on seeing the last face.
    """

    kind = "video"

    def __init__(self, camera: Camera, gate: Gate, clock: Callable[[], float]) -> None:
        super().__init__()
        self._camera, self._gate, self._clock = camera, gate, clock
        self._states: AsyncIterator[CameraState] = camera.changes()
        self._seen = 0
        self._size = _FIRST_SIZE
        self._dark = False
        self._sent_at = clock()
        self._origin_ns: int | None = None
        self._pts = -1

    async def recv(self) -> VideoFrame:
        while True:
            if self.readyState != "live":
                raise MediaStreamError
            await self._gate.opening()
            picture = None if self._gate.hidden else await self._camera.next(self._seen)
            if picture is not None and self._may_pass(picture):
                self._dark = False
                return self._frame(picture)
            if picture is None and await self._dark_is_due():
                self._dark = True
                return self._frame(self._black())

    def _may_pass(self, picture: Picture) -> bool:
        self._seen = picture.number
        gate = self._gate
        return gate.is_open and not gate.hidden and picture.taken_ns >= gate.opened_ns

    async def _dark_is_due(self) -> bool:
        """Wait for the moment of a black picture; False when something changes before."""
        due = max(self._sent_at, self._gate.opened_ns / 1e9) + DARK_EVERY_S
        if self._gate.hidden and not self._dark:
            due = self._clock()
        left = due - self._clock()
        if left > 0:
            await _first_of(left, self._gate.change(), anext(self._states))
        return self._gate.is_open and self._clock() >= due

    def _black(self) -> Picture:
        width, height = self._size
        dots = width * height
        planes = _BLACK * dots + _NO_COLOUR * (dots // 2)
        return Picture(width, height, planes, self._seen, round(self._clock() * 1e9))

    def _frame(self, picture: Picture) -> VideoFrame:
        if self._origin_ns is None:
            self._origin_ns = picture.taken_ns
        since_ns = picture.taken_ns - self._origin_ns
        self._pts = max(self._pts + 1, since_ns * PICTURE_CLOCK.denominator // 1_000_000_000)
        self._size, self._sent_at = (picture.width, picture.height), self._clock()
        return video_frame(picture, self._pts)


class MicrophoneTrack(MediaStreamTrack):
    """The microphone in packets of 20 ms; muted, the same of silence."""

    kind = "audio"

    def __init__(self, audio: Audio, gate: Gate) -> None:
        super().__init__()
        self._audio, self._gate = audio, gate
        self._heard = 0
        self._origin_ns: int | None = None
        self._pts = -2 * FRAME_SAMPLES

    async def recv(self) -> AudioFrame:
        first = await self._next()
        second = await self._next()
        while second.taken_ns - first.taken_ns > 2 * FRAME_NS:  # not what followed
            first, second = second, await self._next()
        muted = self._gate.muted
        samples = b"".join(SILENCE if muted else sound.samples for sound in (first, second))
        return audio_frame(samples, self._moment(first))

    async def _next(self) -> Sound:
        while True:
            if self.readyState != "live":
                raise MediaStreamError
            await self._gate.opening()
            sound = await self._audio.hear(self._heard)
            self._heard = sound.number
            if self._gate.is_open and sound.taken_ns >= self._gate.opened_ns:
                return sound

    def _moment(self, sound: Sound) -> int:
        """Count on without a gap, but follow the clock when something was left out."""
        if self._origin_ns is None:
            self._origin_ns = sound.taken_ns
        expected = self._pts + 2 * FRAME_SAMPLES
        real = (sound.taken_ns - self._origin_ns) * RATE_HZ // 1_000_000_000
        self._pts = real if real - expected > _LATE_SAMPLES else expected
        return self._pts


async def _first_of(timeout_s: float, *waiting: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(each) for each in waiting]
    try:
        await asyncio.wait(tasks, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
