"""Alive and ready, as systemd, proxies and technicians ask."""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.served_office import ServedBranch, served_branch


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path) as opened:
        yield opened


def asked(office: ServedBranch, path: str) -> tuple[int, object]:
    address = office.url.replace("ws://", "http://").replace("/terminal", path)
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())


def test_an_office_with_its_books_is_ready(office: ServedBranch) -> None:
    assert asked(office, "/health/live") == (200, {"status": "live"})
    assert asked(office, "/health/ready") == (200, {"status": "ready"})


def test_an_office_that_cannot_read_its_books_is_alive_but_not_ready(
    office: ServedBranch, tmp_path: Path
) -> None:
    books = sqlite3.connect(tmp_path / "office.sqlite3", isolation_level=None)
    books.execute("ALTER TABLE ticket RENAME TO lost")
    assert asked(office, "/health/ready") == (503, {"status": "books cannot be read"})
    assert asked(office, "/health/live") == (200, {"status": "live"})
    books.execute("ALTER TABLE lost RENAME TO ticket")
    books.close()
    assert asked(office, "/health/ready") == (200, {"status": "ready"})
