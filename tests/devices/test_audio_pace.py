"""What the simulated device hears, and that its time is even."""

from __future__ import annotations

import asyncio
import selectors

import numpy as np
import pytest

from devices.audio import FRAME_NS, SILENCE
from devices.audio.room import Room
from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import Silence, TonePulses


def test_pulses_begin_at_every_full_second() -> None:
    at_ns = 3 * 1_000_000_000 - 5 * 1_000_000  # the pulse begins in the middle of a frame
    frames = [TonePulses().frame(n, at_ns + n * FRAME_NS) for n in range(100)]
    loud = np.abs(np.concatenate(frames)) > 0.1
    first, last = (int(where) for where in np.flatnonzero(loud)[[0, -1]])
    assert first / 48 == pytest.approx(5, abs=0.1)
    assert (last - first) / 48 == pytest.approx(60, abs=0.5)


def test_a_room_answers_after_its_delay_and_dies_away() -> None:
    room = Room(delay_ms=60, gain=0.5)
    click = np.zeros(480, np.int16)
    click[0] = 16_384
    answer = np.concatenate([room.echo(click.tobytes()), *(room.echo(SILENCE) for _ in range(40))])
    assert np.abs(answer[: 60 * 48 - 1]).max() < 1e-9
    assert answer[60 * 48] == pytest.approx(0.25)
    assert np.abs(answer[320 * 48 :]).max() < 1e-9


class _NoWaiting(selectors.SelectSelector):
    """Every wait is over at once, and the clock of the loop says how long it would have been."""

    now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now_s += timeout or 0.0
        return super().select(0)


class _QuickLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._quick = _NoWaiting()
        super().__init__(self._quick)

    def time(self) -> float:
        return self._quick.now_s


def test_a_minute_has_six_thousand_frames_however_late_the_loop_is() -> None:
    async def minute() -> int:
        audio = SimulatedAudio(Silence())
        owner = asyncio.create_task(audio.run())
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, _QuickLoop)
        number = 0
        while loop.time() < 60:
            number = (await audio.hear(number)).number
            if number % 100 == 0:
                loop._quick.now_s += 0.037  # something else held the loop
        owner.cancel()
        await asyncio.wait([owner])
        return number

    with asyncio.Runner(loop_factory=_QuickLoop) as runner:
        assert runner.run(minute()) == pytest.approx(6_000, abs=5)
