"""libeac3 (OpenPACE) by ctypes: PACE, terminal and chip authentication, secure messaging.

Another hand wrote it, so it is what our own protocols are compared with. GPL-3: for tests only.
Debian: libeac3.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, c_char, c_char_p, c_int, c_size_t, c_ulong, c_void_p
from enum import IntEnum
from functools import cache
from typing import Any

_PACE_CONTEXT, _CA_CONTEXT = 0, 1


class Secret(IntEnum):
    """What PACE proves the knowledge of (BSI TR-03110-3, B.11.1)."""

    MRZ = 1
    CAN = 2
    PIN = 3
    PUK = 4


class EacError(Exception):
    """libeac says no."""


class _Buffer(Structure):
    _fields_ = [
        ("length", c_size_t),
        ("data", POINTER(c_char)),
        ("max", c_size_t),
        ("flags", c_ulong),
    ]


_P = POINTER(_Buffer)
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "EAC_init": (None,),
    "EAC_CTX_new": (c_void_p,),
    "EAC_CTX_clear_free": (None, c_void_p),
    "EAC_CTX_init_ef_cardaccess": (c_int, c_char_p, c_size_t, c_void_p),
    "EAC_CTX_init_ef_cardsecurity": (c_int, c_char_p, c_size_t, c_void_p),
    "EAC_CTX_init_ta": (c_int, c_void_p, c_char_p, c_size_t, c_char_p, c_size_t),
    "EAC_CTX_set_encryption_ctx": (c_int, c_void_p, c_int),
    "EAC_increment_ssc": (c_int, c_void_p),
    "EAC_encrypt": (_P, c_void_p, _P),
    "EAC_decrypt": (_P, c_void_p, _P),
    "EAC_authenticate": (_P, c_void_p, _P),
    "EAC_Comp": (_P, c_void_p, c_int, _P),
    "PACE_SEC_new": (c_void_p, c_char_p, c_size_t, c_int),
    "PACE_SEC_clear_free": (None, c_void_p),
    "PACE_STEP1_enc_nonce": (_P, c_void_p, c_void_p),
    "PACE_STEP2_dec_nonce": (c_int, c_void_p, c_void_p, _P),
    "PACE_STEP3A_generate_mapping_data": (_P, c_void_p),
    "PACE_STEP3A_map_generator": (c_int, c_void_p, _P),
    "PACE_STEP3B_generate_ephemeral_key": (_P, c_void_p),
    "PACE_STEP3B_compute_shared_secret": (c_int, c_void_p, _P),
    "PACE_STEP3C_derive_keys": (c_int, c_void_p),
    "PACE_STEP3D_compute_authentication_token": (_P, c_void_p, _P),
    "PACE_STEP3D_verify_authentication_token": (c_int, c_void_p, _P),
    "TA_STEP2_import_certificate": (c_int, c_void_p, c_char_p, c_size_t),
    "TA_STEP4_get_nonce": (_P, c_void_p),
    "TA_STEP6_verify": (c_int, c_void_p, _P, _P, _P, _P),
    "CA_disable_passive_authentication": (None, c_void_p),
    "CA_set_key": (c_int, c_void_p, c_char_p, c_size_t, c_char_p, c_size_t),
    "CA_STEP4_compute_shared_secret": (c_int, c_void_p, _P),
    "CA_STEP5_derive_keys": (c_int, c_void_p, _P, POINTER(_P), POINTER(_P)),
}


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libeac.so.3")
    for name, (result, *arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.EAC_init()
    return library


class Eac:
    """One end of a conversation; bytes in, bytes out. Raises EacError.

    Args:
        card_access: EF.CardAccess, which says what the card can do.
    """

    def __init__(self, card_access: bytes) -> None:
        self._library = _library()
        self._context = self._library.EAC_CTX_new()
        self._secret: int | None = None
        self._true("EAC_CTX_init_ef_cardaccess", card_access, len(card_access), self._context)

    def __del__(self) -> None:
        if self._secret is not None:
            self._library.PACE_SEC_clear_free(self._secret)
        self._library.EAC_CTX_clear_free(self._context)

    # PACE

    def know(self, secret: bytes, kind: Secret) -> None:
        self._secret = self._library.PACE_SEC_new(secret, len(secret), kind)

    def encrypted_nonce(self) -> bytes:
        return self._bytes("PACE_STEP1_enc_nonce", self._context, self._secret)

    def decrypt_nonce(self, nonce: bytes) -> None:
        self._true("PACE_STEP2_dec_nonce", self._context, self._secret, _buffer(nonce))

    def mapping(self) -> bytes:
        return self._bytes("PACE_STEP3A_generate_mapping_data", self._context)

    def map(self, theirs: bytes) -> None:
        self._true("PACE_STEP3A_map_generator", self._context, _buffer(theirs))

    def ephemeral(self) -> bytes:
        return self._bytes("PACE_STEP3B_generate_ephemeral_key", self._context)

    def agree(self, theirs: bytes) -> None:
        self._true("PACE_STEP3B_compute_shared_secret", self._context, _buffer(theirs))
        self._true("PACE_STEP3C_derive_keys", self._context)

    def token(self, theirs: bytes) -> bytes:
        """Return what proves the secret; needs the ephemeral key of the other end."""
        name = "PACE_STEP3D_compute_authentication_token"
        return self._bytes(name, self._context, _buffer(theirs))

    def is_token(self, token: bytes) -> bool:
        name = "PACE_STEP3D_verify_authentication_token"
        return bool(getattr(self._library, name)(self._context, _buffer(token)) == 1)

    def speak_pace(self) -> None:
        """From now on messages are secured by what PACE agreed on."""
        self._true("EAC_CTX_set_encryption_ctx", self._context, _PACE_CONTEXT)

    # Terminal and chip authentication, the card's end

    def trust(self, cvca: bytes, card_security: bytes, private: bytes, public: bytes) -> None:
        """Trust this root, and have this key of the chip."""
        self._library.CA_disable_passive_authentication(self._context)
        self._true("EAC_CTX_init_ef_cardsecurity", card_security, len(card_security), self._context)
        self._true("CA_set_key", self._context, private, len(private), public, len(public))
        self._true("EAC_CTX_init_ta", self._context, None, 0, cvca, len(cvca))

    def import_certificate(self, certificate: bytes) -> bool:
        name = "TA_STEP2_import_certificate"
        return bool(getattr(self._library, name)(self._context, certificate, len(certificate)) == 1)

    def challenge(self) -> bytes:
        return self._bytes("TA_STEP4_get_nonce", self._context)

    def compress(self, public: bytes) -> bytes:
        return self._bytes("EAC_Comp", self._context, _PACE_CONTEXT, _buffer(public))

    def is_signed(self, key: bytes, card_key: bytes, aux: bytes | None, signature: bytes) -> bool:
        """Say whether the terminal signed its compressed key and ours."""
        ours = _buffer(self.compress(card_key))
        other = None if aux is None else _buffer(aux)
        name = "TA_STEP6_verify"
        parts = (_buffer(key), ours, other, _buffer(signature))
        return bool(getattr(self._library, name)(self._context, *parts) == 1)

    def authenticate_chip(self, public: bytes) -> tuple[bytes, bytes]:
        """Return nonce and token."""
        nonce, token = _P(), _P()
        theirs = _buffer(public)
        self._true("CA_STEP4_compute_shared_secret", self._context, theirs)
        both = (ctypes.byref(nonce), ctypes.byref(token))
        self._true("CA_STEP5_derive_keys", self._context, theirs, *both)
        return _content(nonce), _content(token)

    def speak_chip(self) -> None:
        """From now on messages are secured by what chip authentication agreed on."""
        self._true("EAC_CTX_set_encryption_ctx", self._context, _CA_CONTEXT)

    # Secure messaging

    def count(self) -> None:
        self._true("EAC_increment_ssc", self._context)

    def encrypt(self, padded: bytes) -> bytes:
        return self._bytes("EAC_encrypt", self._context, _buffer(padded))

    def decrypt(self, secret: bytes) -> bytes:
        return self._bytes("EAC_decrypt", self._context, _buffer(secret))

    def mac(self, padded: bytes) -> bytes:
        return self._bytes("EAC_authenticate", self._context, _buffer(padded))

    def _true(self, name: str, *arguments: object) -> None:
        if getattr(self._library, name)(*arguments) != 1:
            raise EacError(name)

    def _bytes(self, name: str, *arguments: object) -> bytes:
        found = getattr(self._library, name)(*arguments)
        if not found:
            raise EacError(name)
        return _content(found)


def _buffer(data: bytes) -> Any:
    room = ctypes.create_string_buffer(data, len(data))
    pointer = ctypes.pointer(_Buffer(len(data), ctypes.cast(room, POINTER(c_char)), len(data), 0))
    pointer.room = room  # lives as long as the pointer does
    return pointer


def _content(pointer: Any) -> bytes:
    return ctypes.string_at(pointer.contents.data, pointer.contents.length)
