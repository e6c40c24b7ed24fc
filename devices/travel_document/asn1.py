"""Signed lists and certificates taken apart: the door to `asn1crypto`.

CMS: RFC 5652. Certificates: RFC 5280. LDS security object: ICAO Doc 9303-10, clause 4.6.2.3.
Master list: Doc 9303-12, clause 9. Whatever cannot be understood raises Malformed or Unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from asn1crypto import algos, cms, core, keys, pem, x509

from devices.travel_document.certificates import (
    Certificate,
    EcKey,
    Hashes,
    Method,
    PublicKey,
    RsaKey,
    Scheme,
    SignedContent,
    Signer,
)
from devices.travel_document.curves import BY_OID, CURVES, Curve
from devices.travel_document.errors import Malformed, Unknown

DIGESTS = ("sha1", "sha224", "sha256", "sha384", "sha512")
MOST_CERTIFICATES = 4_096
_MOST_SIGNERS = 4
_RSA_BITS = range(1_024, 8_193)
_LONGEST_EXPONENT_BITS = 64
_LONGEST_SALT = 1_024
# What asn1crypto raises on bytes that are not what they seem; it promises ValueError only.
_COMPLAINTS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    RecursionError,
)


class _GroupHash(core.Sequence):  # type: ignore[misc]
    _fields = [("number", core.Integer), ("hash", core.OctetString)]


class _GroupHashes(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _GroupHash


class _SecurityObject(core.Sequence):  # type: ignore[misc]
    _fields = [
        ("version", core.Integer),
        ("digest", algos.DigestAlgorithm),
        ("hashes", _GroupHashes),
        ("lds_version", core.Any, {"optional": True}),
    ]


class _CertificateSet(core.SetOf):  # type: ignore[misc]
    _child_spec = x509.Certificate


class _MasterList(core.Sequence):  # type: ignore[misc]
    _fields = [("version", core.Integer), ("certificates", _CertificateSet)]


@contextmanager
def _understood() -> Iterator[None]:
    """Turn the library's complaints, which may quote what they choke on, into our own."""
    try:
        yield
    except _COMPLAINTS:
        raise Malformed("a signed list or certificate cannot be understood") from None


def signed_content(data: bytes) -> SignedContent:
    """Take a CMS SignedData apart; nothing is verified here."""
    with _understood():
        signed = cms.ContentInfo.load(data, strict=True)["content"]
        if not isinstance(signed, cms.SignedData):
            raise Malformed("no signed content")
        held = signed["encap_content_info"]
        certificates = [each.chosen for each in signed["certificates"] or ()]
        signers = list(signed["signer_infos"])
        if len(certificates) > MOST_CERTIFICATES or len(signers) > _MOST_SIGNERS:
            raise Malformed("too many signers")
        return SignedContent(
            content_type=held["content_type"].dotted,
            content=_octets(held["content"]),
            certificates=tuple(map(_certificate, certificates)),
            signers=tuple(map(_signer, signers)),
        )


def _octets(content: Any) -> bytes:
    if not isinstance(content, core.OctetString | core.ParsableOctetString):
        raise Malformed("a content is no string of bytes")
    return bytes(content)


def _signer(info: Any) -> Signer:
    chosen = info["sid"].chosen
    by_name = isinstance(chosen, cms.IssuerAndSerialNumber)
    attributes = info["signed_attrs"]
    values = {each["type"].dotted: each["values"] for each in attributes}
    signed_at = values.get("1.2.840.113549.1.9.5")
    return Signer(
        issuer=chosen["issuer"].dump() if by_name else None,
        serial=chosen["serial_number"].native if by_name else None,
        key_id=None if by_name else chosen.native,
        digest=_digest(info["digest_algorithm"]["algorithm"].native),
        # Signed was the SET, sent is its implicit tag (RFC 5652, clause 5.4).
        attributes=b"\x31" + attributes.dump()[1:],
        content_type=values["1.2.840.113549.1.9.3"][0].dotted,
        message_digest=values["1.2.840.113549.1.9.4"][0].native,
        signed_at=_aware(signed_at[0].native) if signed_at is not None else None,
        algorithm=info["signature_algorithm"].dump(),
        signature=info["signature"].native,
    )


def _aware(moment: Any) -> datetime:
    if not isinstance(moment, datetime):
        raise Malformed("a moment is in no calendar")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def certificate(data: bytes) -> Certificate:
    """Take one certificate apart, DER or PEM."""
    with _understood():
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        return _certificate(x509.Certificate.load(der, strict=True))


def _certificate(found: Any) -> Certificate:
    if not isinstance(found, x509.Certificate):
        raise Malformed("a certificate of another kind")
    body = found["tbs_certificate"]
    uses = found.extended_key_usage_value or ()
    key_id, authority = found.key_identifier, found.authority_key_identifier
    return Certificate(
        subject=found.subject.dump(),
        issuer=found.issuer.dump(),
        serial=found.serial_number,
        country=_country(found.subject) or _country(found.issuer),
        key_id=key_id,
        authority_key_id=authority,
        not_before=_aware(found.not_valid_before),
        not_after=_aware(found.not_valid_after),
        uses=frozenset(each.dotted for each in uses),
        body=body.dump(),
        key_info=body["subject_public_key_info"].dump(),
        algorithm=found["signature_algorithm"].dump(),
        signature=found["signature_value"].native,
    )


def _country(name: Any) -> str:
    for part in name.chosen:
        for each in part:
            if each["type"].native == "country_name":
                return str(each["value"].native).strip().upper()[:3]
    return ""


def master_list(content: bytes) -> tuple[Certificate, ...]:
    """Return the certificates of a master list, all of them or none."""
    with _understood():
        found = list(_MasterList.load(content, strict=True)["certificates"])
        if len(found) > MOST_CERTIFICATES:
            raise Malformed("too many certificates")
        return tuple(map(_certificate, found))


def hashes(content: bytes) -> Hashes:
    """Return the hashes that an LDS security object holds."""
    with _understood():
        found = _SecurityObject.load(content, strict=True)
        digest = _digest(found["digest"]["algorithm"].native)
        by_group = {each["number"].native: each["hash"].native for each in found["hashes"]}
        return Hashes(digest, by_group)


def scheme(algorithm: bytes, digest: str) -> Scheme:
    """Return how a signature was made.

    Args:
        algorithm: the AlgorithmIdentifier as DER.
        digest: for the identifiers that leave the digest to somebody else.
    """
    with _understood():
        found = algos.SignedDigestAlgorithm.load(algorithm, strict=True)
        name = found["algorithm"].native
        if name == "rsassa_pss":
            return _pss(found["parameters"])
        if name in ("rsassa_pkcs1v15", "ecdsa", _EC_KEY):
            return Scheme(Method.RSA if name.startswith("rsa") else Method.ECDSA, _digest(digest))
        own, _, kind = name.partition("_")
        if kind not in ("rsa", "ecdsa"):
            raise Unknown("a way of signing")
        return Scheme(Method(kind), _digest(own))


# Some signers name the kind of their key instead of the way of signing.
_EC_KEY = "1.2.840.10045.2.1"


def _pss(parameters: Any) -> Scheme:
    mask = parameters["mask_gen_algorithm"]
    if mask["algorithm"].native != "mgf1" or int(parameters["trailer_field"]) != 1:
        raise Unknown("a mask of RSA-PSS")
    salt_size = parameters["salt_length"].native
    if not 0 <= salt_size <= _LONGEST_SALT:
        raise Malformed("a salt is too long")
    return Scheme(
        Method.RSA_PSS,
        _digest(parameters["hash_algorithm"]["algorithm"].native),
        _digest(mask["parameters"]["algorithm"].native),
        salt_size,
    )


def _digest(name: str) -> str:
    if name not in DIGESTS:
        raise Unknown("a digest")
    return name


def public_key(key_info: bytes) -> PublicKey:
    """Return the key of a subjectPublicKeyInfo; explicit curves only if they are known ones."""
    with _understood():
        found = keys.PublicKeyInfo.load(key_info, strict=True)
        kind = found["algorithm"]["algorithm"].native
        if kind in ("rsa", "rsassa_pss"):
            return _rsa(found["public_key"].parsed)
        if kind == "ec":
            return EcKey(_curve(found["algorithm"]["parameters"]), bytes(found["public_key"]))
        raise Unknown("a kind of key")


def _rsa(found: Any) -> RsaKey:
    key = RsaKey(found["modulus"].native, found["public_exponent"].native)
    if key.modulus.bit_length() not in _RSA_BITS:
        raise Unknown("a key of this length")
    if not 3 <= key.exponent < 1 << _LONGEST_EXPONENT_BITS:
        raise Unknown("an exponent of this length")
    return key


def _curve(parameters: Any) -> Curve:
    if parameters.name == "named":
        curve = BY_OID.get(parameters.chosen.dotted)
    elif parameters.name == "specified":
        curve = _specified(parameters.chosen)
    else:
        raise Unknown("a curve of somebody else")
    if curve is None:
        raise Unknown("a curve")
    return curve


def _specified(found: Any) -> Curve | None:
    """Return the known curve with exactly these numbers.

    All of them count: with another generator anybody can make a key that fits a given public one
    (CVE-2020-0601).
    """
    if found["field_id"]["field_type"].native != "prime_field":
        return None
    p = found["field_id"]["parameters"].native
    curve = next((each for each in CURVES.values() if each.p == p), None)
    if curve is None:
        return None
    numbers = [int.from_bytes(bytes(found["curve"][each]), "big") for each in ("a", "b")]
    cofactor = found["cofactor"].native
    is_known = (
        numbers == [curve.a, curve.b]
        and bytes(found["base"]) in _encodings(curve)
        and found["order"].native == curve.n
        and cofactor in (None, 1)
    )
    return curve if is_known else None


def _encodings(curve: Curve) -> tuple[bytes, bytes]:
    whole = curve.encoded(curve.generator)
    x, y = curve.generator
    return whole, bytes([2 + y % 2]) + x.to_bytes(curve.size, "big")
