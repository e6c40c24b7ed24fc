"""A state that issues simulated documents: its certificates, its signature, its master list.

A door to `cryptography` and `asn1crypto` for making what the rest of this room only verifies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

from devices.travel_document import asn1, tlv
from devices.travel_document.certificates import MASTER_LIST_SIGNING
from devices.travel_document.master_list import MasterList

_SECURITY_OBJECT, _MASTER_LIST = "2.23.136.1.1.1", "2.23.136.1.1.2"
_DIGEST = "sha256"
_YEAR = timedelta(days=365)


class SimulatedState:
    """A state with keys of its own; two of them never trust each other.

    Args:
        country: two letters, UT for Utopia.
        today: its certificates are valid from a year before to ten years after.
    """

    def __init__(self, country: str = "UT", *, today: date) -> None:
        self._name = _name(country, "CSCA")
        self._noon = datetime.combine(today, time(12), UTC)
        self._key = ec.generate_private_key(ec.BrainpoolP256R1())
        self._signer_key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = self._issued(self._name, self._key, is_authority=True)
        self._signer = self._issued(_name(country, "Document Signer"), self._signer_key)
        self._list_signer = self._issued(
            _name(country, "Master List Signer"), self._signer_key, MASTER_LIST_SIGNING
        )

    @property
    def certificate(self) -> bytes:
        """The certificate that others pin, DER."""
        return self._certificate

    def trusted(self) -> MasterList:
        """Return what a terminal that trusts this state only has."""
        return MasterList((asn1.certificate(self._certificate),), self._noon)

    def master_list(self) -> bytes:
        """Return a signed master list with this state in it."""
        certificates = tlv.encode(0x31, self._certificate)
        content = tlv.encode(0x30, tlv.encode(0x02, b"\0") + certificates)
        return self._signed(content, _MASTER_LIST, self._list_signer)

    def security_object(self, groups: Mapping[int, bytes]) -> bytes:
        """Return EF.SOD over these data groups."""
        hashed = b"".join(
            tlv.encode(
                0x30,
                tlv.encode(0x02, bytes([number]))
                + tlv.encode(0x04, hashlib.new(_DIGEST, content).digest()),
            )
            for number, content in sorted(groups.items())
        )
        algorithm = algos.DigestAlgorithm({"algorithm": _DIGEST}).dump()
        version = tlv.encode(0x02, b"\0")
        content = tlv.encode(0x30, version + algorithm + tlv.encode(0x30, hashed))
        return tlv.encode(0x77, self._signed(content, _SECURITY_OBJECT, self._signer))

    def _signed(self, content: bytes, content_type: str, certificate: bytes) -> bytes:
        signer = asn1_x509.Certificate.load(certificate)
        named = {"issuer": signer.issuer, "serial_number": signer.serial_number}
        attributes = self._attributes(content, content_type)
        digest = {"algorithm": _DIGEST}
        info = {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": named}),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": f"{_DIGEST}_ecdsa"},
            "signature": self._signer_key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
        }
        signed = {
            "version": "v3",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": content_type, "content": content},
            "certificates": [signer],
            "signer_infos": [info],
        }
        held = cms.SignedData(signed)
        whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": held}).dump()
        return whole

    def _attributes(self, content: bytes, content_type: str) -> cms.CMSAttributes:
        digest = hashlib.new(_DIGEST, content).digest()
        return cms.CMSAttributes(
            [
                {"type": "content_type", "values": [content_type]},
                {"type": "message_digest", "values": [digest]},
                {"type": "signing_time", "values": [cms.Time({"utc_time": self._noon})]},
            ]
        )

    def _issued(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        use: str | None = None,
        *,
        is_authority: bool = False,
    ) -> bytes:
        own = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._noon - _YEAR)
            .not_valid_after(self._noon + 10 * _YEAR)
            .add_extension(x509.AuthorityKeyIdentifier(own.digest, None, None), critical=False)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        )
        if use is not None:
            purpose = x509.ExtendedKeyUsage([ObjectIdentifier(use)])
            builder = builder.add_extension(purpose, critical=True)
        made = builder.sign(self._key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)


def _name(country: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country, _validate=False),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{common_name} (simulated)"),
        ]
    )
