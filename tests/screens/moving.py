"""Frames whose colours are known, and a source that remembers who asked."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from devices.camera import Picture
from kiosk.terminal.views import Moving

# U and V of the four quarters: upper left, upper right, lower left, lower right.
QUARTERS = ((90, 160), (170, 110), (128, 128), (110, 90))


def frame(width: int, height: int, number: int = 1, read_only: bool = False) -> Picture:
    """Return a frame that is dark on the left and bright on the right, in four colours."""
    y = np.tile(np.linspace(40, 210, width).astype(np.uint8), (height, 1))
    colours = []
    for which in (0, 1):
        plane = np.zeros((height // 2, width // 2), np.uint8)
        for at, quarter in enumerate(QUARTERS):
            rows = slice(0, height // 4) if at < 2 else slice(height // 4, None)
            columns = slice(0, width // 4) if at % 2 == 0 else slice(width // 4, None)
            plane[rows, columns] = quarter[which]
        colours.append(plane)
    planes = b"".join(plane.tobytes() for plane in (y, *colours))
    return Picture(width, height, planes if read_only else memoryview(bytearray(planes)), number, 0)


def rgb(picture: Picture) -> npt.NDArray[np.float64]:
    """Return the colours of a frame by ITU-R BT.601 in the limited range, rows from the top."""
    half = (picture.height // 2, picture.width // 2)
    y = np.frombuffer(picture.y, np.uint8).reshape(picture.height, picture.width).astype(float)
    u, v = (
        np.frombuffer(plane, np.uint8).reshape(half).astype(float).repeat(2, 0).repeat(2, 1) - 128
        for plane in (picture.u, picture.v)
    )
    y = (y - 16) * 255 / 219
    red, blue = 1.402 * 255 / 224 * v, 1.772 * 255 / 224 * u
    green = -(0.299 * red + 0.114 * blue) / 0.587
    return np.clip(np.stack([y + red, y + green, y + blue], axis=-1), 0, 255)


class Pictures:
    """The moving pictures of a call; `asked` counts who wanted which frame."""

    def __init__(self, staff: Picture | None = None, own: Picture | None = None) -> None:
        self.frames = {Moving.STAFF: staff, Moving.SELF: own}
        self.asked: list[tuple[Moving, int]] = []

    def newest(self, moving: Moving, after: int) -> Picture | None:
        """Return the frame, if somebody has not seen it."""
        self.asked.append((moving, after))
        picture = self.frames.get(moving)
        return picture if picture is not None and picture.number > after else None
