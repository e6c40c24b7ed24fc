"""Books on both engines: a file, and a database of a private PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.office.store import Store
from tests.support.branch import Branch
from tests.support.call_ends import Glass, Place
from tests.support.guest_end import GuestEnd
from tests.support.postgres import PrivatePostgres, private_postgres
from tests.support.video_house import VideoHouse, talk, video_house

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PrivatePostgres]:
    """Run one PostgreSQL for all tests."""
    with private_postgres() as server:
        yield server


@pytest.fixture
def postgres_books(postgres: PrivatePostgres) -> Iterator[str]:
    """Return the address of a database without tables on PostgreSQL."""
    name = postgres.new_database()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=ENGINES)
def empty_books(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without tables, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'office.sqlite3'}"
    address: str = request.getfixturevalue("postgres_books")
    return address


@pytest.fixture
def store(empty_books: str) -> Iterator[Store]:
    """Open fresh books on each engine."""
    opened = Store(empty_books, connections=16)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def branch(store: Store) -> Branch:
    """Open the small town's office over fresh books, on a Monday morning."""
    return Branch(store)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[VideoHouse]:
    """An office with video desks, in the test's own loop."""
    with video_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def place(house: VideoHouse) -> Place:
    """A desk where somebody talks by video."""
    return house.place()


@pytest.fixture
async def glass(house: VideoHouse, place: Place) -> Glass:
    """A terminal that has talked for a minute."""
    glass = house.glass()
    await talk(house, glass, place)
    house.passes(minutes=1)
    return glass


@pytest.fixture
async def invitee(house: VideoHouse, place: Place, glass: Glass) -> GuestEnd:
    """Somebody whom the desk of a talk can invite."""
    return GuestEnd(house, glass, place)


@pytest.fixture
async def guest(invitee: GuestEnd) -> GuestEnd:
    """Somebody who takes part in a talk; all three see each other."""
    invitee.joins()
    return invitee
