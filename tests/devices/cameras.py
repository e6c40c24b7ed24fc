"""Cameras on a bench: what a test may do to one, whichever kind it is."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from devices.camera import Camera, CameraState, Looking, Picture
from devices.camera.opencv import OpenCvCamera
from devices.camera.portrait import Portrait
from devices.camera.shared import MEMORY
from devices.camera.simulated import SimulatedCamera
from devices.camera.switches import Switch

WIDTH, HEIGHT, FPS = 320, 180, 30
SCALE = 10  # how much faster than in life a camera loses patience


class Bench(Protocol):
    """One camera under test and the hands of the tester."""

    camera: Camera

    async def strike(self, trouble: Switch) -> None: ...
    async def repair(self) -> None: ...
    def held(self) -> bool:
        """Whether this process has the device open."""


class SimulatedBench:
    """The simulator, in which nothing is held."""

    def __init__(self, folder: Path) -> None:
        self.camera = SimulatedCamera(WIDTH, HEIGHT, FPS, time_scale=SCALE)

    async def strike(self, trouble: Switch) -> None:
        await self.camera.switch(trouble)

    async def repair(self) -> None:
        await self.camera.repair()

    def held(self) -> bool:
        return False


class FilmBench:
    """The driver on a film in the place of a device; trouble is another film."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "camera.avi"
        self.camera = OpenCvCamera(self.path, time_scale=SCALE)
        self._put(_moving())

    async def strike(self, trouble: Switch) -> None:
        match trouble:
            case Switch.UNPLUGGED:
                self.path.unlink()
            case Switch.BUSY:
                self._put(b"somebody else")
            case Switch.SILENT:
                self._put(film([]))
            case Switch.FROZEN:
                self._put(film([image(0.0)] * 5))
            case Switch.COVERED:
                self._put(film([np.full((HEIGHT, WIDTH, 3), 3, np.uint8)] * 5))

    async def repair(self) -> None:
        self._put(_moving())

    def held(self) -> bool:
        return held(self.path)

    def _put(self, content: bytes) -> None:
        """Put it in place in one act, as a device is there or not."""
        new = self.path.with_suffix(".new")
        new.write_bytes(content)
        new.rename(self.path)


BENCHES: dict[str, Callable[[Path], Bench]] = {"simulated": SimulatedBench, "opencv": FilmBench}


def held(path: Path) -> bool:
    """Return whether this process has a file open, also one that was removed since."""
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the one of this listing
            if os.readlink(link).removesuffix(" (deleted)") == str(path):
                return True
    return False


def camera_threads() -> list[threading.Thread]:
    """Return the threads that own a camera."""
    return [thread for thread in threading.enumerate() if thread.name == "camera"]


def image(at_s: float, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """Return a moment of the portrait in OpenCV's colours."""
    frame = Portrait(width, height).draw(at_s).reshape(height * 3 // 2, width)
    return cv2.cvtColor(frame, cv2.COLOR_YUV2BGR_I420)


def film(images: Iterable[np.ndarray], size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """Return a film, MJPG in AVI."""
    path = MEMORY / f"foyer-film-{os.getpid()}.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, size)
    for each in images:
        writer.write(each)
    writer.release()
    content = path.read_bytes()
    path.unlink()
    return content


@cache
def _moving() -> bytes:
    return film([image(moment / FPS) for moment in range(10)])


def picture(number: int, width: int = WIDTH, height: int = HEIGHT) -> Picture:
    """Return a picture of one grey, which its number says."""
    planes = bytes([number % 251]) * (width * height * 3 // 2)
    return Picture(width, height, planes, number, number * 1_000)


@asynccontextmanager
async def running(camera: Camera) -> AsyncIterator[asyncio.Task[None]]:
    """Run the owner task, also when nothing is seen."""
    owner = asyncio.create_task(camera.run(), name="camera")
    await asyncio.sleep(0)  # the owner begins
    try:
        yield owner
    finally:
        owner.cancel()
        with suppress(asyncio.CancelledError):
            await owner


async def state_of(changes: AsyncIterator[CameraState], wanted: CameraState | type) -> CameraState:
    """Wait for this state, or for one of this kind."""
    async for state in changes:
        if state == wanted or (isinstance(wanted, type) and isinstance(state, wanted)):
            return state
    raise AssertionError("the camera fell silent")


async def looking(camera: Camera) -> None:
    """Wait until it sees something."""
    await state_of(camera.changes(), Looking)


async def seen(camera: Camera, after: int = 0) -> Picture:
    """Wait for the next picture, which has to come."""
    picture = await camera.next(after)
    assert picture is not None
    return picture
