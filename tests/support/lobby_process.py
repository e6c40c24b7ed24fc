"""A terminal in a process of its own, and somebody in front of it who is told what to do.

What is told goes in one JSON object a line, and one comes back. So the process can be searched
for words that it was never told: whatever of them is in it has come through the product.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.office_process import OfficeProcess

_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass
class LobbyProcess:
    """The test's end of it."""

    process: subprocess.Popen[str]
    journal: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    def does(self, act: str, *words: str) -> dict[str, Any]:
        """Let the person do something; return how the call stands then."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps([act, *words]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, self.journal.read_text(encoding="utf-8")
        told: dict[str, Any] = json.loads(line)
        assert "wrong" not in told, told["wrong"]
        return told


@contextmanager
def lobby_process(
    office: OfficeProcess, folder: Path, environment: dict[str, str]
) -> Iterator[LobbyProcess]:
    """Open a terminal whose files, home and temporary files are in a folder."""
    journal = folder / "terminal.log"
    shift = str(office.shift.total_seconds())
    command = [sys.executable, "-m", "tests.support.lobby_process"]
    with journal.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [*command, office.terminal_url, str(folder), shift],
            cwd=_CHECKOUT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    there = LobbyProcess(process, journal)
    try:
        there.does("is_ready")
        yield there
    finally:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


# ---------------------------------------------------------------------- inside the process
@dataclass(slots=True)
class _Office:
    terminal_url: str
    shift: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift


async def _serve(office: _Office, folder: Path) -> None:
    from kiosk.journal import open_journal
    from tests.support.call_scene import at_the_glass

    told = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    open_journal()
    async with at_the_glass(office, folder) as scene:  # type: ignore[arg-type]
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        async for line in reader:
            act, *words = json.loads(line)
            try:
                if act == "walks_away":  # time passes, and the visit ends
                    office.shift += timedelta(minutes=10)
                answer = await _do(scene, act, words)
            except AssertionError as wrong:
                answer = {"wrong": str(wrong)}
            print(json.dumps(answer), file=told, flush=True)


async def _do(scene: Any, act: str, words: list[str]) -> dict[str, Any]:
    from kiosk.terminal.situations import Situation
    from kiosk.terminal.views import Ask, Intent

    caller = scene.caller
    attendant = caller.attendant
    match act:
        case "is_ready":
            pass
        case "walks_away":
            resting = Situation.STANDBY
            await caller.until(lambda: attendant.visit.situation is resting, "the end", 30)
            await caller.waits_for("Zum Beginnen")
        case "holders":
            import gc

            await caller.settles()
            gc.collect()
        case "writes":  # one letter after the other; a whole word is never here
            attendant.touched(Intent(Ask.TYPE, words[0]))
            await caller.settles()
        case "hears_lines":
            count = int(words[0])
            await caller.until(lambda: len(attendant.visit.talk.lines) >= count, "lines")
        case "sees_state":
            await caller.until(lambda: words[0] in [str(each) for each in scene.states[-1:]], act)
        case _:
            await getattr(caller, act)(*words)
    return {
        "states": [str(state) for state in scene.states],
        "situation": str(attendant.visit.situation),
        "memory": attendant.calls.process.memory,
    }


if __name__ == "__main__":
    logging.getLogger("kivy").setLevel(logging.WARNING)
    _url, _folder, _shift = sys.argv[1:]
    from tests.support.citizen import window

    window()
    asyncio.run(_serve(_Office(_url, timedelta(seconds=float(_shift))), Path(_folder)))
