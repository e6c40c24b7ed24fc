"""Once a second: how the line is, and what may be sent over it; sooner when it is full."""

from __future__ import annotations

from dataclasses import replace

from kiosk.call.quality import Figures, Quality, between, loss_out
from kiosk.call.rate import NEVER_RANDOM, RateControl
from kiosk.call.receiving import Viewer

EVERY_S = 1.0
_ENOUGH_SENT = 20  # packets: of fewer a share says nothing


class Meter:
    """Of one connection.

    Args:
        rate: is given every report of the other end.
        face: who reads the face at the other end.
    """

    def __init__(self, rate: RateControl, face: Viewer, now: float) -> None:
        self.quality = Quality()
        self._rate, self._face = rate, face
        self._last = self._reported = Figures(at=now)

    def look(self, figures: Figures, concealed: int) -> Quality | None:
        """Return how the last second was; None before it is over, and before anything came."""
        self._report(figures)
        if figures.at - self._last.at < EVERY_S:
            return None
        figures = replace(figures, frames_in=self._face.frames)
        last, self._last = self._last, figures
        self.quality = between(
            last,
            figures,
            height_in=self._face.height,
            height_out=self._rate.choose_height(figures.at),
            concealed=concealed,
        )
        return self.quality if figures.packets_in else None

    def _report(self, figures: Figures) -> None:
        """Let the rate follow what the other end has reported."""
        last = self._reported
        if figures.report is None or figures.report == last.report:
            return
        loss = loss_out(last, figures)
        if figures.sent_out - last.sent_out < _ENOUGH_SENT:
            loss = min(loss, NEVER_RANDOM)
        if loss > NEVER_RANDOM or figures.at - last.at >= EVERY_S:
            self._reported = figures
            self._rate.report(loss, figures.rtt_s, figures.at)
            self._rate.choose_height(figures.at)
