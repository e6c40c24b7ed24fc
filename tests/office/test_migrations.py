"""The schema: made by numbered steps, the same on both engines, and honest about trouble."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from kiosk.office.store import Store, StoreBroken
from kiosk.office.store.tables import METADATA
from tests.support.postgres import PrivatePostgres


def migrate(url: str, **how: timedelta) -> None:
    store = Store(url, **how)
    try:
        store.migrate()
    finally:
        store.close()


def execute(url: str, *statements: str) -> list[object]:
    engine = create_engine(url)
    with engine.begin() as connection:
        answers = [connection.execute(text(statement)) for statement in statements]
        last = list(answers[-1].scalars()) if answers[-1].returns_rows else []
    engine.dispose()
    return last


def differences(url: str) -> list[object]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()
    return list(found)


def test_the_steps_make_exactly_the_tables_the_office_works_with(empty_books: str) -> None:
    assert differences(empty_books) != []
    migrate(empty_books)
    assert differences(empty_books) == []


def test_migrating_again_changes_nothing(empty_books: str) -> None:
    migrate(empty_books)
    execute(
        empty_books,
        "INSERT INTO account VALUES ('a1', 'ayse', 'Ayşe', 'staff', 'none', true)",
    )
    migrate(empty_books)
    assert execute(empty_books, "SELECT login FROM account") == ["ayse"]
    assert execute(empty_books, "SELECT version_num FROM alembic_version") == ["0001"]


def test_several_processes_may_start_at_the_same_time(empty_books: str) -> None:
    with ThreadPoolExecutor(4) as processes:
        list(processes.map(migrate, [empty_books] * 4))
    assert differences(empty_books) == []


def test_a_database_of_a_newer_foyer_is_not_touched(empty_books: str) -> None:
    migrate(empty_books)
    execute(empty_books, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(StoreBroken, match="step 0999, which this Foyer does not know"):
        migrate(empty_books)
    assert execute(empty_books, "SELECT version_num FROM alembic_version") == ["0999"]


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite3"
    file.write_bytes(b"no books in here" * 1_000)
    with pytest.raises(StoreBroken, match="file is not a database"):
        migrate(f"sqlite:///{file}")


def test_a_torn_file_is_told_when_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite3"
    url = f"sqlite:///{file}"
    migrate(url)
    pages = bytearray(file.read_bytes())
    pages[4096:] = b"\xa5" * (len(pages) - 4096)
    file.write_bytes(pages)
    store = Store(url)
    with pytest.raises(StoreBroken, match="malformed"), store.reading() as books:
        books.seats.all()
    store.close()


def test_a_locked_file_is_told_after_the_wait(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite3"
    migrate(f"sqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreBroken, match="database is locked"):
            migrate(f"sqlite:///{file}", wait=timedelta(milliseconds=50))
    finally:
        other.close()


def test_a_file_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite3"
    sqlite3.connect(file).close()
    file.touch()
    with pytest.raises(StoreBroken, match="readonly database"):
        migrate(f"sqlite:///file:{file}?mode=ro&uri=true")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreBroken, match="unable to open database file"):
        migrate(f"sqlite:///{tmp_path}")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("not a folder")
    with pytest.raises(StoreBroken, match="var"):
        migrate(f"sqlite:///{tmp_path / 'var' / 'office.sqlite3'}")


def test_a_postgresql_that_is_not_there_is_told(postgres: PrivatePostgres) -> None:
    with pytest.raises(StoreBroken, match='database "nowhere" does not exist'):
        migrate(postgres.url("nowhere"))
