"""The citizen's end as it is shipped: the call process, its lines, its pictures in memory."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from devices.camera.shared import PictureReader
from devices.camera.time_code import age_ms, read_time_code
from kiosk.domain.call_control import (
    COMMANDS,
    REPORTS,
    CallReady,
    Command,
    Report,
    Stream,
    StreamsNow,
)
from tests.benchmarks.calls.samples import Seen, Sound
from tests.support.frozen import family

MODULE = "tests.benchmarks.calls.process"
READY_WITHIN_S = 30.0
_LOOK_EVERY_S = 0.004
_PULSES_KEPT_MS = 120_000
_ENDS_WITHIN_S = 5.0


class FoyerEnd:
    name = "Foyer"

    def __init__(self) -> None:
        self.on_report: Callable[[Report], None] = lambda report: None
        self._process: Process | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()
        self._seen: dict[Stream, list[Seen]] = {Stream.STAFF: [], Stream.SHARE: []}
        self._folder = tempfile.TemporaryDirectory(prefix="call-ear-")
        self._ear = Path(self._folder.name) / "ear.json"
        self._memory = ""
        self._numbers = dict.fromkeys(self._seen, 0)

    async def open(self) -> None:
        module = MODULE
        words = sys.executable, "-m", module, str(self._ear)
        self._process = await asyncio.create_subprocess_exec(*words, stdin=PIPE, stdout=PIPE)
        self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._look())]
        async with asyncio.timeout(READY_WITHIN_S):
            await self._ready.wait()

    async def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(OSError):
                assert process.stdin is not None
                process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), _ENDS_WITHIN_S)
            except TimeoutError:
                process.kill()
                await process.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._folder.cleanup()

    def send(self, command: Command) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(COMMANDS.encode(command).encode() + b"\n")

    def processes(self) -> list[int]:
        assert self._process is not None, "the call process has ended"
        return family(self._process.pid)

    async def _hear(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        async for line in self._process.stdout:
            report = REPORTS.decode(line)
            if isinstance(report, CallReady):
                self._memory = report.memory
                self._ready.set()
                continue
            if isinstance(report, StreamsNow):  # a new connection counts its pictures anew
                gone = {stream: 0 for stream in self._numbers if stream not in report.streams}
                self._numbers.update(gone)
            self.on_report(report)

    async def _look(self) -> None:
        await self._ready.wait()
        readers = {stream: PictureReader(f"{self._memory}-{stream}") for stream in self._seen}
        try:
            while True:
                for stream, reader in readers.items():
                    picture = reader.newest(self._numbers[stream])
                    if picture is not None and picture.number != self._numbers[stream]:
                        self._numbers[stream] = picture.number
                        code = read_time_code(picture)
                        age = None if code is None else age_ms(code, picture.taken_ns)
                        at_ms = picture.taken_ns / 1e6
                        seen = Seen(at_ms, picture.height, picture.number, age)
                        self._seen[stream].append(seen)
                await asyncio.sleep(_LOOK_EVERY_S)
        finally:
            for reader in readers.values():
                reader.close()

    # ------------------------------------------------------------------ what is measured
    async def begins(self) -> None:
        for seen in self._seen.values():
            seen.clear()

    async def faces(self) -> list[Seen]:
        return self._seen[Stream.STAFF]

    async def screens(self) -> list[Seen]:
        return self._seen[Stream.SHARE]

    async def spoken(self) -> list[float]:
        """A pulse begins with every full second of the clock."""
        now = int(asyncio.get_running_loop().time())
        return [1_000.0 * second for second in range(now - _PULSES_KEPT_MS // 1_000, now + 1)]

    async def heard(self) -> list[float]:
        pulses: list[float] = self._told()["pulses"]
        return pulses

    async def sound(self) -> Sound:
        told = self._told()
        return Sound(told["came_ms"], told["lost_ms"])

    def _told(self) -> dict[str, list[float] | float]:
        told: dict[str, list[float] | float] = json.loads(self._ear.read_text())
        return told
