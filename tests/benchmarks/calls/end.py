"""The citizen's end of a call: what a terminal commands, and what can be measured of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.call_control import Command, Report
from tests.benchmarks.calls.samples import Seen, Sound


class End(Protocol):
    """A call process, or something that does the same.

    `name` is the column in the table; `on_report` is given what it says.
    """

    name: str
    on_report: Callable[[Report], None]

    async def open(self) -> None:
        """Start it, and wait until it is ready."""

    async def close(self) -> None:
        """End it; may be called again."""

    def send(self, command: Command) -> None:
        """Command something; never waits."""

    def processes(self) -> list[int]:
        """Return what it consists of."""

    async def begins(self) -> None:
        """Forget what was measured so far: another call begins."""

    async def faces(self) -> list[Seen]:
        """Return the pictures of the person at the desk that were shown, oldest first."""

    async def screens(self) -> list[Seen]:
        """Return the pictures of the shared screen."""

    async def spoken(self) -> list[float]:
        """Return when its microphone took a pulse."""

    async def heard(self) -> list[float]:
        """Return when a pulse came out of its loudspeaker."""

    async def sound(self) -> Sound:
        """Return how much sound has come."""
