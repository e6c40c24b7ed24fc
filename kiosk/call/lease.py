"""What camera and microphone may do, and for how long: nobody films without a fresh yes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from kiosk.domain.call_control import LEASE, Lease

SHUT = Lease(False, False)


class LeaseClock:
    """The last lease and when it was given. Pure; the clock is an argument, in seconds."""

    def __init__(self) -> None:
        self._lease, self._until = SHUT, 0.0

    def renew(self, lease: Lease, now: float) -> None:
        """Take a new lease; it counts from now on."""
        self._lease, self._until = lease, now + LEASE.total_seconds()

    def now(self, now: float) -> Lease:
        """Return what is allowed: nothing, once nobody has renewed for 3 s."""
        return self._lease if now < self._until else SHUT


class Leased:
    """A device that runs only while it may.

    Args:
        run: owns the device until cancelled, and closes it however it ends.
    """

    def __init__(self, run: Callable[[], Coroutine[Any, Any, None]], name: str) -> None:
        self._run, self._name = run, name
        self._running: asyncio.Task[None] | None = None

    @property
    def on(self) -> bool:
        """Whether it is allowed to run now."""
        return self._running is not None

    def allow(self, on: bool) -> None:
        """Start it, or begin to close it. Never waits."""
        if on and self._running is None:
            self._running = asyncio.create_task(self._run(), name=self._name)
        elif not on and self._running is not None:
            self._running.cancel()
            self._running = None

    def check(self) -> None:
        """Raise what ended the device by itself: trouble is a state, this is a mistake."""
        if self._running is not None and self._running.done():
            self._running.result()

    async def close(self) -> None:
        """Close it and wait until it is closed."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
