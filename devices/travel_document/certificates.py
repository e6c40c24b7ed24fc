"""Keys, certificates and signed lists as plain values, whatever library took them apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from devices.travel_document.curves import Curve

MASTER_LIST_SIGNING = "2.23.136.1.1.3"


@dataclass(frozen=True, slots=True)
class RsaKey:
    modulus: int
    exponent: int


@dataclass(frozen=True, slots=True)
class EcKey:
    """`point` is encoded as in the certificate."""

    curve: Curve
    point: bytes


PublicKey = RsaKey | EcKey


class Method(StrEnum):
    RSA = "rsa"  # PKCS #1 v1.5
    RSA_PSS = "rsa-pss"
    ECDSA = "ecdsa"


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a signature was made; digests are named as `hashlib` does.

    Args:
        mask_digest, salt_size: of RSA-PSS only.
    """

    method: Method
    digest: str
    mask_digest: str = "sha1"
    salt_size: int = 20


@dataclass(frozen=True, slots=True)
class Certificate:
    """What passive authentication asks of a certificate (ICAO Doc 9303-12, clause 7).

    Args:
        subject, issuer: the names as DER, compared byte for byte.
        body: the signed part; `key_info` is its subjectPublicKeyInfo, taken apart when needed.
        uses: object identifiers of the extended key usage.
    """

    subject: bytes = field(repr=False)
    issuer: bytes = field(repr=False)
    serial: int
    country: str
    key_id: bytes | None
    authority_key_id: bytes | None
    not_before: datetime
    not_after: datetime
    uses: frozenset[str]
    body: bytes = field(repr=False)
    key_info: bytes = field(repr=False)
    algorithm: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature under a signed content; `attributes` are the signed bytes.

    Args:
        issuer, serial, key_id: which certificate made it, by one of both ways.
    """

    issuer: bytes | None = field(repr=False)
    serial: int | None
    key_id: bytes | None
    digest: str
    attributes: bytes = field(repr=False)
    content_type: str
    message_digest: bytes
    signed_at: datetime | None
    algorithm: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    def is_by(self, certificate: Certificate) -> bool:
        if self.key_id is not None:
            return self.key_id == certificate.key_id
        return (self.issuer, self.serial) == (certificate.issuer, certificate.serial)


@dataclass(frozen=True, slots=True)
class SignedContent:
    content_type: str
    content: bytes = field(repr=False)
    certificates: tuple[Certificate, ...]
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Hashes:
    """The list of hashes in EF.SOD, by number of the data group. Never printed: it is a trace."""

    digest: str
    by_group: dict[int, bytes]
