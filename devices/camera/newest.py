"""The newest picture of one camera, its state, and who waits for either.

Shared by the drivers and the simulator: only here does the state of a camera change.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from weakref import WeakSet

from devices.camera import CameraState, Closed, Gap, Looking, NoPicture, Picture


class Listener(AsyncIterator[CameraState]):
    """One who follows the camera. A state that nobody read yet is replaced by the newest."""

    def __init__(self, state: CameraState) -> None:
        self._kept: CameraState | None = state
        self._news = asyncio.Event()

    def hear(self, state: CameraState) -> None:
        self._kept = state
        self._news.set()

    async def __anext__(self) -> CameraState:
        while self._kept is None:
            self._news.clear()
            await self._news.wait()
        state, self._kept = self._kept, None
        return state


class Newest:
    """What a camera shows now. Belongs to the loop; threads do not touch it."""

    def __init__(self) -> None:
        self.state: CameraState = Closed()
        self._picture: Picture | None = None
        self._number = 0
        self._running = False
        self._news = asyncio.Event()
        self._listeners: WeakSet[Listener] = WeakSet()

    def open(self) -> None:
        """The owner begins: from now on it is worth waiting for a picture."""
        if self._running:
            raise RuntimeError("a camera has one owner task")
        self._running = True

    def show(
        self, width: int, height: int, planes: bytes | memoryview, taken_ns: int, fps: float
    ) -> None:
        self._number += 1
        self._picture = Picture(width, height, planes, self._number, taken_ns)
        self._become(Looking(width, height, fps))

    def miss(self, gap: Gap) -> None:
        """There is no picture, and nobody gets the last one any more."""
        self._picture = None
        self._become(NoPicture(gap))

    def close(self) -> None:
        """The owner has ended and the device is closed."""
        self._running = False
        self._picture = None
        self._become(Closed())

    def _become(self, state: CameraState) -> None:
        if state != self.state:
            self.state = state
            for listener in self._listeners:
                listener.hear(state)
        self._news.set()
        self._news = asyncio.Event()

    async def next(self, after: int) -> Picture | None:
        while self._running and not isinstance(self.state, NoPicture):
            if self._picture is not None and self._picture.number > after:
                return self._picture
            await self._news.wait()
        return None

    def listen(self) -> Listener:
        listener = Listener(self.state)
        self._listeners.add(listener)
        return listener
