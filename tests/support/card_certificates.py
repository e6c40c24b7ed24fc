"""A state of the tests' own: the root of its card certificates, a town's right to read, and chips.

The certificates are made by cvc-create (openpace), everything else by openssl.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from tests.support.card_files import security_infos
from tests.support.terminal_rights import Issued
from tests.support.tlv import oid, tlv

# The root that AusweisApp's own simulated card trusts as well.
ROOT = "DETESTeID00005"
_CURVE = "brainpoolP256r1"
_LASTS = timedelta(days=300)
_SECURITY_OBJECT = "0.4.0.127.0.7.3.2.1"
_ALL = (*range(1, 11), 13, 17, 18)
_TERMS = """Name, Anschrift und E-Mail-Adresse des Diensteanbieters:\r
Stadt Musterstadt, Rathausplatz 1, 12345 Musterstadt\r
\r
Zweck des Auslesevorgangs:\r
Meldebescheinigung am Terminal\r
\r
Zuständige Datenschutzaufsicht:\r
Landesbeauftragte für den Datenschutz Musterland\r
"""


class Right(StrEnum):
    """The town's certificates."""

    READS = "reads"
    READS_WITH_CAN = "reads-with-can"  # on-site reading; never for a terminal without a clerk
    EXPIRED = "expired"
    NOT_YET = "not-yet"  # or the clock of this machine is slow
    FORGED = "forged"  # signed by nobody whom a card trusts


@dataclass(frozen=True, slots=True)
class Authority:
    """What the state has made, in a folder."""

    folder: Path

    def issued(self) -> Issued:
        """Return what a card is made with."""
        private = (self.folder / "chip.pkcs8").read_bytes()
        security = (self.folder / "card-security.der").read_bytes()
        public = _public(self.folder / "chip.pkcs8")
        return Issued(ROOT.encode(), self.certificate("cvca"), security, private, public)

    def certificate(self, name: str) -> bytes:
        return (self.folder / f"{name}.cv").read_bytes()

    def chain(self, right: Right) -> tuple[bytes, bytes]:
        """Return the certificate of the town and that of who gave it."""
        return self.certificate(right), self.certificate("dv")

    def scalar(self, right: Right) -> int:
        """Return the private key of the town."""
        name = "forged" if right is Right.FORGED else "terminal"
        content = (self.folder / f"{name}.pkcs8").read_bytes()
        at = content.index(bytes.fromhex("0201010420")) + 5
        return int.from_bytes(content[at : at + 32], "big")

    @property
    def tls(self) -> tuple[Path, Path]:
        """Return certificate and key of the eID server."""
        return self.folder / "tls.pem", self.folder / "tls.key"

    def description(self, address: str) -> bytes:
        """Return who reads and why (TR-03110-4, 2.2.6); cvc-create's own AusweisApp refuses."""
        certificate = _openssl("x509", "-in", self.tls[0], "-outform", "DER")
        return tlv(
            0x30,
            tlv(0x06, oid("0.4.0.127.0.7.3.1.3.1.1")),
            tlv(0xA1, tlv(0x0C, b"Testland DVCA")),
            tlv(0xA2, tlv(0x13, b"https://dvca.example")),
            tlv(0xA3, tlv(0x0C, b"Stadt Musterstadt")),
            tlv(0xA4, tlv(0x13, address.encode())),
            tlv(0xA5, tlv(0x0C, _TERMS.encode())),
            tlv(0xA7, tlv(0x31, tlv(0x04, sha256(certificate).digest()))),
        )


def found(folder: Path) -> Authority:
    """Make a state, within half a second."""
    for name in ("cvca", "dv", "terminal", "forged"):
        _key(folder / f"{name}.pkcs8", "-pkeyopt", "ec_param_enc:explicit")
    _key(folder / "chip.pkcs8")
    today = date.today()
    _sign(folder, "cvca", ROOT, "cvca", "cvca", "cvca", today, extra=("--type=at",))
    _sign(folder, "dv", "DEFOYERDV00001", "dv_domestic", "dv", "cvca", today)
    for right in Right:
        _town(folder, right, today)
    _card_security(folder)
    _tls(folder)
    return Authority(folder)


def _town(folder: Path, right: Right, today: date) -> None:
    year = timedelta(days=365)
    issued = {Right.EXPIRED: today - year, Right.NOT_YET: today + timedelta(days=30)}
    key = "forged" if right is Right.FORGED else "terminal"
    (folder / "terms.txt").write_text(_TERMS, encoding="utf-8", newline="")
    described = (
        f"--out-desc={folder / 'town.desc'}",
        f"--cert-desc={folder / 'terms.txt'}",
        "--issuer-name=Testland DVCA",
        "--issuer-url=https://dvca.example",
        "--subject-name=Stadt Musterstadt",
        "--subject-url=https://localhost",
    )
    begins = issued.get(right, today)
    extra = (*described, *(("--can-allowed",) if right is Right.READS_WITH_CAN else ()))
    signer = "forged" if right is Right.FORGED else "dv"
    _sign(folder, right, "DEFOYERAT00001", "terminal", key, "dv", begins, signer, extra=extra)


def _sign(
    folder: Path,
    name: str,
    holder: str,
    role: str,
    key: str,
    above: str,
    begins: date,
    signer: str = "",
    *,
    extra: Iterable[str] = (),
) -> None:
    ends = begins + _LASTS
    own = name == above
    command = [
        "cvc-create",
        f"--role={role}",
        f"--chr={holder}",
        f"--issued={begins:%y%m%d}",
        f"--expires={ends:%y%m%d}",
        "--scheme=ECDSA_SHA_256",
        f"--sign-with={folder / (signer or above)}.pkcs8",
        *(() if own else (f"--sign-as={folder / above}.cv",)),
        f"--key={folder / key}.pkcs8",
        f"--out-cert={folder / name}.cv",
        *(f"--read-dg{number}" for number in _ALL),
        "--rid",
        "--verify-age",
        "--verify-community",
        *(() if role == "terminal" else ("--can-allowed",)),
        *extra,
    ]
    subprocess.run(command, check=True, capture_output=True)


def _card_security(folder: Path) -> None:
    """EF.CardSecurity: what a chip says of itself, signed by the state."""
    (folder / "security-infos").write_bytes(security_infos(_public(folder / "chip.pkcs8")))
    signer, key = folder / "signer.pem", folder / "signer.key"
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", f"ec_paramgen_curve:{_CURVE}", "-nodes",
             "-keyout", key, "-out", signer, "-days", "300", "-subj", "/CN=Testland")  # fmt: skip
    _openssl("cms", "-sign", "-binary", "-nodetach", "-in", folder / "security-infos",
             "-signer", signer, "-inkey", key, "-md", "sha256", "-outform", "DER",
             "-econtent_type", _SECURITY_OBJECT, "-out", folder / "card-security.der")  # fmt: skip


def _tls(folder: Path) -> None:
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", folder / "tls.key", "-out", folder / "tls.pem", "-days", "300",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")  # fmt: skip


def _key(path: Path, *options: str) -> None:
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{_CURVE}", *options,
             "-outform", "DER", "-out", path)  # fmt: skip


def _public(path: Path) -> bytes:
    whole = _openssl("pkey", "-inform", "DER", "-in", path, "-pubout", "-outform", "DER")
    return whole[-65:]


def _openssl(*arguments: str | Path) -> bytes:
    done = subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
    return done.stdout
