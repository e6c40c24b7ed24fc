"""A friendly person in the entrance hall, in motion, drawn without any file.

The hall lies still, the body sways a little and the head more.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np

from devices.camera.drawing import Bytes, Canvas, Layer, layer, split
from devices.camera.figures import Look, draw_body, draw_hall, draw_head

LOOP_S = 12.0  # after this time everything moves again as before
_GRAIN = 5  # how uneven the wall is, in steps of luminance


class Portrait:
    """The hall and the person in one size."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._hall = self._lie_still()
        self._body = self._piece(0.56, 0.60, 1.02, draw_body)
        self._heads = {
            look: self._piece(0.30, 0.13, 0.75, partial(draw_head, look=look))
            for look in (Look.CALM, Look.BLINKS, Look.SPEAKS, Look.BLINKS | Look.SPEAKS)
        }

    def draw(self, at_s: float) -> Bytes:
        """Return a new frame, I420 in one piece, of a moment of the loop."""
        frame = self._hall.copy()
        turn = math.tau * at_s / LOOP_S
        sway, nod = math.sin(turn * 2), math.sin(turn * 5)
        self._lay(frame, self._body, 0.010 * sway, 0.0)
        self._lay(frame, self._heads[look_at(at_s)], 0.026 * sway, 0.008 * nod)
        return frame

    def _lay(self, frame: Bytes, piece: tuple[Layer, int, int], right: float, down: float) -> None:
        drawn, x, y = piece
        planes = split(frame, self.width, self.height)
        drawn.over(planes, x + round(right * self.height), y + round(down * self.height))

    def _lie_still(self) -> Bytes:
        """Draw the hall, with the grain of plaster that an encoder has to work for."""
        canvas = Canvas(self.height, -self.width / self.height / 2, 0, self.width, self.height)
        draw_hall(canvas)
        frame = np.zeros(self.width * self.height * 3 // 2, np.uint8)
        planes = split(frame, self.width, self.height)
        layer(canvas).over(planes, 0, 0)
        grain = np.random.default_rng(4).integers(0, _GRAIN, planes[0].shape, np.uint8)
        planes[0][:] += grain
        return frame

    def _piece(
        self, half_width: float, top: float, bottom: float, draw: Callable[[Canvas], None]
    ) -> tuple[Layer, int, int]:
        """Draw a layer around the middle; return it and where its corner lies."""
        x = (self.width // 2 - round(half_width * self.height)) // 2 * 2
        y = round(top * self.height) // 2 * 2
        width = round(half_width * self.height) * 2
        height = round((bottom - top) * self.height) // 2 * 2
        canvas = Canvas(
            self.height, (x - self.width / 2) / self.height, y / self.height, width, height
        )
        draw(canvas)
        return layer(canvas), x, y


def look_at(at_s: float) -> Look:
    """Blink every few seconds, and say a few words in each loop."""
    blinks = Look.BLINKS if at_s % 3.7 > 3.56 else Look.CALM
    syllable = 3.0 < at_s % LOOP_S < 6.5 and at_s % 0.36 < 0.2
    return blinks | (Look.SPEAKS if syllable else Look.CALM)
