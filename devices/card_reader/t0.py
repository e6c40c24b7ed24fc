"""Cards by contact that speak T=0 (ISO 7816-3, 12): data there and back takes two commands.

Readers of pcscd pass that on to us; cards with T=1 or through the air need none of it.
"""

from __future__ import annotations

from collections.abc import Callable

from devices.card_reader import NoAnswer

_MORE, _OTHER_LENGTH = 0x61, 0x6C
_GET_RESPONSE = b"\x00\xc0\x00\x00"
_MOST_PARTS = 256  # of 256 bytes each; a card that goes on and on is not followed for ever
_NO_DATA = 5  # head and one length

Transmit = Callable[[bytes], bytes | NoAnswer]


def carry(transmit: Transmit, apdu: bytes) -> bytes | NoAnswer:
    """Carry out a command; the answer is that of T=1, with all data and the last status."""
    said = transmit(_without_expected(apdu))
    if isinstance(said, bytes) and _status(said) == _OTHER_LENGTH:
        said = transmit(apdu[:4] + said[-1:])
    data = b""
    for _ in range(_MOST_PARTS):
        if not isinstance(said, bytes) or _status(said) != _MORE:
            break
        data += said[:-2]
        said = transmit(_GET_RESPONSE + said[-1:])
    return data + said if isinstance(said, bytes) else said


def _without_expected(apdu: bytes) -> bytes:
    """A command with data says nothing of the length of the answer."""
    if len(apdu) <= _NO_DATA or apdu[4] == 0:
        return apdu
    return apdu[: _NO_DATA + apdu[4]]


def _status(said: bytes) -> int:
    return said[-2] if len(said) >= 2 else 0
