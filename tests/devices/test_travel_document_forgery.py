"""Every kind of lie about what `openssl` signed, and what is only not checked."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from devices.travel_document import Step, asn1, authenticity
from devices.travel_document.document import (
    Authentic,
    Contradicted,
    Contradiction,
    NotChecked,
    Unproven,
)
from tests.devices.travel_document_states import (
    GROUPS,
    LDS,
    Authority,
    ec,
    security_object,
    trusted,
    verdict,
)
from tests.devices.travel_documents import TODAY, der


@pytest.fixture(scope="module")
def utopia(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("utopia"), ec("brainpoolP256r1", "explicit"))


@pytest.fixture(scope="module")
def sod(utopia: Authority) -> bytes:
    return der(0x77, utopia.signed(security_object(), LDS, "-md", "sha256"))


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("another"), ec("P-256"))


def test_a_changed_group_contradicts(utopia: Authority, sod: bytes) -> None:
    changed = {**GROUPS, Step.DG1: b"the zonE"}
    assert verdict(utopia, sod, changed) == Contradicted(Contradiction.CONTENT)


def test_a_group_that_nobody_signed_contradicts(utopia: Authority, sod: bytes) -> None:
    more = {**GROUPS, Step.DG11: b"an address"}
    assert verdict(utopia, sod, more) == Contradicted(Contradiction.UNSIGNED)


def test_every_changed_byte_of_the_signed_list_is_noticed(utopia: Authority, sod: bytes) -> None:
    """Only what nobody signed may change unnoticed, and then nothing else than before is said."""
    begin = sod.index(security_object())
    for at in range(begin, begin + len(security_object())):
        changed = sod[:at] + bytes([sod[at] ^ 1]) + sod[at + 1 :]
        assert not isinstance(verdict(utopia, changed), Authentic)


def test_a_changed_signature_contradicts(utopia: Authority, sod: bytes) -> None:
    changed = sod[:-3] + bytes([sod[-3] ^ 1]) + sod[-2:]
    assert verdict(utopia, changed) == Contradicted(Contradiction.SIGNATURE)


def test_a_list_that_belongs_to_another_signature_contradicts(
    utopia: Authority, sod: bytes
) -> None:
    zone = der(4, hashlib.sha256(b"the zone").digest())
    forged = der(4, hashlib.sha256(b"the lie!").digest())
    groups = {Step.DG1: b"the lie!"}
    assert verdict(utopia, sod.replace(zone, forged), groups) == Contradicted(
        Contradiction.SIGNATURE
    )


def test_an_unknown_state_is_not_checked(utopia: Authority, another: Authority, sod: bytes) -> None:
    known = trusted(another)
    assert verdict(utopia, sod, known=known) == NotChecked(Unproven.UNKNOWN_ISSUER)
    unlisted = authenticity.judged(sod, GROUPS, "UTO", None, TODAY)
    assert unlisted == NotChecked(Unproven.NO_LIST)


def test_without_a_list_a_changed_group_still_contradicts(sod: bytes) -> None:
    found = authenticity.judged(sod, {Step.DG1: b"other"}, "UTO", None, TODAY)
    assert found == Contradicted(Contradiction.CONTENT)


def test_a_signer_that_names_a_key_which_did_not_make_it_contradicts(
    utopia: Authority, sod: bytes
) -> None:
    signer = authenticity.signer_certificate(authenticity.security_object(sod))
    changed = sod.replace(signer.signature, signer.signature[:-1] + b"\0")
    assert verdict(utopia, changed) == Contradicted(Contradiction.SIGNER)


def test_a_signer_out_of_date_or_of_another_state_is_not_checked(
    utopia: Authority, sod: bytes
) -> None:
    late = verdict(utopia, sod, today=date(2050, 1, 1))
    assert late == NotChecked(Unproven.OUT_OF_DATE)
    assert verdict(utopia, sod, state="FRA") == NotChecked(Unproven.OTHER_STATE)


@pytest.mark.parametrize("content", [None, b"", b"\x77\x00", b"\x77\x03\x30\x01\x00"])
def test_a_signature_that_is_none_is_not_checked(utopia: Authority, content: bytes | None) -> None:
    assert verdict(utopia, content) == NotChecked(Unproven.NO_SIGNATURE)


def test_a_curve_with_another_generator_is_not_taken_for_the_known_one(
    utopia: Authority, sod: bytes
) -> None:
    info = asn1.certificate(utopia.certificate).key_info
    x = bytes.fromhex("8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262")
    assert x in info
    with pytest.raises(asn1.Unknown):
        asn1.public_key(info.replace(x, x[:-1] + b"\x63"))
