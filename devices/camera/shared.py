"""The newest picture, from the process with the camera to the process with the glass.

One file in memory per stream, for its owner only: see `block` for what is in it. It is filled
with zeros when the camera closes: nothing of the citizen stays in memory.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from devices.camera import Picture
from devices.camera.block import Block, size_of

MEMORY = Path("/dev/shm")  # a runtime directory of the service does as well: it is memory, too
LARGEST = 1920 * 1080 * 3 // 2
_NAME = re.compile(r"[a-z0-9-]{1,32}")
_ANY = -1


class PictureWriter:
    """Shows pictures to other processes; the newest wins. One writer per name.

    Takes the place of a writer that died. Raises OSError when the memory is full: it is set aside
    now, 9 MB for the largest pictures, so that it cannot be missing in a call.

    Args:
        name: 1–32 characters a–z 0–9 `-`.
        largest: how many bytes a picture has at most.
    """

    def __init__(self, name: str, *, directory: Path = MEMORY, largest: int = LARGEST) -> None:
        self._name, self._directory = name, directory
        self._path = _path(name, directory)
        remove(name, directory=directory)
        unfinished = self._path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            size = size_of(largest)
            os.posix_fallocate(descriptor, 0, size)
            self._block = Block(descriptor, size, writable=True)
        except OSError:
            unfinished.unlink()
            raise
        finally:
            os.close(descriptor)
        self._block.sign(largest)
        unfinished.rename(self._path)  # readers see it whole or not at all

    def put(self, picture: Picture) -> None:
        """Show a picture. Never waits for readers. Raises ValueError when it is too large."""
        self._block.write(picture)

    def wipe(self) -> None:
        """Leave nothing of the pictures in memory; the next one may come at any time."""
        self._block.wipe()

    def close(self) -> None:
        """Wipe and remove the memory; readers find nothing any more."""
        self._block.wipe()
        self._block.close()
        self._path.unlink(missing_ok=True)


class PictureReader:
    """Looks at the pictures of a writer, which may come and go at any time."""

    def __init__(self, name: str, *, directory: Path = MEMORY) -> None:
        self._path = _path(name, directory)
        self._block: Block | None = None
        self._inode = 0
        self._first = True

    def newest(self, after: int) -> Picture | None:
        """Return the newest picture, whole, if its number is higher than `after`. Never waits.

        A new writer counts from 1 again: its first picture is returned whatever `after` says.
        """
        if self._block is None and not self._open():
            return None
        assert self._block is not None
        picture = self._block.read(_ANY if self._first else after)
        if picture is None:
            self._look_for_another()
        else:
            self._first = False
        return picture

    def age_ns(self, now_ns: int) -> int | None:
        """Return how old the newest picture is; None when there is none.

        A writer that was killed cannot say so: its last picture only grows old.
        """
        taken_ns = self._block.taken_ns if self._block is not None else None
        return None if taken_ns is None else now_ns - taken_ns

    def close(self) -> None:
        if self._block is not None:
            self._block.close()
        self._block = None

    def _open(self) -> bool:
        with suppress(OSError, ValueError):  # not there, or not finished
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                found = os.fstat(descriptor)
                if found.st_uid != os.geteuid():  # /dev/shm is open to all: no foreign pictures
                    return False
                self._block = Block(descriptor, found.st_size)
            finally:
                os.close(descriptor)
            self._inode, self._first = found.st_ino, True
            if self._block.signed:
                return True
            self.close()
        return False

    def _look_for_another(self) -> None:
        try:
            same = self._path.stat().st_ino == self._inode
        except FileNotFoundError:
            same = False
        if not same:
            self.close()


def remove(name: str, *, directory: Path = MEMORY) -> bool:
    """Wipe and remove what a dead writer left; return whether there was anything.

    For the supervisor, after its child has ended.
    """
    path = _path(name, directory)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return False
    try:
        with suppress(ValueError):  # no block at all
            block = Block(descriptor, os.fstat(descriptor).st_size, writable=True)
            if block.signed:
                block.wipe()
            block.close()
    finally:
        os.close(descriptor)
    path.unlink(missing_ok=True)
    return True


def _path(name: str, directory: Path) -> Path:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name of a stream: {name!r}")
    return directory / f"foyer-{name}"
