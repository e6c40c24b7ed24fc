"""What of the citizen may pass: nothing before accept and on hold, silence when muted, black when
hidden. One gate for each connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Gate:
    """Belongs to the loop.

    Args:
        clock: seconds of the machine's monotonic clock, the same that pictures and sounds have.
    """

    def __init__(self, clock: Callable[[], float], *, is_open: bool) -> None:
        self.muted = False
        self.hidden = False
        self.is_open = False
        self.opened_ns = 0
        self._clock = clock
        self._news = asyncio.Event()
        if is_open:
            self.let_pass(True)

    def let_pass(self, passing: bool) -> None:
        """Open or shut it. What was taken before it opened never passes."""
        if passing and not self.is_open:
            self.opened_ns = round(self._clock() * 1e9)
        self.is_open = passing
        self._tell()

    def adjust(self, *, muted: bool, hidden: bool) -> None:
        self.muted, self.hidden = muted, hidden
        self._tell()

    async def opening(self) -> None:
        """Wait until it is open."""
        while not self.is_open:
            await self.change()

    async def change(self) -> None:
        """Wait until something is not as it was."""
        await self._news.wait()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
