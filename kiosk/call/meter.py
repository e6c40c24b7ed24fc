"""Once a second: how the line is, and what may be sent over it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.call.quality import Figures, Quality, between
from kiosk.call.rate import RateControl
from kiosk.call.receiving import Viewer

EVERY_S = 1.0


class Meter:
    """Of one connection.

    Args:
        rate: is given every report of the other end.
        face: who reads the face at the other end.
    """

    def __init__(self, rate: RateControl, face: Viewer, now: float) -> None:
        self.quality = Quality()
        self._rate, self._face = rate, face
        self._last = Figures(at=now)

    def look(self, figures: Figures, concealed: int) -> Quality | None:
        """Return how the last second was; None before it is over, and before anything came."""
        if figures.at - self._last.at < EVERY_S:
            return None
        figures = replace(figures, frames_in=self._face.frames)
        last, self._last = self._last, figures
        if figures.loss_out is not None and figures.report != last.report:
            self._rate.report(figures.loss_out, figures.rtt_s, figures.at)
        self.quality = between(
            last,
            figures,
            height_in=self._face.height,
            height_out=self._rate.choose_height(figures.at),
            concealed=concealed,
        )
        return self.quality if figures.packets_in else None
