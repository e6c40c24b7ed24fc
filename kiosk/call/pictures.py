"""The moving pictures of a room in shared memory: one block for each stream, always there."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from devices.camera import Picture
from devices.camera.shared import PictureWriter
from kiosk.domain.call_control import Stream

_SMALL = 1280 * 720 * 3 // 2
_LARGE = 1920 * 1080 * 3 // 2


class SharedPictures:
    """Args: `memory` is the beginning of the names of the blocks."""

    def __init__(self, memory: str) -> None:
        self._memory = memory
        self._writers: dict[Stream, PictureWriter] = {}

    def open(self) -> None:
        """Set the memory aside. Raises OSError when there is none."""
        for stream in Stream:
            largest = _SMALL if stream in (Stream.SELF, Stream.GUEST) else _LARGE
            name = f"{self._memory}-{stream}"
            self._writers[stream] = PictureWriter(name, largest=largest)

    def put(self, stream: Stream, picture: Picture) -> None:
        """Show a picture; one that is larger than was agreed on is left out."""
        with suppress(ValueError):
            self._writers[stream].put(picture)

    def wipe(self, streams: Iterable[Stream]) -> None:
        """Leave nothing of these in memory."""
        for stream in streams:
            self._writers[stream].wipe()

    def close(self) -> None:
        """Wipe everything, and give the memory back."""
        for writer in self._writers.values():
            writer.close()
