"""The thread that owns a camera: it opens, looks, opens anew after trouble, and always closes.

OpenCV's calls block; so they are made in one thread that does nothing else and keeps nothing but
the newest frame.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from devices.camera import SILENCE_S, Gap
from devices.camera.newest import Newest

CLOSE_WITHIN_S = 3.0
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 5.0
_BREATH_S = 0.01  # after a read that fails at once


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    width: int
    height: int
    planes: bytes | memoryview
    fps: float


_Fresh = tuple[Frame, int] | Gap


class Source(Protocol):
    """A device, or what stands for it. One thread calls it, one call at a time."""

    def open(self) -> Gap | None:
        """Take the device; return NOT_FOUND or BUSY when that fails, and hold nothing then."""

    def read(self) -> Frame | None:
        """Wait for the next frame, at most a second; None when none came."""

    def present(self) -> bool:
        """Whether the device is still there; asked when no frame came."""

    def close(self) -> None:
        """Give the device back."""


class CameraStuck(RuntimeError):
    """The system does not return from a call to the camera, so it cannot be closed.

    The process has to end: then the kernel closes it.
    """


class Grabber:
    """One life of the thread, from the beginning of `run()` to its end.

    Args:
        time_scale: how much faster than in life it loses patience.
    """

    def __init__(self, source: Source, newest: Newest, time_scale: float = 1.0) -> None:
        self._source = source
        self._newest = newest
        self._scale = time_scale
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._fresh: _Fresh | None = None
        self._crash: BaseException | None = None

    async def run(self) -> None:
        """Look until cancelled; raises CameraStuck when the thread cannot be ended in time."""
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        # A daemon: a thread that hangs in the kernel must not keep the process alive.
        thread = threading.Thread(target=self._live, name="camera", daemon=True)
        self._newest.open()
        thread.start()
        try:
            await self._ended.wait()
        finally:
            self._stop.set()
            await self._until_ended()
            thread.join()
            self._newest.close()
        if self._crash is not None:
            raise self._crash

    async def _until_ended(self) -> None:
        """Wait, bounded, whoever else wants to cancel: the camera comes first."""
        deadline = self._loop.time() + CLOSE_WITHIN_S / self._scale
        while not self._ended.is_set():
            try:
                async with asyncio.timeout_at(deadline):
                    await self._ended.wait()
            except asyncio.CancelledError:
                continue
            except TimeoutError:
                raise CameraStuck("the camera cannot be closed") from None

    def _live(self) -> None:
        try:
            self._try_again_and_again()
        except BaseException as crash:
            self._crash = crash
        finally:
            self._call(self._ended.set)

    def _try_again_and_again(self) -> None:
        wait_s, ever = _FIRST_WAIT_S, False
        while not self._stop.is_set():
            gap = self._source.open()
            if gap is None:
                try:
                    gap, saw = self._look()
                finally:
                    self._source.close()
                wait_s, ever = (_FIRST_WAIT_S, True) if saw else (wait_s, ever)
            self._tell(Gap.UNPLUGGED if ever and gap is Gap.NOT_FOUND else gap)
            self._stop.wait(wait_s / self._scale)
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    def _look(self) -> tuple[Gap, bool]:
        """Hand frames on until none come any more; return why, and whether there were any."""
        saw, last = False, time.monotonic_ns()
        while not self._stop.is_set():
            frame = self._source.read()
            now = time.monotonic_ns()
            if frame is not None:
                saw, last = True, now
                self._tell((frame, now))
            elif not self._source.present():
                return (Gap.UNPLUGGED if saw else Gap.NOT_FOUND), saw
            elif now - last >= SILENCE_S / self._scale * 1e9:
                break
            else:
                self._stop.wait(_BREATH_S)
        return Gap.SILENT, saw

    def _tell(self, fresh: _Fresh) -> None:
        """Leave the newest for the loop; what it has not fetched yet is forgotten."""
        with self._lock:
            fetched = self._fresh is None
            self._fresh = fresh
        if fetched and not self._stop.is_set():
            self._call(self._fetch)

    def _fetch(self) -> None:
        with self._lock:
            fresh, self._fresh = self._fresh, None
        if self._stop.is_set():
            return
        if isinstance(fresh, Gap):
            self._newest.miss(fresh)
        elif fresh is not None:
            frame, taken_ns = fresh
            self._newest.show(frame.width, frame.height, frame.planes, taken_ns, frame.fps)

    def _call(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop of a stuck camera is gone
            self._loop.call_soon_threadsafe(call)
