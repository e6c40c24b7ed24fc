"""Passive authentication of what `openssl` signed: every key and digest, and every kind of lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.travel_document.document import (
    Authentic,
)
from tests.devices.travel_document_states import (
    LDS,
    OIDS,
    RSA,
    Authority,
    ec,
    security_object,
    verdict,
)
from tests.devices.travel_documents import der


@pytest.fixture(scope="module")
def utopia(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("utopia"), ec("brainpoolP256r1", "explicit"))


@pytest.fixture(scope="module")
def sod(utopia: Authority) -> bytes:
    return der(0x77, utopia.signed(security_object(), LDS, "-md", "sha256"))


@pytest.mark.parametrize("form", ["named_curve", "explicit"])
@pytest.mark.parametrize(
    "curve",
    ["P-256", "P-384", "P-521", "P-224"]
    + [f"brainpoolP{bits}r1" for bits in (192, 224, 256, 320, 384, 512)],
)
def test_every_curve_named_or_written_out_is_authentic(
    tmp_path: Path, curve: str, form: str
) -> None:
    authority = Authority(tmp_path, ec(curve, form))
    signed = der(0x77, authority.signed(security_object(), LDS, "-md", "sha384"))
    assert verdict(authority, signed) == Authentic("UT")


@pytest.mark.parametrize("digest", OIDS)
def test_every_digest_is_authentic(utopia: Authority, digest: str) -> None:
    signed = der(0x77, utopia.signed(security_object(digest), LDS, "-md", digest))
    assert verdict(utopia, signed) == Authentic("UT")


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("-keyopt", "rsa_padding_mode:pss"),
        ("-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20"),
        ("-keyid",),
    ],
)
@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha512"])
def test_every_way_of_signing_with_rsa_is_authentic(
    rsa_state: Authority, options: tuple[str, ...], digest: str
) -> None:
    signed = der(0x77, rsa_state.signed(security_object(), LDS, "-md", digest, *options))
    assert verdict(rsa_state, signed) == Authentic("UT")


@pytest.fixture(scope="module")
def rsa_state(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("rsa"), RSA)
