"""Master lists: the real German one, and lists that must not be believed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.travel_document import asn1, countries
from devices.travel_document.certificates import EcKey
from devices.travel_document.errors import Refusal
from devices.travel_document.master_list import (
    Distrust,
    MasterList,
    Untrusted,
    joined,
    load,
    made,
)
from devices.travel_document.simulated.state import SimulatedState
from tests.devices.travel_document_states import Authority, ec
from tests.devices.travel_documents import TODAY, der, utopia

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LIST, SIGNING = "2.23.136.1.1.2", "extendedKeyUsage=critical,2.23.136.1.1.3"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def german() -> MasterList:
    """The list of the Federal Office for Information Security, May 2026."""
    data = (DATA / "german-master-list.ml").read_bytes()
    found = load(data, (DATA / "german-csca07.cer").read_bytes())
    assert isinstance(found, MasterList)
    return found


def test_the_german_list_is_verified_and_whole(german: MasterList) -> None:
    assert len(german.certificates) == 588
    assert len(german.states) == 112


def test_every_key_of_the_german_list_can_be_used(german: MasterList) -> None:
    keys = [asn1.public_key(each.key_info) for each in german.certificates]
    assert sum(isinstance(key, EcKey) for key in keys) == 164


def test_every_certificate_whose_maker_is_listed_was_made_by_it(german: MasterList) -> None:
    """The other twelve were made by keys that their states no longer publish."""
    outcomes = Counter(proven(german, each) for each in german.certificates)
    assert outcomes == {True: 576, False: 12}


def proven(known: MasterList, certificate: asn1.Certificate) -> bool:
    for each in known.issuers_of(certificate):
        try:
            if made(each, certificate):
                return True
        except Refusal:
            continue
    return False


def test_every_state_of_the_german_list_has_its_code_of_the_zone(german: MasterList) -> None:
    assert german.states <= countries.KNOWN
    assert countries.is_state_of("DE", "D") and countries.is_state_of("FR", "FRA")
    assert not countries.is_state_of("DE", "DNK")


def test_the_age_of_a_list_is_told(german: MasterList) -> None:
    age = german.age(NOW)
    assert age is not None and age.days == 181
    assert MasterList(()).age(NOW) is None
    assert joined((german, MasterList(german.certificates[:3], NOW))) == german


def test_any_changed_byte_of_a_list_is_noticed() -> None:
    data, pinned = utopia().master_list(), utopia().certificate
    assert isinstance(load(data, pinned), MasterList)
    for at in range(0, len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        found = load(changed, pinned)
        assert isinstance(found, Untrusted) or (
            found.certificates == utopia().trusted().certificates
        )


def test_a_list_of_somebody_else_is_not_believed() -> None:
    other = SimulatedState(today=TODAY)
    assert load(other.master_list(), utopia().certificate) == Untrusted(Distrust.SIGNER)


def signed_list(authority: Authority, **signing: str) -> bytes:
    _, _, certificate = asn1.pem.unarmor(authority.certificate)
    content = der(0x30, der(2, b"\0"), der(0x31, certificate))
    return authority.signed(content, LIST, "-md", "sha256", **signing)


def test_a_list_that_openssl_signed_is_believed(tmp_path: Path) -> None:
    authority = Authority(tmp_path, ec("brainpoolP384r1", "explicit"))
    authority.certify("lister", SIGNING)
    found = load(signed_list(authority, name="lister"), authority.certificate)
    assert isinstance(found, MasterList) and found.states == {"UT"}


def test_a_document_signer_may_not_sign_a_list(tmp_path: Path) -> None:
    authority = Authority(tmp_path, ec("P-256"))
    data = signed_list(authority)
    assert load(data, authority.certificate) == Untrusted(Distrust.SIGNER)


@pytest.mark.parametrize("data", [b"", b"0", b"\x30\x80" * 10_000, bytes(17 * 1_024 * 1_024)])
def test_what_is_no_list_is_not_believed(data: bytes) -> None:
    assert load(data, utopia().certificate) == Untrusted(Distrust.UNREADABLE)
    assert load(utopia().master_list(), data) == Untrusted(Distrust.UNREADABLE)


def test_a_security_object_is_no_master_list() -> None:
    sod = utopia().security_object({1: b"x"})
    data = sod[4:] if sod[1] == 0x82 else sod[3:]
    assert load(data, utopia().certificate) == Untrusted(Distrust.UNREADABLE)
