"""The cryptography of an eID server: it proves to be the town, and talks to the chip in secret.

Terminal authentication 2, chip authentication 2, secure messaging with AES (BSI TR-03110).
"""

from __future__ import annotations

import hmac
from hashlib import sha1

from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.support.card_files import EID_AID
from tests.support.tlv import find, oid, parse, tlv

_CURVE = ec.BrainpoolP256R1()
_SIZE, _BLOCK = 32, 16
_CHIP_PROTOCOL = oid("0.4.0.127.0.7.2.2.3.2.2")
_CHIP_KEY = oid("0.4.0.127.0.7.2.2.1.2")


class Terminal:
    """The town in one conversation, with a key of its own for it."""

    def __init__(self, scalar: int) -> None:
        self._own = ec.derive_private_key(scalar, _CURVE)
        self._key = ec.generate_private_key(_CURVE)

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def sign(self, card_key: bytes, challenge: bytes, aux: bytes) -> bytes:
        compressed = self.public[1 : 1 + _SIZE]
        der = self._own.sign(card_key + challenge + compressed + aux, ec.ECDSA(SHA256()))
        return b"".join(part.to_bytes(_SIZE, "big") for part in decode_dss_signature(der))

    def agree(self, card_security: bytes, nonce: bytes, token: bytes) -> Channel | None:
        """Return the channel to a chip that has proven its key, else None."""
        for public in _chip_keys(card_security):
            point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
            shared = self._key.exchange(ec.ECDH(), point)
            channel = Channel(_derived(shared + nonce, 1), _derived(shared + nonce, 2))
            said = tlv(0x7F49, tlv(0x06, _CHIP_PROTOCOL), tlv(0x86, self.public))
            if hmac.compare_digest(channel.mac(said), token):
                return channel
        return None


class Channel:
    """Secure messaging with a chip, all commands made before the first answer comes."""

    def __init__(self, cipher_key: bytes, mac_key: bytes) -> None:
        self._cipher_key, self._mac_key = cipher_key, mac_key

    def commands(self, groups: list[int]) -> list[bytes]:
        """Return the commands that open the application and read these groups."""
        opened = self._command(0, bytes.fromhex("0CA4040C"), data=EID_AID)
        return [opened, *(self._read(number, group) for number, group in enumerate(groups, 1))]

    def answer(self, number: int, answer: bytes) -> bytes | None:
        """Return what the chip answered to this command; None when it refused."""
        count = 2 * number + 2
        objects = dict(parse(answer[:-2]))
        body = b"".join(tlv(tag, value) for tag, value in parse(answer[:-2]) if tag != 0x8E)
        if objects.get(0x8E) != self.mac(_counter(count) + _padded(body)):
            raise ValueError("an answer that the chip did not give")
        if objects[0x99] != b"\x90\x00":
            return None
        plain = self._cipher(count).decryptor().update(objects.get(0x87, b"\x01")[1:])
        return plain[: plain.rindex(b"\x80")] if plain else b""

    def mac(self, data: bytes) -> bytes:
        code = CMAC(algorithms.AES(self._mac_key))
        code.update(data)
        return code.finalize()[:8]

    def _read(self, number: int, group: int) -> bytes:
        return self._command(number, bytes([0x0C, 0xB0, 0x80 | group, 0]), expected=b"\0")

    def _command(
        self, number: int, head: bytes, *, data: bytes = b"", expected: bytes = b""
    ) -> bytes:
        count = 2 * number + 1
        body = b""
        if data:
            secret = self._cipher(count).encryptor().update(_padded(data))
            body += tlv(0x87, b"\x01", secret)
        if expected:
            body += tlv(0x97, expected)
        code = self.mac(_counter(count) + _padded(head) + _padded(body))
        body += tlv(0x8E, code)
        return head + bytes([len(body)]) + body + b"\0"

    def _cipher(self, count: int) -> Cipher[modes.CBC]:
        block = Cipher(algorithms.AES(self._cipher_key), modes.ECB()).encryptor()
        return Cipher(algorithms.AES(self._cipher_key), modes.CBC(block.update(_counter(count))))


def _chip_keys(card_security: bytes) -> list[bytes]:
    content = cms.ContentInfo.load(card_security)["content"]["encap_content_info"]["content"]
    infos = find(content.contents, 0x31) or content.parsed.contents
    found = []
    for _, info in parse(infos):
        parts = list(parse(info))
        if parts[0][1] == _CHIP_KEY:
            bits = find(parts[1][1], 0x03)
            found.append((bits or b"")[1:])
    return found


def _derived(secret: bytes, number: int) -> bytes:
    return sha1(secret + number.to_bytes(4, "big")).digest()[:16]


def _counter(count: int) -> bytes:
    return count.to_bytes(_BLOCK, "big")


def _padded(data: bytes) -> bytes:
    return data + b"\x80" + bytes(-(len(data) + 1) % _BLOCK)
