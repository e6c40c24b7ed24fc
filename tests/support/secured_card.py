"""Commands to a card, and its secure messaging (BSI TR-03110-3, F); the ciphers are libeac's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.support.libeac import Eac
from tests.support.tlv import parse, tlv

OK = b"\x90\x00"
NO_SECURITY, WRONG_SECURITY, NOT_SUPPORTED = b"\x69\x87", b"\x69\x88", b"\x6d\x00"
_SECURED = 0x0C
_BLOCK = 16


@dataclass(frozen=True, slots=True)
class Command:
    """A command (ISO 7816-4).

    Args:
        expected: how many bytes of data the terminal takes.
    """

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = b""
    expected: int = 0

    @classmethod
    def parse(cls, apdu: bytes) -> Command:
        """Read one, short or extended."""
        head, rest = apdu[:4], apdu[4:]
        extended = len(rest) >= 3 and rest[0] == 0
        size = 3 if extended else 1
        largest = 65_536 if extended else 256
        if len(rest) <= size:
            return cls(*head, b"", (int.from_bytes(rest, "big") or largest) if rest else 0)
        length = int.from_bytes(rest[:size], "big")
        data, end = rest[size : size + length], rest[size + length :]
        return cls(*head, data, (int.from_bytes(end, "big") or largest) if end else 0)

    @property
    def parameters(self) -> int:
        return self.p1 << 8 | self.p2


class SecuredCard:
    """What every card with PACE has in common; `command` is the card itself."""

    def __init__(self) -> None:
        self.channel: Eac | None = None
        self._then: Callable[[], None] | None = None

    def reset(self) -> None:
        """Lose power, and with it every right."""
        self.channel = None

    def command(self, command: Command) -> bytes:
        return NOT_SUPPORTED

    def afterwards(self, then: Callable[[], None]) -> None:
        """Do this when the answer is on its way: new keys secure the next command, not this one."""
        self._then = then

    def __call__(self, apdu: bytes) -> bytes:
        self._then = None
        command = Command.parse(apdu)
        if command.cla & _SECURED == _SECURED:
            answer = self._secured(apdu[:4], command)
        else:
            self.channel = None
            answer = self.command(command)
        if self._then is not None:
            self._then()
        return answer

    def _secured(self, head: bytes, command: Command) -> bytes:
        channel = self.channel
        if channel is None:
            return NO_SECURITY
        objects = dict(parse(command.data))
        channel.count()
        if not _is_whole(channel, head, command.data, objects):
            self.channel = None
            return WRONG_SECURITY
        answer = self.command(_plain(channel, command, objects))
        channel.count()
        return _wrapped(channel, answer)


def _is_whole(channel: Eac, head: bytes, data: bytes, objects: dict[int, bytes]) -> bool:
    body = b"".join(tlv(tag, value) for tag, value in parse(data) if tag != 0x8E)
    said = _padded(head) + (_padded(body) if body else b"")
    return channel.mac(said) == objects.get(0x8E)


def _plain(channel: Eac, command: Command, objects: dict[int, bytes]) -> Command:
    secret = objects[0x87][1:] if 0x87 in objects else objects.get(0x85, b"")
    data = _unpadded(channel.decrypt(secret)) if secret else b""
    wanted = objects.get(0x97)
    expected = 0 if wanted is None else int.from_bytes(wanted, "big") or 256 ** len(wanted)
    return replace(command, cla=command.cla & ~_SECURED, data=data, expected=expected)


def _wrapped(channel: Eac, answer: bytes) -> bytes:
    data, status = answer[:-2], answer[-2:]
    secret = tlv(0x87, b"\x01", channel.encrypt(_padded(data))) if data else b""
    body = secret + tlv(0x99, status)
    return body + tlv(0x8E, channel.mac(_padded(body))) + status


def _padded(data: bytes) -> bytes:
    return data + b"\x80" + bytes(-(len(data) + 1) % _BLOCK)


def _unpadded(data: bytes) -> bytes:
    return data[: data.rindex(b"\x80")]
