"""Puts the packets of a moving picture together, frame by frame.

A frame ends with its marker bit (RFC 6184, 5.1; RFC 7741, 4.1), not with the first packet of the
next one: that is one frame less of delay. A hole that stays for 250 ms is skipped, and a whole
picture (PLI, RFC 4585, 6.3.1) is asked for until it comes; what is between is not shown.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.call.packets import Encoded, Packet, distance, following

HOLE_S = 0.250
ASK_AGAIN_S = 0.500
PATIENCE_S = 3.0  # after this without a whole picture a damaged one is better than none
MOST_WAITING = 512
_ANEW = 3_000

_START_CODE = b"\x00\x00\x00\x01"
_WHOLE = frozenset({5, 7, 8})  # H.264: IDR slice, and the parameter sets before it


def is_whole(frame: bytes) -> bool:
    """Whether a decoder needs nothing before this frame (H.264 7.4.1, VP8 RFC 6386 9.1)."""
    if frame.startswith(_START_CODE):
        return len(frame) > 4 and frame[4] & 0x1F in _WHOLE
    return bool(frame) and not frame[0] & 1


class PictureBuffer:
    """Takes a packet; gives whether to ask for a whole picture, and the frames that are ready.

    Args:
        clock: seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.skipped = 0  # holes
        self._clock = clock
        self._waiting: dict[int, tuple[Packet, float]] = {}  # and when it came
        self._next: int | None = None
        self._newest = 0
        self._broken_since: float | None = None
        self._asked = float("-inf")

    def add(self, packet: Packet) -> tuple[bool, Encoded | None]:
        now, number = self._clock(), packet.sequence_number
        if self._next is None or abs(distance(number, self._next)) > _ANEW:
            self._begin(number, now)
        assert self._next is not None
        if distance(number, self._next) < 0:
            return self._ask(now), None
        self._waiting.setdefault(number, (packet, now))
        if distance(number, self._newest) > 0:
            self._newest = number
        frames = self._whole_frames()
        while (hole := self._overdue(now)) is not None:
            self._skip(hole, now)
            frames += self._whole_frames()
        return self._answer(frames, now)

    def _begin(self, number: int, now: float) -> None:
        if self._next is not None:
            self._broken_since = now
        self._waiting.clear()
        self._next = self._newest = number

    def _whole_frames(self) -> list[Encoded]:
        """Take every frame that stands complete at the beginning."""
        frames = []
        while (end := self._end_of_frame()) is not None:
            assert self._next is not None
            packets = [self._waiting.pop(following(self._next, step))[0] for step in range(end)]
            self._next = following(self._next, end)
            data = b"".join(packet._data for packet in packets)
            frames.append(Encoded(data, packets[0].timestamp))
        return frames

    def _end_of_frame(self) -> int | None:
        """Return how many packets the first frame has; None as long as it is not complete."""
        assert self._next is not None
        timestamp = None
        for count in range(len(self._waiting)):
            packet, _ = self._waiting.get(following(self._next, count), (None, 0.0))
            if packet is None:
                return None
            if timestamp is None:
                timestamp = packet.timestamp
            elif packet.timestamp != timestamp:
                return count
            if packet.marker:
                return count + 1
        return None

    def _overdue(self, now: float) -> int | None:
        """Return the first hole when it has stood for too long, or too much waits behind it."""
        assert self._next is not None
        if distance(self._newest, self._next) + 1 <= len(self._waiting):
            return None
        hole = self._next
        while hole in self._waiting:
            hole = following(hole)
        behind = hole
        while behind not in self._waiting:
            behind = following(behind)
        too_old = now - self._waiting[behind][1] > HOLE_S
        return hole if too_old or len(self._waiting) > MOST_WAITING else None

    def _skip(self, hole: int, now: float) -> None:
        """Go on behind the hole, with the first packet of another frame."""
        order = sorted(self._waiting, key=lambda number: distance(number, hole))
        behind = [number for number in order if distance(number, hole) > 0]
        torn = self._waiting[behind[0]][0].timestamp
        keep = [number for number in behind if self._waiting[number][0].timestamp != torn]
        self._next = keep[0] if keep else following(self._newest)
        self._waiting = {number: self._waiting[number] for number in keep}
        self._broken_since = now if self._broken_since is None else self._broken_since
        self.skipped += 1

    def _answer(self, frames: list[Encoded], now: float) -> tuple[bool, Encoded | None]:
        if self._broken_since is not None:
            whole = [i for i, frame in enumerate(frames) if is_whole(frame.data)]
            if whole or now - self._broken_since > PATIENCE_S:
                frames = frames[whole[0] :] if whole else frames
                self._broken_since = None
            else:
                frames = []
        ask = self._ask(now)
        if not frames:
            return ask, None
        first, *others = frames
        first.more = tuple(frame.data for frame in others)
        return ask, first

    def _ask(self, now: float) -> bool:
        if self._broken_since is None or now - self._asked < ASK_AGAIN_S:
            return False
        self._asked = now
        return True
