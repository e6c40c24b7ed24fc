"""What comes from the other end, read at once and handed on: a queue that nobody reads is delay."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame, VideoFrame

from devices.audio import FRAME_BYTES, Sound
from devices.camera import Picture
from kiosk.call.frames import picture, samples

Track = MediaStreamTrack  # what may come, for those who only hand it on


class Viewer:
    """Reads a moving picture; of several that wait only the newest is shown.

    Args:
        clock: seconds of the machine's monotonic clock.
    """

    def __init__(self, show: Callable[[Picture], None], clock: Callable[[], float]) -> None:
        self.frames = 0
        self.height = 0
        self._show, self._clock = show, clock
        self._newest: VideoFrame | None = None

    async def read(self, track: Track) -> None:
        """Read until the track ends or this is cancelled."""
        loop = asyncio.get_running_loop()
        try:
            while True:
                frame = await track.recv()
                if not isinstance(frame, VideoFrame):
                    continue
                self.frames += 1
                if self._newest is None:
                    loop.call_soon(self._hand_on)
                self._newest = frame
        except MediaStreamError:
            pass
        finally:
            self._newest = None

    def _hand_on(self) -> None:
        frame, self._newest = self._newest, None
        if frame is None:
            return
        shown = picture(frame, self.frames, round(self._clock() * 1e9))
        if shown is not None:
            self.height = shown.height
            self._show(shown)


class Listener:
    """Reads sound and hands it on in pieces of 10 ms."""

    def __init__(self, play: Callable[[Sound], None], clock: Callable[[], float]) -> None:
        self.sounds = 0
        self._play, self._clock = play, clock
        self._rest = b""

    async def read(self, track: Track) -> None:
        """Read until the track ends or this is cancelled."""
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, AudioFrame):
                    self._hand_on(samples(frame))
        except MediaStreamError:
            pass

    def _hand_on(self, heard: bytes) -> None:
        self._rest += heard
        while len(self._rest) >= FRAME_BYTES:
            piece, self._rest = self._rest[:FRAME_BYTES], self._rest[FRAME_BYTES:]
            self.sounds += 1
            self._play(Sound(piece, self.sounds, round(self._clock() * 1e9)))
