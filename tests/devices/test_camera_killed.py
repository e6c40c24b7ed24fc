"""A writer that is killed at any moment: no torn picture is seen, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from devices.camera import Picture
from devices.camera.block import Block
from devices.camera.shared import MEMORY, PictureReader, remove
from tests.devices.camera_writer import GREYS, HEIGHT, WIDTH

TIMES = 100
CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def directory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


class Nursery:
    """Starts writers in processes of their own, one at a time."""

    def __init__(self, directory: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.devices.camera_writer", str(directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
        )
        self._writer = 0

    def start_writer(self, name: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        self._writer = int(self._answer())

    def kill(self) -> None:
        os.kill(self._writer, signal.SIGKILL)
        self._writer = 0
        assert self._answer() == "gone\n"

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def close(self) -> None:
        if self._writer:
            self.kill()
        self._process.communicate()


def is_whole(picture: Picture) -> bool:
    """Return whether the picture is of the one grey that belongs to its number."""
    size = (picture.width, picture.height) == (WIDTH, HEIGHT)
    return size and picture.planes == GREYS[picture.number % len(GREYS)]


def died_writing(directory: Path) -> bool:
    """Return whether the writer was in the middle of a picture."""
    path = directory / "foyer-self"
    with path.open("rb") as file, closing(Block(file.fileno(), path.stat().st_size)) as block:
        return block.half_written


def test_a_killed_writer_never_leaves_a_torn_picture_to_be_seen(directory: Path) -> None:
    torn = 0
    with closing(Nursery(directory)) as nursery:
        with closing(PictureReader("self", directory=directory)) as reader:
            for _ in range(TIMES):
                nursery.start_writer("self")
                last = 0
                while last < 5:
                    if (picture := reader.newest(last)) is not None:
                        assert is_whole(picture)
                        last = picture.number
                nursery.kill()
                torn += died_writing(directory)
                if (picture := reader.newest(last)) is not None:
                    assert is_whole(picture)
                assert reader.newest(1 << 40) is None
                assert remove("self", directory=directory)
    assert torn > TIMES // 4  # otherwise it proves nothing


def test_a_reader_beside_a_fast_writer_sees_whole_pictures_in_order(directory: Path) -> None:
    with closing(Nursery(directory)) as nursery:
        with closing(PictureReader("self", directory=directory)) as reader:
            nursery.start_writer("self")
            numbers = [0]
            while len(numbers) < 500:
                if (picture := reader.newest(numbers[-1])) is not None:
                    assert is_whole(picture)
                    numbers.append(picture.number)
            assert numbers == sorted(set(numbers))
            nursery.kill()
            newest = reader.newest(0)
            assert newest is not None
            assert reader.age_ns(newest.taken_ns + 5_000) == 5_000  # and so it is noticed
            remove("self", directory=directory)


def test_a_writer_takes_the_place_of_a_dead_one(directory: Path) -> None:
    with closing(Nursery(directory)) as nursery:
        with closing(PictureReader("self", directory=directory)) as reader:
            for _ in range(3):
                nursery.start_writer("self")
                while (picture := reader.newest(1 << 40)) is None or picture.number > 1 << 20:
                    pass
                assert is_whole(picture)
                nursery.kill()
    remove("self", directory=directory)
    assert list(directory.iterdir()) == []
