"""The cable of a fake printer: plugged in or pulled, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from devices.printer.fake.doors import Attend, Door


class Cable:
    """Serves a door while it is plugged in."""

    def __init__(self, door: Door, attend: Attend, refuse_second: Callable[[], bool]) -> None:
        self.door = door
        self._attend = attend
        self._refuse_second = refuse_second
        self._hand = asyncio.Lock()
        self._serving: asyncio.Task[None] | None = None

    async def follow(self, plugged: Callable[[], bool]) -> None:
        """Plug it in, or pull it: what is so when it is this hand's turn."""
        async with self._hand:
            if plugged():
                self._plug()
            else:
                await self._pull()

    def _plug(self) -> None:
        if self._serving is None:
            self.door.open()
            self._serving = asyncio.create_task(
                self.door.serve(self._attend, self._refuse_second), name="fake door"
            )

    async def _pull(self) -> None:
        serving, self._serving = self._serving, None
        if serving is not None:
            serving.cancel()
            await asyncio.wait((serving,))
            if not serving.cancelled():
                serving.result()
        self.door.close()
