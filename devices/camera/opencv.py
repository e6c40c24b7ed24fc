"""A camera of Video4Linux, or a film in its place, through OpenCV.

Closing takes as long as the read that is under way: a frame of 33 ms, a second when the camera is
silent, because that is how long OpenCV is told to wait for one.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import Any

import cv2

from devices.camera import CameraState, Gap, Picture
from devices.camera.grabber import Frame, Grabber
from devices.camera.newest import Listener, Newest

_READ_S = 1
_SLOWEST_FPS = 1.0


class OpenCvCamera:
    """A webcam, or a film that is played over and over as if it were one.

    Args:
        address: `/dev/v4l/by-id/…` (stays the same when cables are moved), `/dev/video0`, the
            number of it, or a film, best MJPG in AVI: FFmpeg reads it.
        width, height, fps: what is asked for; what comes is in the pictures and the state.
        time_scale: how much faster than in life it loses patience.
    """

    def __init__(
        self,
        address: str | Path | int,
        *,
        width: int = 1280,
        height: int = 720,
        fps: int = 30,
        time_scale: float = 1.0,
    ) -> None:
        self._capture = _Capture(_path(address), width, height, fps)
        self._time_scale = time_scale
        self._newest = Newest()

    @property
    def state(self) -> CameraState:
        return self._newest.state

    async def next(self, after: int) -> Picture | None:
        return await self._newest.next(after)

    def changes(self) -> Listener:
        return self._newest.listen()

    async def run(self) -> None:
        await Grabber(self._capture, self._newest, self._time_scale).run()


class _Capture:
    """What the thread holds while it is open."""

    def __init__(self, path: Path, width: int, height: int, fps: int) -> None:
        self._path = path
        self._wanted = (
            (cv2.CAP_PROP_FOURCC, int.from_bytes(b"MJPG", "little")),  # first: it limits the sizes
            (cv2.CAP_PROP_FRAME_WIDTH, width),
            (cv2.CAP_PROP_FRAME_HEIGHT, height),
            (cv2.CAP_PROP_FPS, fps),
            (cv2.CAP_PROP_BUFFERSIZE, 1),
        )
        self._device: cv2.VideoCapture | None = None
        self._film = False
        self._fps = float(fps)
        self._due_s = 0.0
        self._image: Any = None  # OpenCV draws the next frame over the last

    def open(self) -> Gap | None:
        try:
            self._film = not stat.S_ISCHR(self._path.stat().st_mode)
        except OSError:
            return Gap.NOT_FOUND
        _set_up()
        device = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG if self._film else cv2.CAP_V4L2)
        if not device.isOpened():
            device.release()
            return Gap.BUSY
        for what, value in () if self._film else self._wanted:
            device.set(what, value)
        if (fps := device.get(cv2.CAP_PROP_FPS)) >= _SLOWEST_FPS:
            self._fps = fps
        self._device, self._due_s = device, time.monotonic()
        return None

    def read(self) -> Frame | None:
        image = self._next_image()
        if image is None and self._film:  # it is over, or there is another one in its place
            self.close()
            image = self._next_image() if self.open() is None else None
        if image is None:
            return None
        self._image = image
        height, width = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
        planes = cv2.cvtColor(image[:height, :width], cv2.COLOR_BGR2YUV_I420)
        return Frame(width, height, planes.reshape(-1).data.toreadonly(), self._fps)

    def _next_image(self) -> Any:
        if self._device is None:
            return None
        if self._film:
            time.sleep(max(0.0, self._due_s - time.monotonic()))
            self._due_s += 1 / self._fps
        there, image = self._device.read(self._image)
        return image if there else None

    def present(self) -> bool:
        return self._path.exists()

    def close(self) -> None:
        if self._device is not None:
            self._device.release()
        self._device = self._image = None


def _path(address: str | Path | int) -> Path:
    text = str(address)
    return Path(f"/dev/video{text}" if text.isdecimal() else text)


def _set_up() -> None:
    """Settings of OpenCV as a whole, before its first camera."""
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(_READ_S))
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
    cv2.setNumThreads(1)  # the other cores have a call to carry
