"""PC/SC as the system offers it: the only file that knows pyscard. Blocks; knows no loop.

pyscard's own monitors end for good when pcscd is restarted, so only its plain calls are used.
https://pcsclite.apdu.fr/api/group__API.html
"""

from __future__ import annotations

from dataclasses import dataclass

from smartcard import scard

from devices.card_reader import (
    SHORTEST_ANSWER,
    Feature,
    NoAnswer,
    Pulled,
    Reader,
    Silent,
    Taken,
    TooLong,
    t0,
)
from devices.card_reader.features import FEATURE_REQUEST, features
from devices.card_reader.places import Sight

_PNP = r"\\?PnP?\Notification"
_COUNT_BITS = 16
_LEAVES_WITHIN_S = 1.0  # pcscd asks some readers only every 0.4 s whether the card is still there
_IN_USE = scard.SCARD_STATE_INUSE | scard.SCARD_STATE_EXCLUSIVE
_NOT_A_READER = scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE
_NOTHING_NEW = (scard.SCARD_E_TIMEOUT, scard.SCARD_E_CANCELLED, scard.SCARD_E_UNKNOWN_READER)
_MUTE = (
    scard.SCARD_W_UNRESPONSIVE_CARD,
    scard.SCARD_W_UNPOWERED_CARD,
    scard.SCARD_W_UNSUPPORTED_CARD,
    scard.SCARD_E_PROTO_MISMATCH,
)
_BROKEN = (
    scard.SCARD_E_NOT_TRANSACTED,
    scard.SCARD_F_COMM_ERROR,
    scard.SCARD_E_TIMEOUT,
    scard.SCARD_F_INTERNAL_ERROR,
)


@dataclass(slots=True)
class _Known:
    """A reader as pcscd last told of it."""

    state: int = scard.SCARD_STATE_UNAWARE
    features: frozenset[Feature] | None = None
    sight: Sight | None = None


class Service:
    """One connection to pcscd, for one thread; `cancel()` may come from another."""

    def __init__(self, context: int) -> None:
        self._context = context
        self._known: dict[str, _Known] = {}

    @classmethod
    def open(cls) -> Service | None:
        """Return None when pcscd does not run."""
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        return cls(context) if result == scard.SCARD_S_SUCCESS else None

    def close(self) -> None:
        scard.SCardReleaseContext(self._context)

    def cancel(self) -> None:
        """End the `look` that another thread is in; does nothing when it is in none."""
        scard.SCardCancel(self._context)

    def look(self, within_s: float) -> tuple[Sight, ...] | None:
        """Wait for a change, but not when there is a new reader; return all readers as they are.

        None when the service has gone.
        """
        result, names = scard.SCardListReaders(self._context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            names = []
        elif result != scard.SCARD_S_SUCCESS:
            return None
        wait_ms = round(within_s * 1_000) if names == list(self._known) else 0
        self._known = {name: self._known.get(name) or _Known() for name in names}
        asked = [(_PNP, scard.SCARD_STATE_UNAWARE)]
        asked += [(name, known.state) for name, known in self._known.items()]
        result, seen = scard.SCardGetStatusChange(self._context, wait_ms, asked)
        if result == scard.SCARD_S_SUCCESS:
            for name, state, atr in seen[1:]:
                self._take(name, state, bytes(atr))
        elif result not in _NOTHING_NEW:
            return None
        return tuple(known.sight for known in self._known.values() if known.sight is not None)

    def _take(self, name: str, state: int, atr: bytes) -> None:
        known = self._known[name]
        known.state = state & ~scard.SCARD_STATE_CHANGED
        if state & _NOT_A_READER:
            known.sight = None
            return
        if known.features is None and not state & _IN_USE:  # asking would wait for the other
            known.features = self._ask_features(name)
        usable = not state & scard.SCARD_STATE_MUTE
        shown = (atr if usable else b"") if state & scard.SCARD_STATE_PRESENT else None
        reader = Reader(name, known.features or frozenset())
        known.sight = Sight(reader, shown, state >> _COUNT_BITS)

    def _ask_features(self, name: str) -> frozenset[Feature]:
        mode = scard.SCARD_SHARE_DIRECT
        result, handle, _ = scard.SCardConnect(self._context, name, mode, 0)
        if result != scard.SCARD_S_SUCCESS:
            return frozenset()
        try:
            result, answer = scard.SCardControl(handle, FEATURE_REQUEST, [])
            return features(bytes(answer)) if result == scard.SCARD_S_SUCCESS else frozenset()
        finally:
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)

    def connect(self, name: str, count: int) -> Connection | NoAnswer:
        """Take a card for ourselves, if it is still the one that was put in at this count.

        Waits, without a limit, while another program has it.
        """
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, handle, protocol = scard.SCardConnect(
            self._context, name, scard.SCARD_SHARE_EXCLUSIVE, protocols
        )
        if result != scard.SCARD_S_SUCCESS:
            return _why_not(result)
        if self.count(name) != count:
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
            return Pulled()
        return Connection(self, name, count, handle, protocol)

    def count(self, name: str) -> int | None:
        """Return the count of a reader that has a card in it."""
        state = self._state(name, scard.SCARD_STATE_UNAWARE, 0.0)
        there = state is not None and state & scard.SCARD_STATE_PRESENT
        return state >> _COUNT_BITS if state is not None and there else None

    def leaves(self, name: str, count: int) -> bool:
        """Wait a moment for a card to be gone that has given no answer."""
        known = scard.SCARD_STATE_PRESENT | scard.SCARD_STATE_EXCLUSIVE | count << _COUNT_BITS
        state = self._state(name, known, _LEAVES_WITHIN_S)
        return state is None or state >> _COUNT_BITS != count or bool(state & _NOT_A_READER)

    def _state(self, name: str, known: int, within_s: float) -> int | None:
        wait_ms = round(within_s * 1_000)
        result, seen = scard.SCardGetStatusChange(self._context, wait_ms, [(name, known)])
        if result == scard.SCARD_E_TIMEOUT:
            return known
        return int(seen[0][1]) if result == scard.SCARD_S_SUCCESS else None


class Connection:
    """A card that nobody else can use until `close()`."""

    def __init__(self, service: Service, name: str, count: int, handle: int, protocol: int) -> None:
        self._service = service
        self._name = name
        self._count = count
        self._handle = handle
        self._t0 = protocol == scard.SCARD_PROTOCOL_T0
        self._header = scard.SCARD_PCI_T0 if self._t0 else scard.SCARD_PCI_T1

    def transmit(self, apdu: bytes) -> bytes | NoAnswer:
        return t0.carry(self._send, apdu) if self._t0 else self._send(apdu)

    def _send(self, apdu: bytes) -> bytes | NoAnswer:
        result, answer = scard.SCardTransmit(self._handle, self._header, list(apdu))
        done = result == scard.SCARD_S_SUCCESS
        if done and len(answer) >= SHORTEST_ANSWER:
            return bytes(answer)
        # Some drivers say that all is well when the card was pulled in the middle of a command.
        if (done or result in _BROKEN) and self._service.leaves(self._name, self._count):
            return Pulled()
        return Silent() if done else _why_not(result)

    def close(self) -> None:
        """Let the card go; it forgets what it was told."""
        scard.SCardDisconnect(self._handle, scard.SCARD_RESET_CARD)


def _why_not(result: int) -> NoAnswer:
    if result == scard.SCARD_E_SHARING_VIOLATION:
        return Taken()
    if result == scard.SCARD_E_INSUFFICIENT_BUFFER:
        return TooLong()
    return Silent() if result in _MUTE or result in _BROKEN else Pulled()
