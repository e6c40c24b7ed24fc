"""The contract of a camera. Trouble is a value here, never an exception.

A driver or a simulator is one file beside this one; `tests/devices/test_camera.py` runs over
all of them. None of them records: a picture lives until the next one comes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Protocol

SILENCE_S = 2.0
COVERED_BELOW = 40  # luminance; black is 16, white 235
_LOOKED_AT = 997  # every so many dots; prime, so that no column is looked at twice


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame as YUV 4:2:0: all of Y, then U, then V, without padding (I420).

    Colours are BT.601 in the limited range, as OpenCV converts them: Y 16–235, U and V 16–240.

    Args:
        width, height: even.
        planes: 1.5 bytes for each dot. Nobody writes into it any more.
        number: rises as long as the camera object lives, also over gaps; the first is 1.
        taken_ns: the machine's monotonic clock, the same in all processes.
    """

    width: int
    height: int
    planes: bytes | memoryview = field(repr=False)
    number: int
    taken_ns: int

    def __post_init__(self) -> None:
        if self.width < 2 or self.height < 2 or self.width % 2 or self.height % 2:
            raise ValueError(f"a picture has even sides, not {self.width}×{self.height}")
        if len(self.planes) != self.width * self.height * 3 // 2:
            raise ValueError(
                f"{len(self.planes)} bytes are no picture of {self.width}×{self.height}"
            )

    @property
    def y(self) -> memoryview:
        """The luminance, one byte a dot."""
        return memoryview(self.planes)[: self.width * self.height]

    @property
    def u(self) -> memoryview:
        """How blue it is, one byte for two by two dots."""
        dots = self.width * self.height
        return memoryview(self.planes)[dots : dots + dots // 4]

    @property
    def v(self) -> memoryview:
        """How red it is, one byte for two by two dots."""
        dots = self.width * self.height
        return memoryview(self.planes)[dots + dots // 4 :]

    @property
    def covered(self) -> bool:
        """Whether it is so dark that something must be in front of the lens."""
        seen = self.y[::_LOOKED_AT]
        return sum(seen) < COVERED_BELOW * len(seen)


class Gap(StrEnum):
    """Why there is no picture."""

    NOT_FOUND = "not-found"  # it has not been there since `run()` began
    BUSY = "busy"  # it is there and does not open: somebody has it, or we may not
    UNPLUGGED = "unplugged"  # it was there and left
    SILENT = "silent"  # it is there and has given no picture for two seconds


@dataclass(frozen=True, slots=True)
class Closed:
    """Nobody sees anything: `run()` is not at work, or the first picture has not come yet."""

    code: ClassVar[str] = "closed"


@dataclass(frozen=True, slots=True)
class Looking:
    """Pictures come. The size is that of the pictures, whatever was asked for."""

    width: int
    height: int
    fps: float
    code: ClassVar[str] = "looking"


@dataclass(frozen=True, slots=True)
class NoPicture:
    """The camera is tried again by itself."""

    reason: Gap
    code: ClassVar[str] = "no-picture"


CameraState = Closed | Looking | NoPicture


class Camera(Protocol):
    """A camera with one owner task.

    Limits: 30 pictures a second of at most 1920×1080; only the newest picture is kept, there is
    no queue and no file.
    """

    @property
    def state(self) -> CameraState:
        """What is known now; `Closed` before `run()`. Never waits."""

    async def next(self, after: int) -> Picture | None:
        """Wait for a picture with a higher number than `after` and return the newest.

        None, at once, when there is no picture to wait for: nobody runs the camera, or it is in
        trouble. Then wait for `changes()` before asking again. Any number of tasks may wait.
        """

    def changes(self) -> AsyncIterator[CameraState]:
        """Listen from now on: first the present state, then every change.

        A slow listener misses states in between, never the latest one.
        """

    async def run(self) -> None:
        """Own the camera until cancelled. Only in here is the device open.

        However it ends, the device is closed before `Closed` is told and before it returns.
        """
