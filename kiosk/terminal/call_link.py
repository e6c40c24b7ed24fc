"""The terminal's line to its call process: starts it, hears it, starts it again when it dies."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from kiosk.domain.call_control import (
    COMMANDS,
    RENEW_EVERY,
    REPORTS,
    CallReady,
    Command,
    Lease,
    Report,
)
from kiosk.domain.wire import BadMessage
from kiosk.journal import Happened, Key, note

_FIRST_DELAY_S, _LONGEST_DELAY_S = 0.3, 5.0
_LONGEST_LINE = 65_536
_ENDS_WITHIN_S = 2.0
# What nobody takes is not for later: a stuck process is killed and its commands with it.
_MOST_UNSENT_BYTES = 262_144


class CallLink:
    """One call process, and the lease that keeps its camera open.

    Args:
        arguments: after `python -m kiosk call`; empty when this terminal makes no calls.
        lease: what camera and microphone may do now; asked every second. The loop of the glass
            asks: when the glass is frozen nobody renews, and the camera closes.
        on_report: what the process says.
        on_here: whether the process is there; also told when it dies.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        lease: Callable[[], Lease],
        on_report: Callable[[Report], None],
        on_here: Callable[[bool], None],
    ) -> None:
        self._command = [sys.executable, "-m", "kiosk", "call", *arguments]
        self._wanted = bool(arguments)
        self._lease, self._on_report, self._on_here = lease, on_report, on_here
        self._leased: Lease | None = None
        self._process: asyncio.subprocess.Process | None = None
        self.memory = ""
        """The beginning of the names of the picture blocks; "" while there is no process."""

    @property
    def here(self) -> bool:
        """Whether the process has said that it is ready."""
        return bool(self.memory)

    def send(self, command: Command) -> None:
        """Send a command; without a process it is lost, and `on_here` has said so."""
        process = self._process
        if process is None or process.stdin is None or process.stdin.is_closing():
            return
        if process.stdin.transport.get_write_buffer_size() > _MOST_UNSENT_BYTES:
            self._kill(process)
            return
        process.stdin.write(COMMANDS.encode(command).encode() + b"\n")

    def renew(self) -> None:
        """Send the lease now if it has changed: who says no is not filmed for another second."""
        lease = self._lease()
        if lease != self._leased:
            self._leased = lease
            self.send(lease)

    async def run(self) -> None:
        """Keep the process up until cancelled; without arguments there is none."""
        if not self._wanted:
            return
        delay = _FIRST_DELAY_S
        while True:
            was_here = await self._live()
            delay = _FIRST_DELAY_S if was_here else min(delay * 2, _LONGEST_DELAY_S)
            note(Happened.DEVICE_TROUBLE, device=Key("call"), code=Key("process-ended"))
            await asyncio.sleep(delay)

    async def _live(self) -> bool:
        """Run one life of the process; return whether it ever was ready."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
        self._process, self._leased, was_here = process, None, False
        renewing = asyncio.create_task(self._renew_for_ever(), name="camera lease")
        try:
            assert process.stdout is not None
            async for line in process.stdout:
                was_here |= self._hear(line)
        except (ValueError, OSError, BadMessage):
            pass  # a line that is none: the process is not to be trusted any more
        finally:
            renewing.cancel()
            self._process, self.memory = None, ""
            await self._end(process)
            self._on_here(False)
        return was_here

    def _hear(self, line: bytes) -> bool:
        report = REPORTS.decode(line)
        if isinstance(report, CallReady):
            self.memory = report.memory
            self._on_here(True)
        else:
            self._on_report(report)
        return self.here

    async def _renew_for_ever(self) -> None:
        while True:
            self._leased = self._lease()
            self.send(self._leased)
            await asyncio.sleep(RENEW_EVERY.total_seconds())

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        """Let it close its camera, then make sure that it is gone."""
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _ENDS_WITHIN_S)
        except TimeoutError:
            pass
        finally:
            self._kill(process)

    def _kill(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            process.kill()
