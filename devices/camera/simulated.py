"""A camera made of software, with a switch for every trouble."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from devices.camera import SILENCE_S, CameraState, Gap, Picture
from devices.camera.drawing import Bytes, split
from devices.camera.newest import Listener, Newest
from devices.camera.portrait import Portrait
from devices.camera.switches import Switch, switched_on
from devices.camera.time_code import BLACK, WHITE, bits, edges, strip_height

_NOISE = 6  # how much a sensor adds at most, in steps of luminance
_DARK = 18


class SimulatedCamera:
    """A person in the hall who moves, with the time along the top edge.

    Args:
        width, height: even, at least 96×54.
        time_code: whether the time is drawn; see `time_code`.
        noisy: whether the sensor rustles, as real ones do; encoders then work as in life.
        time_scale: how much faster it loses patience with a silent camera; the pictures come at
            `fps` all the same.
        clock: the machine's monotonic clock.
        troubles: a file with more troubles, see `switched_on`; read again before every picture.
    """

    def __init__(
        self,
        width: int = 1280,
        height: int = 720,
        fps: float = 30.0,
        *,
        time_code: bool = True,
        noisy: bool = False,
        time_scale: float = 1.0,
        clock: Callable[[], int] = time.monotonic_ns,
        troubles: Path | None = None,
    ) -> None:
        if width < 96 or height < 54 or width % 2 or height % 2:
            raise ValueError(f"no camera has pictures of {width}×{height}")
        self._size = width, height
        self._fps = fps
        self._portrait = Portrait(width, height)
        self._time_code = time_code
        self._noise = _Noise(width * height) if noisy else None
        self._last: Bytes | None = None
        self._silence_s = SILENCE_S / time_scale
        self._clock = clock
        self._newest = Newest()
        self._by_hand: set[Switch] = set()
        self._troubles = troubles
        self._on: frozenset[Switch] = frozenset()

    @property
    def state(self) -> CameraState:
        return self._newest.state

    @property
    def switched_on(self) -> frozenset[Switch]:
        written = frozenset() if self._troubles is None else switched_on(self._troubles)
        return written | self._by_hand

    async def switch(self, trouble: Switch, on: bool = True) -> None:
        """Let a trouble begin or end; it shows with the next picture that is due."""
        (self._by_hand.add if on else self._by_hand.discard)(trouble)

    async def repair(self) -> None:
        """End every trouble that was switched on by hand."""
        self._by_hand.clear()

    async def next(self, after: int) -> Picture | None:
        return await self._newest.next(after)

    def changes(self) -> Listener:
        return self._newest.listen()

    async def run(self) -> None:
        self._newest.open()
        try:
            await self._look()
        finally:
            self._last = None
            self._newest.close()

    async def _look(self) -> None:
        """Take a picture whenever one is due; what could not be taken in time is left out."""
        began = self._clock()
        seen = began  # when there was a picture, or when it opened
        step_ns = round(1e9 / self._fps)
        while True:
            now, self._on = self._clock(), self.switched_on
            if (gap := self._gap(now - seen)) is not None:
                self._newest.miss(gap)
                seen = now if gap is not Gap.SILENT else seen
            elif Switch.SILENT not in self._on:
                self._take(now, now - began)
                seen = now
            await asyncio.sleep((step_ns - (self._clock() - began) % step_ns) / 1e9)

    def _gap(self, unseen_ns: int) -> Gap | None:
        """Return the trouble that a driver would see; what hides the others comes first."""
        if Switch.UNPLUGGED in self._on:
            return Gap.UNPLUGGED if self._last is not None else Gap.NOT_FOUND
        if Switch.BUSY in self._on:
            return Gap.BUSY
        if Switch.SILENT in self._on and unseen_ns >= self._silence_s * 1e9:
            return Gap.SILENT
        return None

    def _take(self, now: int, since_ns: int) -> None:
        width, height = self._size
        frame = self._last
        if frame is None or Switch.FROZEN not in self._on:
            frame = self._last = self._see(now, since_ns)
        self._newest.show(width, height, frame.data.toreadonly(), now, self._fps)

    def _see(self, now: int, since_ns: int) -> Bytes:
        width, height = self._size
        if covered := Switch.COVERED in self._on:
            frame = np.full(width * height * 3 // 2, 128, np.uint8)
            frame[: width * height] = _DARK
        else:
            frame = self._portrait.draw(since_ns / 1e9)
        if self._noise is not None:
            self._noise.rustle(frame)
        if self._time_code and not covered:
            _write_time(split(frame, width, height), now)
        return frame


class _Noise:
    """The rustling of a sensor: one field, laid over each picture at another place."""

    def __init__(self, dots: int) -> None:
        self._random = np.random.default_rng(7)
        self._dots = dots
        self._field = self._random.integers(0, _NOISE, dots * 2, np.uint8)

    def rustle(self, frame: Bytes) -> None:
        start = int(self._random.integers(self._dots))
        frame[: self._dots] += self._field[start : start + self._dots]


def _write_time(planes: tuple[Bytes, Bytes, Bytes], taken_ns: int) -> None:
    y, u, v = planes
    height, width = y.shape
    x = edges(width)
    strip = y[: strip_height(height)]
    for block, white in enumerate(bits(taken_ns)):
        strip[:, x[block] : x[block + 1]] = WHITE if white else BLACK
    for colour in (u, v):
        colour[: len(strip) // 2] = 128
