"""Who wants to hear of changes: conflated, bounded, never waiting for a slow listener."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from kiosk.office.premises import Changed

_MOST_APART = 100


def together(changes: Sequence[Changed]) -> Changed:
    """Return several changes as one."""
    if len(changes) == 1:
        return changes[0]
    return Changed(
        frozenset().union(*(each.departments for each in changes)),
        frozenset().union(*(each.tickets for each in changes)),
        any(each.desks for each in changes),
        any(each.alarms for each in changes),
        any(each.terminals for each in changes),
    )


class Subscription:
    """What one listener has not heard yet; told together, so that it cannot overflow."""

    def __init__(self) -> None:
        self._pending: list[Changed] = []
        self._news = asyncio.Event()

    def add(self, changed: Changed) -> None:
        """Lay a change to what is pending."""
        self._pending.append(changed)
        if len(self._pending) >= _MOST_APART:
            self._pending = [together(self._pending)]
        self._news.set()

    async def changed(self) -> Changed:
        """Wait for the next change and take everything that is pending."""
        await self._news.wait()
        self._news.clear()
        pending, self._pending = self._pending, []
        return together(pending)


class Hub:
    """Announces changes to everybody who listens in this process."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self._own_only: set[Subscription] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        # What was announced since the loop was woken: own changes, and those of others.
        self._said: list[tuple[Changed, bool]] = []
        self._saying = threading.Lock()
        self.revision = 0
        """Grows with every change of the line; the same number means that it is as it was."""

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the loop in which the listeners live."""
        self._loop = loop

    def announce(self, changed: Changed, *, own: bool = True) -> None:
        """Tell all listeners; may be called from any thread.

        Args:
            own: it has happened in this process; otherwise another one has told.
        """
        if self._loop is None or self._loop.is_closed():
            return
        with self._saying:
            awake = bool(self._said)
            self._said.append((changed, own))
        if not awake:  # once for all that is said until the loop listens
            self._loop.call_soon_threadsafe(self._spread)

    def _spread(self) -> None:
        with self._saying:
            said, self._said = self._said, []
        everything = together([changed for changed, _ in said])
        ours = [changed for changed, own in said if own]
        if not everything.only_terminals:
            self.revision += 1
        for subscription in self._subscriptions:
            if subscription not in self._own_only:
                subscription.add(everything)
            elif ours:
                subscription.add(together(ours))

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
