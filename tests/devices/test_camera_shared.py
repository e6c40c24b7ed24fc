"""Pictures from one process to another: what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.camera.shared import PictureReader, PictureWriter
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


def test_what_was_put_is_seen_once(writer: PictureWriter, reader: PictureReader) -> None:
    assert reader.newest(0) is None
    writer.put(picture(1))
    assert reader.newest(0) == picture(1)
    assert reader.newest(1) is None
    writer.put(picture(2))
    assert reader.newest(1) == picture(2)


def test_the_newest_wins_and_others_are_never_seen(
    writer: PictureWriter, reader: PictureReader
) -> None:
    for number in range(1, 20):
        writer.put(picture(number))
    assert reader.newest(0) == picture(19)


def test_the_size_may_change_from_picture_to_picture(
    writer: PictureWriter, reader: PictureReader
) -> None:
    for number, (width, height) in enumerate([(320, 180), (160, 90), (2, 2)], start=1):
        writer.put(picture(number, width, height))
        assert reader.newest(0) == picture(number, width, height)


def test_a_picture_that_is_too_large_is_refused_and_the_last_one_stays(
    writer: PictureWriter, reader: PictureReader
) -> None:
    writer.put(picture(1))
    with pytest.raises(ValueError, match="too large"):
        writer.put(picture(2, 640, 360))
    assert reader.newest(0) == picture(1)


def test_many_readers_see_the_same(writer: PictureWriter, tmp_path: Path) -> None:
    writer.put(picture(5))
    for _ in range(3):
        reader = PictureReader("self", directory=tmp_path)
        assert reader.newest(0) == picture(5)
        reader.close()


def test_age_is_told_even_when_nothing_new_comes(
    writer: PictureWriter, reader: PictureReader
) -> None:
    assert reader.age_ns(1_000) is None
    writer.put(picture(3))
    reader.newest(0)
    assert reader.age_ns(10_000) == 7_000
    writer.wipe()
    assert reader.age_ns(10_000) is None


def test_a_new_writer_is_found_although_it_counts_from_one(
    reader: PictureReader, tmp_path: Path
) -> None:
    old = PictureWriter("self", directory=tmp_path, largest=LARGEST)
    old.put(picture(1_000))
    assert reader.newest(0) == picture(1_000)
    new = PictureWriter("self", directory=tmp_path, largest=LARGEST)
    new.put(picture(1))
    assert reader.newest(1_000) is None  # the old one is gone
    assert reader.newest(1_000) == picture(1)
    assert reader.newest(1) is None
    new.close()


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"x" * 8192, bytes(100_000)])
def test_a_file_that_is_no_block_is_nothing_to_see(
    reader: PictureReader, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "foyer-self").write_bytes(content)
    assert reader.newest(0) is None
    writer = PictureWriter("self", directory=tmp_path, largest=LARGEST)
    writer.put(picture(1))
    assert reader.newest(0) == picture(1)
    writer.close()


@pytest.mark.parametrize("name", ["", "../x", "A", "x" * 33, "a/b"])
def test_a_name_is_a_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a name"):
        PictureWriter(name, directory=tmp_path)
