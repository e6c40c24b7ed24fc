"""Acts that come at the same time share one commit of SQLite: one wait for the disk for all.

SQLite has one writer. While one act after the other runs, each in its savepoint, the next ones
queue up; the last of them commits for the whole group. No act returns before its commit, so
each is as durable as alone, and an act that fails undoes only itself.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from kiosk.office.store.trouble import StoreBroken, reason

# Nobody waits for more than so many others.
_MOST_TOGETHER = 16


class _Group:
    """One transaction of several acts; `settled` when it is on the disk or lost."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.settled = threading.Event()
        self.broken: str | None = None
        self.acts = 0


class WritingGroups:
    """Lets the acts of all threads write, one after the other, and commits them in groups."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self.queueing = 0
        self._group: _Group | None = None

    @contextmanager
    def act(self) -> Iterator[Connection]:
        """Run one act; after the block it is on the disk. Raises `StoreBroken`."""
        self._queue(1)
        with self._turn:
            self._queue(-1)
            group = self._join()
            try:
                with group.connection.begin_nested():
                    yield group.connection
            except DBAPIError as broken:
                if not isinstance(broken, IntegrityError):
                    self._give_up(group, reason(broken))  # SQLite may have undone everything
                raise
            finally:
                if self._group is group and (not self.queueing or group.acts >= _MOST_TOGETHER):
                    self._commit(group)
        group.settled.wait()
        if group.broken is not None:
            raise StoreBroken(group.broken)

    def _queue(self, step: int) -> None:
        with self._counting:
            self.queueing += step

    def _join(self) -> _Group:
        if self._group is None:
            connection = self._engine.connect()
            try:
                connection.begin()
            except BaseException:
                connection.close()
                raise
            self._group = _Group(connection)
        self._group.acts += 1
        return self._group

    def _commit(self, group: _Group) -> None:
        self._group = None
        try:
            group.connection.commit()
        except DBAPIError as broken:
            group.broken = reason(broken)
        finally:
            group.settled.set()
            group.connection.close()

    def _give_up(self, group: _Group, why: str) -> None:
        self._group = None
        group.broken = why
        group.settled.set()
        group.connection.close()
