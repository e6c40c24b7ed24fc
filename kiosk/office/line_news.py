"""The news for all terminals: every department as it is now, looked up once for everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from kiosk.domain.envelopes import encode
from kiosk.domain.messages import LineChanged
from kiosk.office.hub import Hub

# Changes that come faster are told together.
_EVERY_S = 0.2


class LineNews:
    """Five hundred terminals ask, the books are read once, and at most five times a second."""

    def __init__(self, look: Callable[[], Awaitable[LineChanged]], hub: Hub) -> None:
        self._look = look
        self._hub = hub
        self._one_at_a_time = asyncio.Lock()
        self._text = ""
        self._revision = -1
        self._next_at = 0.0

    async def latest(self, *, anew: bool = False) -> str:
        """Return `LineChanged` as JSON, not older than the last change that was announced.

        Args:
            anew: look also when nothing was announced: waiting times change by themselves.
        """
        time = asyncio.get_running_loop().time
        wanted = self._hub.revision
        async with self._one_at_a_time:
            old = anew and time() >= self._next_at
            # Somebody who waited here is content with what was looked up meanwhile.
            if old or self._revision < wanted:
                await asyncio.sleep(self._next_at - time())
                # First the number, then the look: what happens meanwhile is looked at next time.
                revision = self._hub.revision
                self._text = encode(await self._look())
                self._revision, self._next_at = revision, time() + _EVERY_S
            return self._text
