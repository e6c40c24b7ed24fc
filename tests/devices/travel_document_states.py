"""States whose documents `openssl` signs, for the tests of authenticity."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import date
from pathlib import Path

from devices.travel_document import Step, asn1, authenticity
from devices.travel_document.document import Authenticity
from devices.travel_document.master_list import MasterList
from tests.devices.travel_documents import TODAY, der

LDS = "2.23.136.1.1.1"
OIDS = {
    "sha1": "2b0e03021a",
    "sha224": "608648016503040204",
    "sha256": "608648016503040201",
    "sha384": "608648016503040202",
    "sha512": "608648016503040203",
}
GROUPS = {Step.DG1: b"the zone", Step.DG2: b"the face"}


def ec(curve: str, form: str = "named_curve") -> tuple[str, ...]:
    parameters = ("ec_paramgen_curve:" + curve, "ec_param_enc:" + form)
    return ("-algorithm", "EC", *(word for each in parameters for word in ("-pkeyopt", each)))


RSA = ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")


def security_object(digest: str = "sha256") -> bytes:
    hashes = [
        der(0x30, der(2, bytes([number])), der(4, hashlib.new(digest, content).digest()))
        for number, content in ((1, b"the zone"), (2, b"the face"))
    ]
    algorithm = der(0x30, der(6, bytes.fromhex(OIDS[digest])))
    return der(0x30, der(2, b"\0"), algorithm, der(0x30, *hashes))


def trusted(authority: Authority) -> MasterList:
    return MasterList((asn1.certificate(authority.certificate),))


def verdict(
    authority: Authority,
    sod: bytes | None,
    groups: dict[Step, bytes] = GROUPS,
    *,
    state: str = "UTO",
    known: MasterList | None = None,
    today: date = TODAY,
) -> Authenticity:
    return authenticity.judged(sod, groups, state, known or trusted(authority), today)


class Authority:
    """A state whose certificates and signatures `openssl` makes, in a folder of the test.

    Args:
        key: arguments of `openssl genpkey`, the same for the state and its document signer.
    """

    def __init__(self, folder: Path, key: tuple[str, ...], *, days: int = 4_000) -> None:
        self._folder = folder
        for name in ("csca", "signer"):
            self._run("genpkey", *key, "-out", f"{name}.key")
        subject = ("-subj", "/C=UT/O=Utopia/CN=CSCA", "-days", str(days), "-sha256")
        self._run("req", "-x509", "-new", "-key", "csca.key", *subject, "-out", "csca.pem")
        self.certify("signer", "")

    def certify(self, name: str, extensions: str, days: int = 3_000) -> None:
        """Let the state's key sign a certificate for the signer's key."""
        self._run("req", "-new", "-key", "signer.key", "-subj", "/C=UT/CN=DS", "-out", "ds.csr")
        (self._folder / "extensions").write_text(
            f"authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n{extensions}\n"
        )
        issuer = ("-CA", "csca.pem", "-CAkey", "csca.key", "-extfile", "extensions", "-sha256")
        days_long = ("-days", str(days), "-set_serial", str(1 + len(name)))
        self._run("x509", "-req", "-in", "ds.csr", *issuer, *days_long, "-out", f"{name}.pem")

    @property
    def certificate(self) -> bytes:
        return (self._folder / "csca.pem").read_bytes()

    def signed(
        self, content: bytes, content_type: str, *options: str, name: str = "signer"
    ) -> bytes:
        """Return a CMS SignedData over this content."""
        (self._folder / "content").write_bytes(content)
        signer = ("-signer", f"{name}.pem", "-inkey", "signer.key")
        form = ("-binary", "-nodetach", "-econtent_type", content_type, "-outform", "DER")
        self._run("cms", "-sign", "-in", "content", *signer, *form, *options, "-out", "signed")
        return (self._folder / "signed").read_bytes()

    def _run(self, *words: str) -> None:
        program = shutil.which("openssl")
        assert program, "openssl is part of every Debian"
        done = subprocess.run([program, *words], cwd=self._folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
