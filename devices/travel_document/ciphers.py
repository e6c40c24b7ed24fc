"""The four ways in which chip and reader encrypt: 3DES, AES-128, AES-192, AES-256.

The door to `cryptography` for what has one key. Key derivation: ICAO Doc 9303-11, clause 9.7;
checksums: clause 9.8 (ISO/IEC 9797-1 algorithm 3 for 3DES, AES-CMAC cut to 8 bytes for AES).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

from devices.travel_document.errors import Malformed

FOR_ENCRYPTION, FOR_CHECKSUMS, FOR_PASSWORDS = 1, 2, 3
MAC_SIZE = 8


@dataclass(frozen=True, slots=True)
class Suite:
    """Sizes in bytes; `digest` derives the keys."""

    name: str
    key_size: int
    block_size: int
    digest: str

    @property
    def is_aes(self) -> bool:
        return self.block_size == 16


TDES = Suite("3DES", 16, 8, "sha1")
AES128 = Suite("AES-128", 16, 16, "sha1")
AES192 = Suite("AES-192", 24, 16, "sha256")
AES256 = Suite("AES-256", 32, 16, "sha256")


def derived_key(suite: Suite, secret: bytes, counter: int) -> bytes:
    """Return KDF(secret, counter); a 3DES key has odd parity."""
    material = secret + counter.to_bytes(4, "big")
    key = hashlib.new(suite.digest, material).digest()[: suite.key_size]
    return key if suite.is_aes else bytes(map(_odd, key))


def _odd(byte: int) -> int:
    return byte & 0xFE | ((byte >> 1).bit_count() + 1) & 1


def encrypted(suite: Suite, key: bytes, data: bytes, vector: bytes | None = None) -> bytes:
    """Encrypt whole blocks in CBC mode; without a vector it is zero."""
    work = _cbc(suite, key, vector).encryptor()
    return work.update(data) + work.finalize()


def decrypted(suite: Suite, key: bytes, data: bytes, vector: bytes | None = None) -> bytes:
    """Decrypt whole blocks in CBC mode; raises Malformed for others."""
    if not data or len(data) % suite.block_size:
        raise Malformed("encrypted data have whole blocks")
    work = _cbc(suite, key, vector).decryptor()
    return work.update(data) + work.finalize()


def _cbc(suite: Suite, key: bytes, vector: bytes | None) -> Cipher[modes.CBC]:
    mode = modes.CBC(vector or bytes(suite.block_size))
    return Cipher(algorithms.AES(key) if suite.is_aes else TripleDES(key + key[:8]), mode)


def block(key: bytes, data: bytes) -> bytes:
    """Encrypt one block of AES."""
    work = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return work.update(data) + work.finalize()


def checksum(suite: Suite, key: bytes, data: bytes) -> bytes:
    """Return the 8 bytes that protect these; the caller has padded where clause 9.8 asks for it."""
    if suite.is_aes:
        work = CMAC(algorithms.AES(key))
        work.update(data)
        return work.finalize()[:MAC_SIZE]
    return _retail(key, padded(data, 8))


def _retail(key: bytes, data: bytes) -> bytes:
    """Single DES over all blocks, 3DES over the last."""
    left = Cipher(TripleDES(key[:8] * 3), modes.CBC(bytes(8))).encryptor()
    chain = (left.update(data[:-8]) + left.finalize())[-8:] or bytes(8)
    last = bytes(a ^ b for a, b in zip(chain, data[-8:], strict=True))
    work = Cipher(TripleDES(key + key[:8]), modes.ECB()).encryptor()
    return work.update(last) + work.finalize()


def padded(data: bytes, size: int) -> bytes:
    """Append 80 00 … up to whole blocks (ISO/IEC 9797-1, padding method 2)."""
    return data + b"\x80" + bytes(-(len(data) + 1) % size)


def unpadded(data: bytes) -> bytes:
    """Take the padding off; raises Malformed where there is none."""
    kept = data.rstrip(b"\0")
    if kept[-1:] != b"\x80":
        raise Malformed("the padding is missing")
    return kept[:-1]
