"""Everything that leaves a machine of the house, seen on its cable and its loopback: AF_PACKET."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address

from tests.support.house_network import HouseNetwork, Machine

_EVERYTHING, _IP4, _IP6 = 0x0003, 0x0800, 0x86DD
_TCP, _UDP = socket.IPPROTO_TCP, socket.IPPROTO_UDP
# How the kernel finds its neighbours (RFC 4861, RFC 3810); no program says that.
_OF_THE_KERNEL = (socket.IPPROTO_HOPOPTS, socket.IPPROTO_ICMPV6)
_LOOPBACK = "lo"
_BUFFER_BYTES = 8 * 2**20
_LOOK_AT_BYTES = 400
_NAMES = (53, 5353)


class Kind(StrEnum):
    """What a packet is, by its first byte (RFC 7983) and its type (RFC 5761, 4)."""

    STUN = "stun"
    DTLS = "dtls"
    TURN = "turn"  # a channel through a relay; what is inside is not looked at
    RTP = "rtp"  # sound and picture
    RTCP = "rtcp"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flow:
    """Packets that one machine sends to one address.

    `ssrc` is 0 for all but RTP, `asks` the name that is asked for, "" for all but DNS.
    """

    machine: Machine
    protocol: int
    to: IPv4Address | IPv6Address
    port: int
    kind: Kind
    ssrc: int = 0
    asks: str = ""
    loopback: bool = False


class Wire:
    """What was sent, in packets; made by `listening`."""

    def __init__(self, network: HouseNetwork, machines: Collection[Machine]) -> None:
        self._seen: Counter[Flow] = Counter()
        self._ends = threading.Event()
        self._ears = {network.on(machine, _ear): machine for machine in machines}
        self._thread = threading.Thread(target=self._listen, name="wire")
        self._thread.start()

    def sent(self, machine: Machine, *kinds: Kind) -> Counter[Flow]:
        """Return what has left a machine until now, of some kinds or all."""
        left = ((flow, count) for flow, count in self._seen.copy().items() if not flow.loopback)
        return Counter(
            {
                flow: count
                for flow, count in left
                if flow.machine is machine and (not kinds or flow.kind in kinds)
            }
        )

    def told_to(self, machine: Machine) -> set[str]:
        """Return every address to which something has left a machine."""
        return {str(flow.to) for flow in self.sent(machine)}

    def names_asked(self) -> set[str]:
        """Return every name that was asked for, also of a server on the same machine."""
        return {flow.asks for flow in self._seen.copy() if flow.asks}

    def _listen(self) -> None:
        while not self._ends.is_set():
            for ear in select.select([*self._ears], (), (), 0.2)[0]:
                data, (name, protocol, way, *_) = ear.recvfrom(_LOOK_AT_BYTES)
                if way != socket.PACKET_OUTGOING:
                    continue
                flow = _read(self._ears[ear], protocol, data, name == _LOOPBACK)
                if flow is not None:
                    self._seen[flow] += 1

    def close(self) -> None:
        self._ends.set()
        self._thread.join()
        for ear in self._ears:
            ear.close()


@contextmanager
def listening(network: HouseNetwork, *machines: Machine) -> Iterator[Wire]:
    """Hear everything that some machines send, until the block ends."""
    wire = Wire(network, machines)
    try:
        yield wire
    finally:
        wire.close()


def _ear() -> socket.socket:
    ear = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_EVERYTHING))
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
    return ear


def _read(machine: Machine, protocol: int, data: bytes, loopback: bool) -> Flow | None:
    if protocol == _IP4:
        upper, to, rest = data[9], ip_address(data[16:20]), data[(data[0] & 15) * 4 :]
    elif protocol == _IP6:
        upper, to, rest = data[6], ip_address(data[24:40]), data[40:]
    else:
        return None  # ARP: does not leave the cable
    if protocol == _IP6 and upper in _OF_THE_KERNEL:
        return None
    port = struct.unpack_from("!H", rest, 2)[0] if upper in (_TCP, _UDP) else 0
    if upper == _UDP and port in _NAMES:
        return Flow(machine, upper, to, port, Kind.OTHER, 0, _question(rest[20:]), loopback)
    kind = _kind(rest[8:]) if upper == _UDP else Kind.OTHER
    ssrc = struct.unpack_from("!I", rest, 16)[0] if kind is Kind.RTP else 0
    return Flow(machine, upper, to, port, kind, ssrc, "", loopback)


def _question(data: bytes) -> str:
    """Return the first name of a question (RFC 1035, 4.1.2)."""
    labels = []
    while data and data[0]:
        labels.append(data[1 : 1 + data[0]].decode("ascii", "replace"))
        data = data[1 + data[0] :]
    return ".".join(labels)


def _kind(payload: bytes) -> Kind:
    match payload[0] if payload else 0xFF:
        case first if first < 4:
            return Kind.STUN
        case first if 20 <= first < 64:
            return Kind.DTLS
        case first if 64 <= first < 80:
            return Kind.TURN
        case first if 128 <= first < 192 and len(payload) >= 12:
            return Kind.RTCP if 64 <= payload[1] & 0x7F < 96 else Kind.RTP
    return Kind.OTHER
