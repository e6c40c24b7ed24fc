"""What pictures in shared memory leave behind: nothing, and for nobody else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.camera.shared import PictureReader, PictureWriter, remove
from tests.devices.cameras import picture

LARGEST = len(picture(1).planes)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[PictureWriter]:
    writer = PictureWriter("self", directory=tmp_path, largest=LARGEST)
    yield writer
    writer.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[PictureReader]:
    reader = PictureReader("self", directory=tmp_path)
    yield reader
    reader.close()


def stored(folder: Path) -> bytes:
    """Return what lies in the memory of the stream, without its first page."""
    return (folder / "foyer-self").read_bytes()[4096:]


def test_wiping_leaves_zeros_and_the_next_picture_comes(
    writer: PictureWriter, reader: PictureReader, tmp_path: Path
) -> None:
    for number in range(1, 5):
        writer.put(picture(number))
    assert any(stored(tmp_path))
    writer.wipe()
    assert not any(stored(tmp_path))
    assert reader.newest(0) is None
    writer.put(picture(7))
    assert reader.newest(6) == picture(7)


def test_a_closed_writer_leaves_neither_a_file_nor_a_picture(
    reader: PictureReader, tmp_path: Path
) -> None:
    writer = PictureWriter("self", directory=tmp_path, largest=LARGEST)
    writer.put(picture(1))
    assert reader.newest(0) is not None
    with (tmp_path / "foyer-self").open("rb") as still_open:
        writer.close()
        assert not any(still_open.read()[4096:])
    assert list(tmp_path.iterdir()) == []
    assert reader.newest(0) is None
    assert reader.age_ns(0) is None


def test_what_a_dead_writer_left_is_wiped_and_removed(tmp_path: Path) -> None:
    writer = PictureWriter("self", directory=tmp_path, largest=LARGEST)
    writer.put(picture(1))
    with (tmp_path / "foyer-self").open("rb") as still_open:
        assert remove("self", directory=tmp_path)
        assert not any(still_open.read()[4096:])
    assert not remove("self", directory=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_may_look(
    writer: PictureWriter,
    reader: PictureReader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writer.put(picture(1))
    assert (tmp_path / "foyer-self").stat().st_mode & 0o777 == 0o600
    stranger = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: stranger)
    assert reader.newest(0) is None


def test_nothing_stays_open_behind_a_reader(writer: PictureWriter, tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(50):
        reader = PictureReader("self", directory=tmp_path)
        reader.newest(0)
        reader.close()
    assert len(os.listdir("/proc/self/fd")) == before
