"""A chip without a chip: it obeys the contract, opens with BAC, PACE or both, and can misbehave.

What it refuses, real chips refuse: a select or manage-security command that asks for an answer, a
curve that is not named, an extended command that was not announced, a file before access.
"""

from __future__ import annotations

import secrets
from enum import StrEnum

from devices.travel_document import ChipLost, Loss, bac, files, pace, tlv
from devices.travel_document.apdu import END_OF_FILE, OK, Answer, Command
from devices.travel_document.card_access import PaceVariant
from devices.travel_document.ciphers import AES128, AES192, AES256, TDES, Suite
from devices.travel_document.curves import CURVES
from devices.travel_document.errors import Malformed
from devices.travel_document.messaging import SecureMessaging
from devices.travel_document.simulated.access import PaceAccess, ZoneAccess, status
from devices.travel_document.simulated.documents import VirtualDocument
from devices.travel_document.simulated.sealed import Received, opened, protected, received
from devices.travel_document.simulated.troubles import Mischief, Troubles

_OIDS = {TDES: 1, AES128: 2, AES192: 3, AES256: 4}
_GENERIC_MAPPING = bytes.fromhex("04007f000702020402")
_INTEGRATED_MAPPING = bytes.fromhex("04007f00070202040402")
_WRONG_LENGTH, _DENIED, _NOT_FOUND, _UNKNOWN, _BAD_MESSAGING = (
    0x6700,
    0x6982,
    0x6A82,
    0x6D00,
    0x6988,
)
_CARD_ACCESS, _ATR_INFO = 0x011C, 0x2F01


class Access(StrEnum):
    """How the chip opens; OTHER_PACE offers only a variant of PACE that is not spoken here."""

    BAC = "bac"
    PACE = "pace"
    BOTH = "both"
    OTHER_PACE = "other-pace"


class SimulatedChip:
    """One travel document on a reader.

    Args:
        pace: which ciphers and curves (number of ICAO Doc 9303-11, table 4) the chip offers.
        has_can: whether a CAN is printed on the document, so that PACE takes it.
        longest_answer: more than 256 is announced in EF.ATR/INFO.
        extended: whether the reader carries extended lengths.
    """

    def __init__(
        self,
        document: VirtualDocument,
        access: Access = Access.BOTH,
        *,
        pace: tuple[tuple[Suite, int], ...] = ((AES128, 13),),
        has_can: bool = True,
        longest_answer: int = 256,
        extended: bool = False,
        troubles: Troubles | None = None,
    ) -> None:
        self.extended = extended
        self.commands = 0
        self.instructions: list[int] = []
        self._longest_answer = longest_answer
        self._troubles = troubles or Troubles()
        self._document = document
        self._variants = tuple(_variant(*each) for each in pace)
        self._opens_with = access
        self._has_can = has_can
        self._plain = self._plain_files()
        self.reset()

    def reset(self) -> None:
        """Take the document off and lay it on again."""
        self._zone = ZoneAccess(self._document.key)
        can = self._document.can if self._has_can else None
        self._pace = PaceAccess(self._document.key, can, self._variants)
        self._messaging: SecureMessaging | None = None
        self._is_inside = False
        self._selected: bytes | None = None

    def _plain_files(self) -> dict[int, bytes]:
        found = {}
        if self._opens_with is not Access.BAC:
            found[_CARD_ACCESS] = self._card_access()
        if self._longest_answer > 256:
            sizes = tlv.encode(0x02, b"\1\0") + tlv.encode(
                0x02, self._longest_answer.to_bytes(2, "big")
            )
            found[_ATR_INFO] = tlv.encode(0x7F66, sizes)
        return found

    def _card_access(self) -> bytes:
        """A variant that nobody here speaks comes first, as in documents of some states."""
        infos = [_info(_INTEGRATED_MAPPING, 13)]
        if self._opens_with is not Access.OTHER_PACE:
            infos += [_info(each.oid, each.curve.number) for each in self._variants]
        return tlv.encode(0x31, b"".join(infos))

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        return self.answer(apdu)

    def answer(self, apdu: bytes) -> bytes | ChipLost:
        """Carry out a command; the same without waiting."""
        mischief = self._troubles.now(self.commands)
        self.commands += 1
        self.instructions.append(apdu[1] if len(apdu) > 1 else -1)
        if mischief is Mischief.PULLED:
            self.reset()
            return ChipLost(Loss.GONE)
        if mischief is Mischief.SILENT:
            return ChipLost(Loss.SILENT)
        answer = self._answered(apdu)
        raw = answer.data + answer.status.to_bytes(2, "big")
        return raw if mischief is None else _spoiled(mischief, raw)

    def _answered(self, apdu: bytes) -> Answer:
        try:
            found = received(apdu)
            if found.is_extended and self._longest_answer <= 256:
                return status(_WRONG_LENGTH)
            return self._sealed(found) if found.is_protected else self._spoken(found.command)
        except Malformed:
            return status(_WRONG_LENGTH)

    def _sealed(self, found: Received) -> Answer:
        messaging = self._messaging
        if messaging is None:
            return status(_BAD_MESSAGING)
        try:
            command = opened(messaging, found.command)
        except Malformed:
            self._messaging = None
            return status(_BAD_MESSAGING)
        answer = self._carried_out(command)
        return protected(messaging, answer, is_odd=bool(command.instruction & 1))

    def _spoken(self, command: Command) -> Answer:
        """A command in plain ends secure messaging (Doc 9303-11, clause 9.8.3)."""
        self._messaging = None
        if command.instruction == bac.GET_CHALLENGE and self._takes_zone:
            return self._zone.challenge()
        if command.instruction == bac.EXTERNAL_AUTHENTICATE and self._takes_zone:
            return self._started(self._zone, self._zone.authenticate(command))
        if command.instruction == pace.MANAGE_SECURITY and self._opens_with is not Access.BAC:
            return status(_WRONG_LENGTH) if command.expected else self._pace.choose(command)
        if command.instruction == pace.GENERAL_AUTHENTICATE:
            return self._started(self._pace, self._pace.authenticate(command))
        return self._carried_out(command)

    @property
    def _takes_zone(self) -> bool:
        return self._is_inside and self._opens_with in (Access.BAC, Access.BOTH)

    def _started(self, access: ZoneAccess | PaceAccess, answer: Answer) -> Answer:
        self._messaging, access.messaging = access.messaging, None
        return answer

    def _carried_out(self, command: Command) -> Answer:
        if command.instruction == files.SELECT:
            return status(_WRONG_LENGTH) if command.expected else self._select(command)
        if command.instruction == files.READ:
            return self._read(command.p1 << 8 | command.p2, command.expected or 0)
        if command.instruction == files.READ_FAR:
            return self._read_far(command)
        return status(_UNKNOWN)

    def _select(self, command: Command) -> Answer:
        self._selected = None
        if command.p1 == 4:
            self._is_inside = command.data == files.APPLICATION
            return status(OK if self._is_inside else _NOT_FOUND)
        if command.p1 == 0:
            self._is_inside = False
            return status(OK)
        number = int.from_bytes(command.data, "big")
        if not self._is_inside:
            self._selected = self._plain.get(number)
            return status(_NOT_FOUND if self._selected is None else OK)
        if self._messaging is None:
            return status(_DENIED)
        self._selected = self._document.files.get(number)
        return status(_NOT_FOUND if self._selected is None else OK)

    def _read(self, at: int, size: int) -> Answer:
        if self._selected is None:
            return status(_DENIED)
        data = self._selected[at : at + min(size, self._longest_answer)]
        is_end = at + size > len(self._selected)
        return Answer(data, END_OF_FILE if is_end else OK)

    def _read_far(self, command: Command) -> Answer:
        at = int.from_bytes(tlv.only(command.data, files.OFFSET), "big")
        size = command.expected or 0
        head = len(tlv.encode(files.CONTENT, bytes(size))) - size
        found = self._read(at, size - head)
        return Answer(tlv.encode(files.CONTENT, found.data), found.status)


def _variant(suite: Suite, number: int) -> PaceVariant:
    return PaceVariant(_GENERIC_MAPPING + bytes([_OIDS[suite]]), suite, CURVES[number])


def _info(oid: bytes, number: int) -> bytes:
    version, curve = tlv.encode(0x02, b"\2"), tlv.encode(0x02, bytes([number]))
    return tlv.encode(0x30, tlv.encode(0x06, oid) + version + curve)


def _spoiled(mischief: Mischief, raw: bytes) -> bytes:
    if mischief is Mischief.GARBAGE:
        return secrets.token_bytes(max(2, len(raw) - 2)) + raw[-2:]
    if mischief is Mischief.FLIPPED:
        at = max(0, len(raw) // 2 - 1)
        return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
    if mischief is Mischief.OVER_LONG:
        return raw[:-2] + bytes(70_000) + raw[-2:]
    if mischief is Mischief.REFUSED:
        return _DENIED.to_bytes(2, "big")
    return b""
