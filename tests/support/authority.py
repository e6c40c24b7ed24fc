"""An authority of the test's own, and a certificate that it has signed."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

_VALID_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files in PEM: of a server, of its key, of the authority; `pin` is the key's fingerprint."""

    server: Path
    key: Path
    authority: Path
    pin: str


def certificate(folder: Path, address: str) -> Certificate:
    """Make an authority and let it vouch for a server at an address."""
    signer, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    vouches = x509.BasicConstraints(ca=True, path_length=0)
    authority = _unsigned("Town authority", signer).add_extension(vouches, critical=True)
    named = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    server = _unsigned("relay", key).add_extension(named, critical=False)
    made = Certificate(
        folder / "relay.pem", folder / "relay.key", folder / "authority.pem", _pin(key)
    )
    for file, unsigned in ((made.authority, authority), (made.server, server)):
        signed = unsigned.issuer_name(_name("Town authority")).sign(signer, hashes.SHA256())
        file.write_bytes(signed.public_bytes(Encoding.PEM))
    kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made.key.write_bytes(kept)
    return made


def _unsigned(name: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _VALID_FOR)
        .not_valid_after(now + _VALID_FOR)
    )


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pin(key: ec.EllipticCurvePrivateKey) -> str:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()
