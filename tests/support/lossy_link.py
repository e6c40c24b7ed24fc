"""A bad network between two ends of a call, in this process: loss, delay, a narrow line, silence.

The ends are told the link's addresses instead of each other's, so nothing else has to know.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

HOST = "127.0.0.1"
_CANDIDATE = re.compile(r"^(a=candidate:\S+ \d+ udp \d+) (\S+) (\d+) typ .*$", re.MULTILINE)

Address = tuple[str, int]


def is_sound(datagram: bytes, payload_type: int = 96) -> bool:
    """Whether this is an RTP packet of the voice; its header is not encrypted."""
    return len(datagram) > 12 and 127 < datagram[0] < 192 and datagram[1] & 0x7F == payload_type


def is_rtp(datagram: bytes) -> bool:
    """Whether this is a packet of sound or picture, not a report about them (RFC 5761, 4)."""
    return 127 < datagram[0] < 192 and not 64 <= datagram[1] & 0x7F < 96


@dataclass
class Way:
    """One direction, and what is wrong with it.

    Args:
        drop: asked for every datagram.
        passed: every datagram that got through; `deque(maxlen=0)` remembers none.
        bit_rate: of the narrow line, 0 for none; at most 300 ms wait before it.
    """

    loss: float = 0.0
    delay_s: float = 0.0
    bit_rate: int = 0
    blocked: bool = False
    drop: Callable[[bytes], bool] = lambda datagram: False
    passed: list[bytes] | deque[bytes] = field(default_factory=list)
    dropped: int = 0
    free_at: float = 0.0


class _Side(asyncio.DatagramProtocol):
    def __init__(self, way: Way, chance: random.Random) -> None:
        self.way, self._chance = way, chance
        self.other: _Side
        self.end: Address | None = None  # who is on this side
        self._transport: asyncio.DatagramTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    @property
    def address(self) -> Address:
        host, port = self._transport.get_extra_info("sockname")
        return host, port

    def datagram_received(self, data: bytes, sender: Address) -> None:
        self.end = sender
        way, now = self.way, asyncio.get_running_loop().time()
        waits = max(0.0, way.free_at - now) if way.bit_rate else 0.0
        lost = way.blocked or self._chance.random() < way.loss or way.drop(data)
        if lost or waits > 0.3 or self.other.end is None:
            way.dropped += 1
            return
        way.passed.append(data)
        if way.bit_rate:
            waits += len(data) * 8 / way.bit_rate
            way.free_at = now + waits
        asyncio.get_running_loop().call_later(waits + way.delay_s, self.other.send, data)

    def send(self, data: bytes) -> None:
        if self.end is not None and not self._transport.is_closing():
            self._transport.sendto(data, self.end)

    def close(self) -> None:
        self._transport.close()


class LossyLink:
    """Between the kiosk and the staff; `to_staff` and `to_kiosk` are the two directions."""

    def __init__(self, kiosk: _Side, staff: _Side) -> None:
        self._kiosk, self._staff = kiosk, staff
        self.to_staff, self.to_kiosk = kiosk.way, staff.way

    def from_kiosk(self, sdp: str) -> str:
        """Return what the staff is told of the kiosk's description."""
        return self._rewritten(sdp, self._kiosk, self._staff)

    def from_staff(self, sdp: str) -> str:
        return self._rewritten(sdp, self._staff, self._kiosk)

    @staticmethod
    def _rewritten(sdp: str, near: _Side, far: _Side) -> str:
        def ours(found: re.Match[str]) -> str:
            near.end = near.end or (found[2], int(found[3]))
            host, port = far.address
            return f"{found[1]} {host} {port} typ host\r"

        return _CANDIDATE.sub(ours, sdp)


@asynccontextmanager
async def lossy_link(
    seed: int = 1, *, host: str = HOST, ways: tuple[Way, Way] | None = None
) -> AsyncIterator[LossyLink]:
    """Lay a link; `ways` are the directions to the staff and to the kiosk."""
    chance, loop = random.Random(seed), asyncio.get_running_loop()
    sides = []
    for way in ways or (Way(), Way()):
        side = _Side(way, chance)
        await loop.create_datagram_endpoint(lambda side=side: side, local_addr=(host, 0))
        sides.append(side)
    sides[0].other, sides[1].other = sides[1], sides[0]
    try:
        yield LossyLink(*sides)
    finally:
        for side in sides:
            side.close()
