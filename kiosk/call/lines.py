"""The line to the terminal: a command a line comes in, a report a line goes out."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Callable

from kiosk.domain.call_control import COMMANDS, REPORTS, Command, LevelNow, Report
from kiosk.domain.envelopes import LARGEST_MESSAGE_BYTES

_MOST_WAITING = 256


class TerminalStuck(Exception):
    """The terminal reads nothing any more: this process ends, and its camera with it."""


class Lines:
    """Two pipes.

    Args:
        reading, writing: file descriptors; they belong to this object now.
    """

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._waiting: deque[bytes] = deque()
        self._ready = False
        os.set_blocking(writing, False)

    def tell(self, report: Report) -> None:
        """Send a report. Never waits; levels are dropped when the terminal is slow."""
        if isinstance(report, LevelNow) and self._waiting:
            return
        if len(self._waiting) >= _MOST_WAITING:
            raise TerminalStuck
        self._waiting.append(REPORTS.encode(report).encode() + b"\n")
        self._write()

    def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            line = self._waiting[0]
            try:
                written = os.write(self._writing, line)
            except BlockingIOError:
                loop.add_writer(self._writing, self._write)
                return
            except OSError:
                self._waiting.clear()  # the terminal is gone; its end of the line says so, too
                break
            if written == len(line):
                self._waiting.popleft()
            else:
                self._waiting[0] = line[written:]
        loop.remove_writer(self._writing)

    async def hear(self, obey: Callable[[Command], None]) -> None:
        """Obey every command until the terminal goes away. Raises `BadMessage` for a bad one."""
        reader = asyncio.StreamReader(limit=LARGEST_MESSAGE_BYTES * 2)
        loop = asyncio.get_running_loop()
        pipe = os.fdopen(self._reading, "rb", buffering=0, closefd=False)
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
        try:
            async for line in reader:
                obey(COMMANDS.decode(line))
        finally:
            transport.close()
