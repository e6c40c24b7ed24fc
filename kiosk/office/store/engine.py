"""One database, opened with the promises the office needs: durable, all of an act or nothing."""

from __future__ import annotations

import select
import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError

from kiosk.office.store.announcements import CHANNEL, announcements
from kiosk.office.store.books import Books
from kiosk.office.store.migrating import bring_up_to_date
from kiosk.office.store.recollection import Recollection
from kiosk.office.store.trouble import Outrun, plainly
from kiosk.office.store.writing_group import WritingGroups

T = TypeVar("T")
_READING = "foyer_reading"
_SQLITE_CONNECTIONS = 10
_TELL = text("SELECT pg_notify(:channel, :text)")
_FOLD = "PRAGMA wal_checkpoint(TRUNCATE)"
_WAIT = timedelta(seconds=5)
# An act that was undone because another one stood in its way is tried again from the start.
_TRIES = 4


class Store:
    """The database behind one URL: `sqlite:///…` or `postgresql+psycopg://…`.

    Every write is durable when `writing` returns: `synchronous=FULL` on SQLite, because a
    lost commit would give a printed number to a second person.

    Args:
        connections: how many acts may use PostgreSQL at the same time.
        wait: how long to wait for another process that writes into the same file.
    """

    def __init__(self, url: str, *, connections: int = 8, wait: timedelta = _WAIT) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._recollection = Recollection()
        with plainly():
            self._writers = _sqlite(url, wait) if self.is_sqlite else _postgresql(url, connections)
        self._readers = self._writers.execution_options(**_reading(self.is_sqlite))
        self._groups = WritingGroups(self._writers)
        self._act = self._groups.act if self.is_sqlite else self._writers.begin

    def migrate(self) -> None:
        """Bring the schema to the newest step; does nothing when it is there already.

        Raises `StoreBroken`, also for a database that a newer Foyer has changed.
        """
        with plainly(), self._writers.begin() as connection:
            bring_up_to_date(connection)

    @contextmanager
    def writing(self) -> Iterator[Books]:
        """One transaction that may write; all of it or nothing.

        Raises `Outrun` when it was undone and has to be tried again, `StoreBroken`.
        """
        with plainly():
            with self._act() as connection:
                books = Books(connection, self._recollection.copy())
                yield books
            # Only what is committed may be remembered.
            self._recollection.take_over(books.recollection)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """One consistent look at the books; takes no lock that a writer would wait for."""
        with plainly(), self._readers.begin() as connection:
            yield Books(connection, self._recollection)

    def tell(self, text: str) -> None:
        """Tell the other office processes something; nothing on SQLite, where there are none."""
        if not self.is_sqlite:
            with plainly(), self._writers.begin() as connection:
                connection.execute(_TELL, {"channel": CHANNEL, "text": text})

    def fold(self) -> None:
        """Bring the write-ahead log of SQLite into the file and empty it: it keeps old pages.

        Waits for readers as long as a writer does, and leaves the rest for the next time.
        """
        if self.is_sqlite:
            with plainly(), self._writers.connect() as connection:
                connection.connection.driver_connection.execute(_FOLD).fetchall()  # type: ignore[union-attr]

    def announcements(self) -> AsyncGenerator[str | None, None]:
        """Yield what all processes tell, see `announcements`; PostgreSQL only."""
        return announcements(self.url)

    @property
    def queueing(self) -> int:
        """How many acts wait for their turn to write; always 0 on PostgreSQL."""
        return self._groups.queueing

    def close(self) -> None:
        """Close all connections."""
        self._writers.dispose()


def until_done(act: Callable[[], T]) -> T:
    """Carry out a whole act, again when another one was in its way; raises `Outrun`."""
    for _ in range(_TRIES - 1):
        try:
            return act()
        except Outrun:
            continue
    return act()


def _reading(is_sqlite: bool) -> dict[str, Any]:
    if is_sqlite:
        return {_READING: True}
    # One look means one snapshot, also over several questions.
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _sqlite(url: str, wait: timedelta) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:" and not path.startswith("file:"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        connect_args={"timeout": wait.total_seconds(), "check_same_thread": False},
        pool_size=_SQLITE_CONNECTIONS,
    )

    @event.listens_for(engine, "connect")
    def _promise(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        _write_ahead(connection)
        # What is deleted is overwritten: nothing of it stays in the gaps of the file.
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns into a writer may fail in the middle; an
        # immediate one waits at the door.
        reading = connection.get_execution_options().get(_READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, also while another process does so or writes."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as locked:
            if locked.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            # The switch itself does not wait for others, a transaction does.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    connection.execute("PRAGMA journal_mode=WAL")


def _postgresql(url: str, connections: int) -> Engine:
    engine = create_engine(url, pool_size=connections, max_overflow=0, pool_timeout=10)

    @event.listens_for(engine, "checkout")
    def _still_there(connection: Any, _: Any, __: Any) -> None:
        # A server that has gone has said so: its word lies there unread. Asking it every time
        # whether it is alive would cost as much as a question.
        unread = select.poll()
        unread.register(connection.fileno(), select.POLLIN)
        if unread.poll(0):
            raise DisconnectionError

    return engine
