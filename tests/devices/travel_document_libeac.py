"""PACE as somebody else wrote it: OpenPACE's libeac 3 (Debian: libeac3), by ctypes, for the tests.

Both sides: a chip that obeys our contract, and a terminal to compare times with.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char, c_char_p, c_int, c_size_t, c_ulong, c_void_p
from functools import cache
from typing import Any

from devices.travel_document import ChipLost, tlv
from devices.travel_document.apdu import Command

# One PACEInfo: generic mapping, AES-128, brainpoolP256r1.
CARD_ACCESS = bytes.fromhex("31143012060a04007f0007020204020202010202010d")
OID = CARD_ACCESS[6:16]
MRZ, CAN = 1, 2
_OK, _WRONG, _UNKNOWN = b"\x90\0", b"\x63\0", b"\x6d\0"


class _Buffer(ctypes.Structure):
    _fields_ = [
        ("length", c_size_t),
        ("data", POINTER(c_char)),
        ("max", c_size_t),
        ("flags", c_ulong),
    ]


_BUFFER = POINTER(_Buffer)
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "EAC_init": (None,),
    "EAC_CTX_new": (c_void_p,),
    "EAC_CTX_clear_free": (None, c_void_p),
    "EAC_CTX_init_ef_cardaccess": (c_int, c_char_p, c_size_t, c_void_p),
    "PACE_SEC_new": (c_void_p, c_char_p, c_size_t, c_int),
    "PACE_SEC_clear_free": (None, c_void_p),
    "PACE_STEP1_enc_nonce": (_BUFFER, c_void_p, c_void_p),
    "PACE_STEP2_dec_nonce": (c_int, c_void_p, c_void_p, _BUFFER),
    "PACE_STEP3A_generate_mapping_data": (_BUFFER, c_void_p),
    "PACE_STEP3A_map_generator": (c_int, c_void_p, _BUFFER),
    "PACE_STEP3B_generate_ephemeral_key": (_BUFFER, c_void_p),
    "PACE_STEP3B_compute_shared_secret": (c_int, c_void_p, _BUFFER),
    "PACE_STEP3C_derive_keys": (c_int, c_void_p),
    "PACE_STEP3D_compute_authentication_token": (_BUFFER, c_void_p, _BUFFER),
    "PACE_STEP3D_verify_authentication_token": (c_int, c_void_p, _BUFFER),
    "EAC_CTX_set_encryption_ctx": (c_int, c_void_p, c_int),
    "EAC_increment_ssc": (c_int, c_void_p),
    "EAC_encrypt": (_BUFFER, c_void_p, _BUFFER),
    "EAC_decrypt": (_BUFFER, c_void_p, _BUFFER),
    "EAC_authenticate": (_BUFFER, c_void_p, _BUFFER),
}


@cache
def library() -> Any:
    """Load libeac and tell it once; raises OSError where it is not installed."""
    found = ctypes.CDLL("libeac.so.3")
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    found.EAC_init()
    return found


def _given(data: bytes) -> Any:
    memory = ctypes.create_string_buffer(data, len(data))
    buffer = _Buffer(len(data), ctypes.cast(memory, POINTER(c_char)), len(data), 0)
    return ctypes.pointer(buffer)


class _Side:
    """One side of PACE; libeac keeps its state in a context."""

    def __init__(self, password: bytes, kind: int) -> None:
        self._lib = library()
        self.context = self._lib.EAC_CTX_new()
        self.secret = self._lib.PACE_SEC_new(password, len(password), kind)
        assert self.secret, "libeac takes a CAN, or a whole zone without line ends"
        self.done("EAC_CTX_init_ef_cardaccess", CARD_ACCESS, len(CARD_ACCESS), self.context)

    def got(self, name: str, *arguments: Any) -> bytes:
        found = getattr(self._lib, name)(self.context, *arguments)
        assert found, name
        return ctypes.string_at(found.contents.data, found.contents.length)

    def done(self, name: str, *arguments: Any) -> None:
        assert getattr(self._lib, name)(*arguments) == 1, name

    def close(self) -> None:
        self._lib.PACE_SEC_clear_free(self.secret)
        self._lib.EAC_CTX_clear_free(self.context)


class LibeacChip:
    """A chip whose PACE and secure messaging are libeac's; holds EF.CardAccess and one file.

    Args:
        content: what every file inside says, at most 200 bytes.
    """

    extended = False

    def __init__(self, password: bytes, kind: int = CAN, content: bytes = b"") -> None:
        self._password, self._kind, self._content = password, kind, content
        self._side: _Side | None = None
        self._step = 0
        self._other: Any = None

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        return self.answer(apdu)

    def answer(self, apdu: bytes) -> bytes:
        head, data = apdu[:4], apdu[5 : 5 + apdu[4]] if len(apdu) > 4 else b""
        if head[0] & 0x0C:
            return self._protected(head, data)
        if head[1] == 0xA4:
            return _OK
        if head[1] == 0xB0:
            at = head[2] << 8 | head[3]
            return CARD_ACCESS[at : at + (apdu[4] or 256)] + _OK
        if head[1] == 0x22:
            self.close()
            self._side, self._step = _Side(self._password, self._kind), 0
            return _OK
        if head[1] == 0x86 and self._side:
            return self._pace(self._side, tlv.parse(tlv.only(data, 0x7C)))
        return _UNKNOWN

    def _pace(self, side: _Side, objects: tuple[tlv.Tlv, ...]) -> bytes:
        self._step += 1
        if self._step == 1:
            return _said(0x80, side.got("PACE_STEP1_enc_nonce", side.secret))
        said = _given(objects[0].value)
        if self._step == 2:
            mapping = side.got("PACE_STEP3A_generate_mapping_data")
            side.done("PACE_STEP3A_map_generator", side.context, said)
            return _said(0x82, mapping)
        if self._step == 3:
            self._other = said
            key = side.got("PACE_STEP3B_generate_ephemeral_key")
            side.done("PACE_STEP3B_compute_shared_secret", side.context, said)
            return _said(0x84, key)
        side.done("PACE_STEP3C_derive_keys", side.context)
        token = side.got("PACE_STEP3D_compute_authentication_token", self._other)
        if library().PACE_STEP3D_verify_authentication_token(side.context, said) != 1:
            return _WRONG
        side.done("EAC_CTX_set_encryption_ctx", side.context, 0)
        return _said(0x86, token)

    def _protected(self, head: bytes, data: bytes) -> bytes:
        side = self._side
        assert side is not None
        side.done("EAC_increment_ssc", side.context)
        *objects, mac = tlv.parse(data)
        body = b"".join(each.raw for each in objects)
        assert side.got("EAC_authenticate", _given(_padded(head) + _padded(body))) == mac.value
        side.done("EAC_increment_ssc", side.context)
        answer = tlv.encode(0x99, _OK)
        if head[1] == 0xB0:
            expected = objects[-1].value[0] or 256
            at = head[2] << 8 | head[3]
            plain = _padded(self._content[at : at + expected])
            sealed = side.got("EAC_encrypt", _given(plain))
            answer = tlv.encode(0x87, b"\1" + sealed) + answer
        checksum = side.got("EAC_authenticate", _given(_padded(answer)))
        return answer + tlv.encode(0x8E, checksum) + _OK

    def close(self) -> None:
        if self._side:
            self._side.close()
            self._side = None


def libeac_opens(chip: LibeacChip, password: bytes, kind: int = CAN) -> None:
    """Open a chip as libeac's own terminal does, with the same commands as ours."""
    side = _Side(password, kind)
    chip.answer(bytes.fromhex("00a4000c023f00"))
    chip.answer(bytes.fromhex("00a4020c02011c"))
    chip.answer(bytes.fromhex("00b0000008"))
    chip.answer(bytes.fromhex("00b000080e"))
    method = tlv.encode(0x80, OID) + tlv.encode(0x83, bytes([kind])) + b"\x84\1\x0d"
    chip.answer(Command(0x22, 0xC1, 0xA4, method).encoded)
    nonce = _heard(chip, b"")
    side.done("PACE_STEP2_dec_nonce", side.context, side.secret, _given(nonce))
    mapping = side.got("PACE_STEP3A_generate_mapping_data")
    other = _given(_heard(chip, tlv.encode(0x81, mapping)))
    side.done("PACE_STEP3A_map_generator", side.context, other)
    key = side.got("PACE_STEP3B_generate_ephemeral_key")
    other = _given(_heard(chip, tlv.encode(0x83, key)))
    side.done("PACE_STEP3B_compute_shared_secret", side.context, other)
    side.done("PACE_STEP3C_derive_keys", side.context)
    token = side.got("PACE_STEP3D_compute_authentication_token", other)
    proof = _given(_heard(chip, tlv.encode(0x85, token)))
    side.done("PACE_STEP3D_verify_authentication_token", side.context, proof)
    side.close()


def _heard(chip: LibeacChip, said: bytes) -> bytes:
    command = Command(0x86, 0, 0, tlv.encode(0x7C, said), 256, chained=True)
    return tlv.parse(tlv.only(chip.answer(command.encoded)[:-2], 0x7C))[0].value


def _said(tag: int, value: bytes) -> bytes:
    return tlv.encode(0x7C, tlv.encode(tag, value)) + _OK


def _padded(data: bytes) -> bytes:
    return data + b"\x80" + bytes(-(len(data) + 1) % 16)
