"""Passive authentication: is what was read what a state signed? (ICAO Doc 9303-11, clause 5.1)

Data groups → hashes in EF.SOD → its signer → the state's certificate in the master list. What
does not fit is contradicted; what cannot be followed to its end is not checked, and no more.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from devices.travel_document import Step, asn1, countries, tlv
from devices.travel_document.certificates import Certificate, SignedContent, Signer
from devices.travel_document.document import (
    Authentic,
    Authenticity,
    Contradicted,
    Contradiction,
    NotChecked,
    Unproven,
)
from devices.travel_document.errors import Malformed, Refusal, Unknown
from devices.travel_document.master_list import MasterList, content_fits, made, signature_fits

_CONTENT_TYPE = "2.23.136.1.1.1"
_NUMBERS = {Step.DG1: 1, Step.DG2: 2, Step.DG11: 11, Step.DG12: 12}


def judged(
    sod: bytes | None,
    groups: Mapping[Step, bytes],
    issuing_state: str,
    trusted: MasterList | None,
    today: date,
) -> Authenticity:
    """Return the verdict on these data groups.

    Args:
        sod: EF.SOD, None if the document has none.
        issuing_state: as in the machine readable zone.
        trusted: None where the operator has no master list.
    """
    if sod is None:
        return NotChecked(Unproven.NO_SIGNATURE)
    try:
        signed = security_object(sod)
        return (
            _content(signed, groups)
            or _signature(signed)
            or _issuer(signer_certificate(signed), issuing_state, trusted, today)
        )
    except Unknown:
        return NotChecked(Unproven.METHOD)
    except Refusal:
        return NotChecked(Unproven.NO_SIGNATURE)


def security_object(sod: bytes) -> SignedContent:
    """Take EF.SOD apart; raises Malformed where it is something else."""
    signed = asn1.signed_content(tlv.only(sod, 0x77))
    if signed.content_type != _CONTENT_TYPE or len(signed.signers) != 1:
        raise Malformed("no security object")
    return signed


def signer_certificate(signed: SignedContent) -> Certificate:
    """Return the document signer's certificate, which EF.SOD carries."""
    signer = signed.signers[0]
    named = [each for each in signed.certificates if signer.is_by(each)]
    # Some states misname the signer; with one certificate there is no doubt whom they mean.
    found = named or list(signed.certificates)
    if len(found) != 1:
        raise Malformed("the signer's certificate is missing")
    return found[0]


def _content(signed: SignedContent, groups: Mapping[Step, bytes]) -> Contradicted | None:
    hashes = asn1.hashes(signed.content)
    for group, content in groups.items():
        expected = hashes.by_group.get(_NUMBERS[group])
        if expected is None:
            return Contradicted(Contradiction.UNSIGNED)
        if not hmac.compare_digest(hashlib.new(hashes.digest, content).digest(), expected):
            return Contradicted(Contradiction.CONTENT)
    return None


def _signature(signed: SignedContent) -> Contradicted | None:
    signer: Signer = signed.signers[0]
    if content_fits(signed, signer) and signature_fits(signer, signer_certificate(signed)):
        return None
    return Contradicted(Contradiction.SIGNATURE)


def _issuer(
    signer: Certificate, issuing_state: str, trusted: MasterList | None, today: date
) -> Authenticity:
    if trusted is None:
        return NotChecked(Unproven.NO_LIST)
    issuers = trusted.issuers_of(signer)
    maker = next((each for each in issuers if _made(each, signer)), None)
    if maker is None:
        # Only the key that the signer itself names can contradict: a state has many under a name.
        is_named = any(each.key_id and each.key_id == signer.authority_key_id for each in issuers)
        return (
            Contradicted(Contradiction.SIGNER) if is_named else NotChecked(Unproven.UNKNOWN_ISSUER)
        )
    noon = datetime.combine(today, time(12), UTC)
    if not signer.not_before <= noon <= signer.not_after:
        return NotChecked(Unproven.OUT_OF_DATE)
    if not countries.is_state_of(maker.country, issuing_state):
        return NotChecked(Unproven.OTHER_STATE)
    return Authentic(maker.country)


def _made(issuer: Certificate, signer: Certificate) -> bool:
    """One key among several that cannot be used is no reason to give up."""
    try:
        return made(issuer, signer)
    except Refusal:
        return False
