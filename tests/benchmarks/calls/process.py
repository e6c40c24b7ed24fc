"""The call process with an ear at its loudspeaker: `python -m … FILE`, else as `kiosk call`.

Once a second a line of JSON is added to FILE: when pulses came out of the loudspeaker, how much
came at all, how much was missing.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from array import array
from collections import deque
from contextlib import suppress
from pathlib import Path

from devices.audio import FRAME_MS
from devices.audio.simulated import SimulatedAudio
from devices.audio.sources import TonePulses
from kiosk.call import app, hooks
from kiosk.call.audio_buffer import AudioBuffer
from kiosk.config import CallConfig

LOUD = 2_000
QUIET = 20  # the other end hums: less is a hole
PACKET_MS = 20
_PULSE_APART_MS = 300


class Ear(deque[bytes]):
    """Is given every frame in the moment in which it begins to be played."""

    def __init__(self) -> None:
        super().__init__(maxlen=1)
        self.pulses: list[float] = []
        self.came_ms = self.holes_ms = 0

    def append(self, frame: bytes) -> None:
        now_ms = time.monotonic() * 1_000
        samples = array("h", frame)
        loudest = max(samples, default=0)
        if self.came_ms or loudest > QUIET:  # before the first sound nothing is missing
            self.came_ms += FRAME_MS
            self.holes_ms += FRAME_MS if loudest <= QUIET else 0
        if loudest > LOUD and now_ms - (self.pulses or [0.0])[-1] > _PULSE_APART_MS:
            first = next(place for place, sample in enumerate(samples) if sample > LOUD)
            self.pulses.append(now_ms + first / 48)


class CountedBuffer(AudioBuffer):
    """Remembers all of its kind, for their figures."""

    made: list[CountedBuffer] = []

    def __init__(self) -> None:
        super().__init__()
        self.made.append(self)


def told(ear: Ear) -> str:
    given_up = sum(each.skipped + each.trimmed for each in CountedBuffer.made) * PACKET_MS
    lost_ms = ear.holes_ms + given_up
    return json.dumps({"pulses": ear.pulses, "came_ms": ear.came_ms, "lost_ms": lost_ms})


async def _tell(ear: Ear, file: Path) -> None:
    new = file.with_suffix(".new")
    while True:
        await asyncio.sleep(0.25)
        new.write_text(told(ear))
        new.replace(file)


async def _serve(file: Path, lines_out: int) -> None:
    camera = app.camera_of(CallConfig(time_code=True))
    audio = SimulatedAudio(TonePulses())
    audio.spoken = ear = Ear()
    telling = asyncio.create_task(_tell(ear, file))
    try:
        await app.serve(camera, audio, lines_out)
    finally:
        telling.cancel()


def main() -> None:
    lines_out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    hooks.AudioBuffer = CountedBuffer  # type: ignore[misc]
    hooks.install()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(Path(sys.argv[1]), lines_out))


if __name__ == "__main__":
    main()
