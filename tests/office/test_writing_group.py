"""Acts that share one commit: as durable as alone, and each undoes only itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from kiosk.domain.desks import Seat
from kiosk.domain.errors import NotSignedIn
from kiosk.office.store import Books, Store, StoreBroken
from kiosk.office.store.account_rows import Account, Role
from tests.support.small_town import MORNING


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{file}", wait=timedelta(milliseconds=50))
    opened.migrate()
    yield opened
    opened.close()


def employ(books: Books, name: str) -> None:
    books.accounts.add(Account(name, name, name, Role.STAFF, "none"))


def names(file: Path) -> list[str]:
    """Look into the file as another process does: only what is committed is there."""
    other = sqlite3.connect(file)
    found = [row[0] for row in other.execute("SELECT login FROM account ORDER BY login")]
    other.close()
    return found


class Together:
    """Holds the first act until others queue up behind it, so that they become one group."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(8)
        self._go_on = Event()
        self._first_is_in = Event()

    def first(self) -> Future[None]:
        future = self._threads.submit(self._hold)
        assert self._first_is_in.wait(5)
        return future

    def _hold(self) -> None:
        with self._store.writing() as books:
            employ(books, "first")
            self._first_is_in.set()
            assert self._go_on.wait(5)

    def queued(self, act: object) -> Future[None]:
        before = self._queueing()
        future: Future[None] = self._threads.submit(act)  # type: ignore[arg-type]
        while self._queueing() == before:
            pass
        return future

    def _queueing(self) -> int:
        return self._store.queueing

    def go_on(self) -> None:
        self._go_on.set()
        self._threads.shutdown()


def test_an_act_alone_is_on_the_disk_when_it_returns(store: Store, file: Path) -> None:
    with store.writing() as books:
        employ(books, "ayse")
        assert names(file) == []
    assert names(file) == ["ayse"]


def test_acts_that_queue_up_are_committed_together(store: Store, file: Path) -> None:
    seen: list[list[str]] = []

    def second() -> None:
        with store.writing() as books:
            seen.append(names(file))  # the first act is done, but not yet on the disk
            assert books.accounts.get("first") is not None
            employ(books, "second")
        seen.append(names(file))

    together = Together(store)
    first = together.first()
    queued = together.queued(second)
    together.go_on()
    first.result()
    queued.result()
    assert seen == [[], ["first", "second"]]


def test_an_act_that_fails_undoes_only_itself(store: Store, file: Path) -> None:
    def fails() -> None:
        with store.writing() as books:
            employ(books, "nobody")
            raise ZeroDivisionError

    def refused() -> None:
        with store.writing() as books:
            employ(books, "nobody")
            seat = Seat("desk-1", "who?", frozenset(), True, False, MORNING)
            books.seats.take(seat)

    together = Together(store)
    first = together.first()
    broken, said_no = together.queued(fails), together.queued(refused)
    together.go_on()
    first.result()
    assert isinstance(broken.exception(), ZeroDivisionError)
    assert isinstance(said_no.exception(), NotSignedIn)
    assert names(file) == ["first"]


def test_a_database_that_breaks_breaks_the_whole_group(store: Store, file: Path) -> None:
    def breaks() -> None:
        with store.writing() as books:
            books.seats.all()
            books.accounts._connection.exec_driver_sql("SELECT * FROM nowhere")

    together = Together(store)
    first = together.first()
    broken = together.queued(breaks)
    together.go_on()
    assert isinstance(first.exception(), StoreBroken)
    assert isinstance(broken.exception(), StoreBroken)
    assert names(file) == []
    with store.writing() as books:
        employ(books, "later")
    assert names(file) == ["later"]


def test_a_door_that_is_held_by_another_process_is_told_and_opens_again(
    store: Store, file: Path
) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(StoreBroken, match="locked"), store.writing() as books:
            employ(books, "ayse")
    with store.reading() as books:
        assert books.accounts.all() == []  # looking is always possible
    other.close()
    with store.writing() as books:
        employ(books, "ayse")
    assert names(file) == ["ayse"]


def test_a_full_disk_is_told_and_what_was_there_stays(store: Store, file: Path) -> None:
    with store.writing() as books:
        employ(books, "ayse")
        pages = books.accounts._connection.exec_driver_sql("PRAGMA page_count").scalar()
        books.accounts._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreBroken, match="full"):
        for number in range(500):
            with store.writing() as books:
                employ(books, f"name-{number:03d}" * 20)
    assert names(file)[0] == "ayse"
    with store.reading() as books:
        assert books.accounts.get("ayse") is not None
