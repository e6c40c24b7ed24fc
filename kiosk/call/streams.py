"""Which moving pictures come from the other end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from devices.camera import Picture
from kiosk.call.receiving import Viewer
from kiosk.domain.call_control import Stream

FROZEN_S = 3.0


class Streams:
    """The face and the shared screen of one connection.

    A face that stands still for 3 s is no moving picture any more. A shared screen may stand
    still; it ends when the other end says so.

    Args:
        show: is given every picture.
        changed: is told which there are, when that changes.
    """

    def __init__(
        self,
        person: Stream,
        show: Callable[[Stream, Picture], None],
        changed: Callable[[tuple[Stream, ...]], None],
        clock: Callable[[], float],
    ) -> None:
        self.now: tuple[Stream, ...] = ()
        self._show, self._changed, self._clock = show, changed, clock
        self._seen_at: dict[Stream, float] = {}
        self._person = person
        self._viewers = [
            Viewer(partial(self._see, stream), clock) for stream in (person, Stream.SHARE)
        ]

    @property
    def face(self) -> Viewer:
        return self._viewers[0]

    def viewer(self, which: int) -> Viewer | None:
        """Return who reads the first or the second moving picture."""
        return self._viewers[which] if which < len(self._viewers) else None

    def look(self, now: float, *, shares: bool) -> None:
        """Forget what has ended."""
        if not shares:
            self._seen_at.pop(Stream.SHARE, None)
        seen = self._seen_at.get(self._person)
        if seen is not None and now - seen >= FROZEN_S:
            del self._seen_at[self._person]
        self._compare()

    def _see(self, stream: Stream, picture: Picture) -> None:
        self._show(stream, picture)
        self._seen_at[stream] = self._clock()
        self._compare()

    def _compare(self) -> None:
        present = tuple(sorted(self._seen_at))
        if present != self.now:
            self.now = present
            self._changed(present)
