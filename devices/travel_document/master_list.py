"""The list of states' certificates that decides which documents are authentic.

A master list is signed (ICAO Doc 9303-12, clause 9): it is taken only if its signer was made by
the pinned certificate that the operator got on another way. Loading the 588
certificates of the German list takes a third of a second and belongs into the start of a terminal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from devices.travel_document import asn1
from devices.travel_document.certificates import (
    MASTER_LIST_SIGNING,
    Certificate,
    SignedContent,
    Signer,
)
from devices.travel_document.errors import Malformed, Refusal
from devices.travel_document.signatures import fits

_CONTENT_TYPE = "2.23.136.1.1.2"
LARGEST_LIST = 16 * 1_024 * 1_024


@dataclass(frozen=True, slots=True)
class MasterList:
    """States' certificates, and when the list was signed, if it says so."""

    certificates: tuple[Certificate, ...] = field(repr=False)
    signed_at: datetime | None = None

    def age(self, now: datetime) -> timedelta | None:
        return now - self.signed_at if self.signed_at else None

    @property
    def states(self) -> frozenset[str]:
        return frozenset(each.country for each in self.certificates)

    def issuers_of(self, certificate: Certificate) -> tuple[Certificate, ...]:
        """Return who may have made a certificate: by name, which a state's keys share, or by key.

        Names are compared byte for byte, and some states write theirs in two ways.
        """
        return tuple(each for each in self.certificates if _may_have_made(each, certificate))


def _may_have_made(issuer: Certificate, certificate: Certificate) -> bool:
    is_named = issuer.key_id is not None and issuer.key_id == certificate.authority_key_id
    return is_named or issuer.subject == certificate.issuer


class Distrust(StrEnum):
    """Why a list is not taken."""

    UNREADABLE = "unreadable"  # not a master list, or the pinned certificate is none
    CONTENT = "content"  # the list was changed after it was signed
    SIGNER = "signer"  # not signed by somebody whom the pinned certificate made for this


@dataclass(frozen=True, slots=True)
class Untrusted:
    reason: Distrust
    code: ClassVar[str] = "untrusted"


def load(data: bytes, pinned: bytes) -> MasterList | Untrusted:
    """Verify a master list and take it apart.

    Args:
        data: the CMS file as published, at most 16 MiB.
        pinned: the certificate (DER or PEM) of the state that publishes the list.
    """
    if len(data) > LARGEST_LIST:
        return Untrusted(Distrust.UNREADABLE)
    try:
        anchor = asn1.certificate(pinned)
        signed = asn1.signed_content(data)
        if signed.content_type != _CONTENT_TYPE:
            raise Malformed("no master list")
        return _load(signed, anchor)
    except Refusal:
        return Untrusted(Distrust.UNREADABLE)


def _load(signed: SignedContent, anchor: Certificate) -> MasterList | Untrusted:
    for signer in signed.signers:
        found = _made_by(signed, signer, anchor)
        if found is None:
            continue
        if not content_fits(signed, signer) or not signature_fits(signer, found):
            return Untrusted(Distrust.CONTENT)
        return MasterList(asn1.master_list(signed.content), signer.signed_at)
    return Untrusted(Distrust.SIGNER)


def _made_by(signed: SignedContent, signer: Signer, anchor: Certificate) -> Certificate | None:
    for each in signed.certificates:
        if (
            signer.is_by(each)
            and MASTER_LIST_SIGNING in each.uses
            and each.issuer == anchor.subject
            and made(anchor, each)
        ):
            return each
    return None


def content_fits(signed: SignedContent, signer: Signer) -> bool:
    """Return whether the signed attributes speak of this content."""
    digest = hashlib.new(signer.digest, signed.content).digest()
    return (signer.message_digest, signer.content_type) == (digest, signed.content_type)


def signature_fits(signer: Signer, certificate: Certificate) -> bool:
    scheme = asn1.scheme(signer.algorithm, signer.digest)
    key = asn1.public_key(certificate.key_info)
    return fits(key, scheme, signer.attributes, signer.signature)


def made(issuer: Certificate, certificate: Certificate) -> bool:
    """Return whether the issuer's key signed a certificate."""
    scheme = asn1.scheme(certificate.algorithm, "")
    return fits(asn1.public_key(issuer.key_info), scheme, certificate.body, certificate.signature)


def joined(lists: Iterable[MasterList]) -> MasterList:
    """Return several lists as one; it is as old as the oldest of them."""
    known = tuple(lists)
    moments = [each.signed_at for each in known if each.signed_at is not None]
    certificates = dict.fromkeys(c for each in known for c in each.certificates)
    return MasterList(tuple(certificates), min(moments, default=None))
