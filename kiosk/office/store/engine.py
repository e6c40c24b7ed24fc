"""One database, opened with the promises the office needs: durable, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from kiosk.office.store.books import Books

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_TIMEOUT_MS = 5_000
_READING = "foyer_reading"
# PostgreSQL aborts one of two transactions that stand in each other's way; that one is tried
# again from the start, as its whole work was undone.
_TRIES = 4
_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"


class StoreBroken(Exception):
    """The database cannot be used (missing, locked, full, other schema)."""


class Store:
    """The database behind one URL: `sqlite:///…` or `postgresql+psycopg://…`.

    Every write is durable when `writing` returns: `synchronous=FULL` on SQLite, because a
    lost commit would give a printed number to a second person.
    """

    def __init__(self, url: str, *, connections: int = 8) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._engine = _sqlite(url) if self.is_sqlite else _postgresql(url, connections)

    def migrate(self) -> None:
        """Bring the schema to the newest step; does nothing when it is there already."""
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        try:
            with self._engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except OperationalError as broken:
            raise StoreBroken(str(broken.orig)) from None

    @contextmanager
    def writing(self) -> Iterator[Books]:
        """One transaction that may write; all of it or nothing."""
        with self._engine.begin() as connection:
            yield Books(connection)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """One consistent look at the books; takes no lock that a writer would wait for."""
        with self._engine.connect() as connection:
            connection = connection.execution_options(**{_READING: True})
            with connection.begin():
                yield Books(connection)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def was_outrun(broken: DBAPIError) -> bool:
    """Return whether the transaction only has to be tried again."""
    return getattr(broken.orig, "sqlstate", None) in (_SERIALIZATION_FAILURE, _DEADLOCK)


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_MS / 1000})

    @event.listens_for(engine, "connect")
    def _promise(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={_BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns into a writer may fail in the middle; an
        # immediate one waits at the door.
        reading = connection.get_execution_options().get(_READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str, connections: int) -> Engine:
    return create_engine(
        url, pool_size=connections, max_overflow=0, pool_pre_ping=True, pool_timeout=10
    )
