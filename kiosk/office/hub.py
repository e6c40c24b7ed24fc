"""Who wants to hear of changes: conflated, bounded, never waiting for a slow listener."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.office.premises import Changed


class Subscription:
    """What one listener has not heard yet, merged into one `Changed`: it cannot overflow."""

    def __init__(self) -> None:
        self._pending: Changed | None = None
        self._news = asyncio.Event()

    def add(self, changed: Changed) -> None:
        """Merge a change into what is pending."""
        before = self._pending or Changed()
        self._pending = Changed(
            before.departments | changed.departments,
            before.tickets | changed.tickets,
            before.desks or changed.desks,
            before.alarms or changed.alarms,
        )
        self._news.set()

    async def changed(self) -> Changed:
        """Wait for the next change and take everything that is pending."""
        await self._news.wait()
        self._news.clear()
        pending, self._pending = self._pending, None
        return pending or Changed()


class Hub:
    """Announces changes to everybody who listens in this process."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self._own_only: set[Subscription] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.revision = 0
        """Grows with every change; the same number means that nothing has changed."""

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the loop in which the listeners live."""
        self._loop = loop

    def announce(self, changed: Changed, *, own: bool = True) -> None:
        """Tell all listeners; may be called from any thread.

        Args:
            own: it has happened in this process; otherwise another one has told.
        """
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._spread, changed, own)

    def _spread(self, changed: Changed, own: bool) -> None:
        self.revision += 1
        for subscription in self._subscriptions:
            if own or subscription not in self._own_only:
                subscription.add(changed)

    @contextmanager
    def listening(self, *, own_only: bool = False) -> Iterator[Subscription]:
        """Listen as long as the block runs; `own_only` leaves out what other processes told."""
        subscription = Subscription()
        self._subscriptions.add(subscription)
        if own_only:
            self._own_only.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
            self._own_only.discard(subscription)

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._subscriptions)
