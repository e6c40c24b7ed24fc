"""How the line is, worked out once a second from figures that only rise."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.call_control import QualityNow


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted since the connection began.

    Args:
        sent_out, lost_out: packets of the face, up to the other end's last report. Its own share
            of losses counts from the report before, which a browser may have sent two packets
            ago because one of them was missing.
        report: says which report that was; it changes with every one. None before the first.
    """

    at: float
    packets_in: int = 0
    lost_in: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    frames_in: int = 0
    frames_out: int = 0
    rtt_s: float | None = None
    sent_out: int = 0
    lost_out: int = 0
    report: object = None


@dataclass(frozen=True, slots=True)
class Quality:
    """The last second. `height_*` and `fps_*` are of the two faces, not of a shared screen."""

    rtt_ms: int = 0
    loss_in_percent: float = 0.0
    loss_out_percent: float = 0.0
    fps_in: int = 0
    fps_out: int = 0
    height_in: int = 0
    height_out: int = 0
    kbit_per_s_in: int = 0
    kbit_per_s_out: int = 0
    concealed: int = 0
    """Packets of sound that were lost since the connection began."""


def between(
    before: Figures, after: Figures, *, height_in: int, height_out: int, concealed: int
) -> Quality:
    passed = max(0.001, after.at - before.at)
    lost = max(0, after.lost_in - before.lost_in)
    expected = lost + after.packets_in - before.packets_in
    return Quality(
        rtt_ms=round(1_000 * (after.rtt_s or 0.0)),
        loss_in_percent=round(100 * lost / expected, 1) if expected > 0 else 0.0,
        loss_out_percent=round(100 * loss_out(before, after), 1),
        fps_in=round((after.frames_in - before.frames_in) / passed),
        fps_out=round((after.frames_out - before.frames_out) / passed),
        height_in=height_in,
        height_out=height_out,
        kbit_per_s_in=round((after.bytes_in - before.bytes_in) * 8 / passed / 1_000),
        kbit_per_s_out=round((after.bytes_out - before.bytes_out) * 8 / passed / 1_000),
        concealed=concealed,
    )


def loss_out(before: Figures, after: Figures) -> float:
    """Return the share of 1 that was lost of what we sent between two reports."""
    sent = after.sent_out - before.sent_out
    lost = after.lost_out - before.lost_out
    return max(0.0, min(1.0, lost / sent)) if sent > 0 else 0.0


def told(quality: Quality) -> QualityNow:
    """Return what the terminal is told: the worse loss, the picture that the citizen sees."""
    return QualityNow(
        rtt_ms=quality.rtt_ms,
        loss_percent=max(quality.loss_in_percent, quality.loss_out_percent),
        frames_per_s=quality.fps_in,
        height=quality.height_in,
        kbit_per_s=quality.kbit_per_s_in + quality.kbit_per_s_out,
    )
