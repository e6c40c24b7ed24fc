"""Shapes with soft edges on a canvas, and the canvas as planes of a picture.

A length of 1 is the height of the picture; x is 0 in the middle, y is 0 at the top.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]
Colour = tuple[int, int, int]

# ITU-R BT.601-7, limited range: how red, green and blue add to Y, U and V.
_Y = np.array([65.481, 128.553, 24.966], np.float32) / 255
_U = np.array([-37.797, -74.203, 112.0], np.float32) / 255
_V = np.array([112.0, -93.786, -18.214], np.float32) / 255


class Canvas:
    """A field of colours with transparency, as large as a piece of the picture.

    Args:
        dots: how many dots are a length of 1.
        left, top: where the piece lies in the picture.
    """

    def __init__(self, dots: int, left: float, top: float, width: int, height: int) -> None:
        self._dots = dots
        self._left, self._top = left, top
        self.rgb: Floats = np.zeros((height, width, 3), np.float32)  # multiplied by `alpha`
        self.alpha: Floats = np.zeros((height, width, 1), np.float32)

    def wash(self, top: Colour, bottom: Colour) -> None:
        """Fill everything, from one colour above to another below."""
        part = np.linspace(0, 1, len(self.rgb), dtype=np.float32)[:, None, None]
        self.rgb[:] = np.array(top) * (1 - part) + np.array(bottom) * part
        self.alpha[:] = 1

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, colour: Colour, *,
        soft: float = 0.0, strength: float = 1.0, below: float = -9.0, above: float = 9.0,
    ) -> None:  # fmt: skip
        """Draw an ellipse, or the part of it between two heights."""
        smaller = min(rx, ry)

        def outside(dx: Floats, dy: Floats) -> Floats:
            far: Floats = (np.hypot(dx / rx, dy / ry) - 1) * smaller
            cut: Floats = np.maximum(far, np.maximum(below - y - dy, dy - (above - y)))
            return cut

        self._paint(x, y, rx + soft, ry + soft, outside, colour, soft, strength)

    def box(
        self, x: float, y: float, width: float, height: float, colour: Colour, *,
        round: float = 0.0, soft: float = 0.0, strength: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw a box around its middle, with round corners."""
        rx, ry = width / 2 - round, height / 2 - round

        def outside(dx: Floats, dy: Floats) -> Floats:
            ax, ay = np.abs(dx) - rx, np.abs(dy) - ry
            corner = np.hypot(np.maximum(ax, 0), np.maximum(ay, 0))
            far: Floats = corner + np.minimum(np.maximum(ax, ay), 0) - round
            return far

        self._paint(x, y, width / 2 + soft, height / 2 + soft, outside, colour, soft, strength)

    def arc(
        self, x: float, y: float, rx: float, ry: float, thick: float, colour: Colour, *, up: bool
    ) -> None:
        """Draw the upper or the lower half of a ring."""

        def outside(dx: Floats, dy: Floats) -> Floats:
            ring = np.abs(np.hypot(dx, dy * rx / ry) - rx) - thick / 2
            end = np.hypot(np.abs(dx) - rx, dy) - thick / 2
            here = dy <= 0 if up else dy >= 0
            return np.where(here, ring, end)

        self._paint(x, y, rx + thick, ry + thick, outside, colour, 0.0, 1.0)

    def _paint(
        self, x: float, y: float, reach_x: float, reach_y: float,
        outside: Callable[[Floats, Floats], Floats], colour: Colour, soft: float, strength: float,
    ) -> None:  # fmt: skip
        """Lay a colour over the dots whose distance outside of the shape is negative."""
        dot = 1 / self._dots
        height, width = self.alpha.shape[:2]
        columns = self._span(x - self._left, reach_x, width)
        rows = self._span(y - self._top, reach_y, height)
        if columns.start >= columns.stop or rows.start >= rows.stop:
            return
        dx = (np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5) * dot + self._left - x
        dy = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) * dot + self._top - y
        far = outside(dx[None, :], dy[:, None])
        cover = np.clip(0.5 - far / max(dot, soft), 0, 1)[..., None] * np.float32(strength)
        here = (rows, columns)
        self.rgb[here] += cover * (np.array(colour, np.float32) - self.rgb[here])
        self.alpha[here] += cover * (1 - self.alpha[here])

    def _span(self, middle: float, reach: float, size: int) -> slice:
        first, last = (round((middle + side * (reach + 2 / self._dots)) * self._dots)
                       for side in (-1, 1))  # fmt: skip
        return slice(min(size, max(0, first)), min(size, max(0, last)))


@dataclass(frozen=True, slots=True)
class Layer:
    """A drawing that lies over a picture: what it adds, and how much of what is below it keeps.

    `keep` is 256 where it is transparent.
    """

    add: tuple[Bytes, Bytes, Bytes]
    keep: tuple[NDArray[np.uint16], NDArray[np.uint16]]

    def over(self, planes: tuple[Bytes, Bytes, Bytes], x: int, y: int) -> None:
        """Lay it over Y, U and V; x and y are where its corner lies, in dots of Y."""
        keeps, steps = (*self.keep, self.keep[1]), (1, 2, 2)
        for plane, add, keep, step in zip(planes, self.add, keeps, steps, strict=True):
            height, width = add.shape
            top, left = y // step, x // step
            part = plane[top : top + height, left : left + width]
            height, width = part.shape
            mixed = part * keep[:height, :width]
            mixed >>= 8
            np.add(mixed, add[:height, :width], out=part, casting="unsafe")


def layer(canvas: Canvas) -> Layer:
    """Turn a canvas into a layer; both sides are even."""
    rgb, alpha = canvas.rgb, canvas.alpha[..., 0]
    small_rgb, small_alpha = _halved(rgb), _halved(alpha)
    return Layer(
        (_bytes(rgb @ _Y + 16 * alpha),
         _bytes(small_rgb @ _U + 128 * small_alpha),
         _bytes(small_rgb @ _V + 128 * small_alpha)),
        (_keep(alpha), _keep(small_alpha)),
    )  # fmt: skip


def split(frame: Bytes, width: int, height: int) -> tuple[Bytes, Bytes, Bytes]:
    """Return Y, U and V of a frame in one piece, as views."""
    dots = width * height
    half = (height // 2, width // 2)
    return (
        frame[:dots].reshape(height, width),
        frame[dots : dots + dots // 4].reshape(half),
        frame[dots + dots // 4 :].reshape(half),
    )


def _halved(field: Floats) -> Floats:
    rows = field[::2] + field[1::2]
    halved: Floats = (rows[:, ::2] + rows[:, 1::2]) / 4
    return halved


def _bytes(plane: Floats) -> Bytes:
    rounded: Bytes = np.clip(plane + 0.5, 0, 255).astype(np.uint8)
    return rounded


def _keep(alpha: Floats) -> NDArray[np.uint16]:
    return ((1 - alpha) * 256 + 0.5).astype(np.uint16)
