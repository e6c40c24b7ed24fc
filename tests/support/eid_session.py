"""One identification, as the eID server sees it: what it may ask, and what it gets."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from threading import Event

from tests.support import eid_messages as messages
from tests.support.card_certificates import Authority, Right
from tests.support.eid_messages import MINOR, Said
from tests.support.eid_terminal import Channel, Terminal
from tests.support.tlv import oid, parse, tlv

# What the AusweisApp SDK calls it → data group.
GROUPS = {
    "DocumentType": 1,
    "IssuingCountry": 2,
    "ValidUntil": 3,
    "GivenNames": 4,
    "FamilyName": 5,
    "ArtisticName": 6,
    "DoctoralDegree": 7,
    "DateOfBirth": 8,
    "PlaceOfBirth": 9,
    "Nationality": 10,
    "BirthName": 13,
    "Address": 17,
    "CommunityID": 18,
}
_OTHERS = {"AgeVerification": 0, "AddressVerification": 1, "Pseudonym": 2, "CanAllowed": 4}
_ADDRESS = {0xAA: "street", 0xAB: "place", 0xAC: "state", 0xAD: "country", 0xAE: "zip_code"}
_TEXTS = (0x0C, 0x12, 0x13, 0x16)

Value = str | dict[str, str]


class Trouble(StrEnum):
    """What can go wrong on the server's side."""

    UNKNOWN_SESSION = "unknown-session"  # the address leads nowhere
    REFUSES = "refuses"  # it says no as soon as it is asked
    REFUSES_LATE = "refuses-late"  # it says no after the PIN
    HANGS_UP = "hangs-up"  # it breaks the line after the PIN
    SILENT = "silent"  # it takes the question and does not answer


class EidSession:
    """What one citizen agrees to; `data` is what came, `outcome` how it ended.

    `outcome` is None until then, "ok", or the reason that AusweisApp gave.
    """

    def __init__(
        self,
        authority: Authority,
        base: str,
        required: Collection[str],
        optional: Collection[str],
        right: Right,
        trouble: Trouble | None,
        transaction: str,
        age: int | None,
    ) -> None:
        self.id = secrets.token_hex(16)
        self.data: dict[str, Value] = {}
        self.outcome: str | None = None
        self.ended = Event()
        self.trouble = trouble
        self._base, self._authority, self._right = base, authority, right
        self._required, self._optional = _template(required), _template(optional)
        self._transaction = transaction
        self._aux = b"" if age is None else _age(age)
        self._terminal = Terminal(authority.scalar(right))
        self._channel: Channel | None = None
        self._asked: list[str] = []

    @property
    def tc_token_url(self) -> str:
        return f"{self._base}/token?session={self.id}"

    def answer(self, said: Said) -> str | None:
        """Return the answer to a message; None to hang up."""
        for mark, step in self._steps().items():
            if said.kind == mark or said.is_a(mark):
                body = self._failed(said) if _refused(said) else step(said)
                return body and messages.envelope(body, said.one("MessageID"))
        raise ValueError(f"not a message of AusweisApp: {said.kind}")

    def _steps(self) -> dict[str, Callable[[Said], str | None]]:
        return {
            "StartPAOS": self._introduce,
            "EAC1OutputType": self._prove,
            "EAC2OutputType": self._read,
            "TransmitResponse": self._take,
            "DIDAuthenticateResponse": self._failed,
        }

    def _introduce(self, said: Said) -> str | None:
        if self.trouble is Trouble.REFUSES:
            return self._end("no right")
        town, above = self._authority.chain(self._right)
        parts: list[tuple[str, bytes | str]] = [
            ("Certificate", town),
            ("Certificate", above),
            ("CertificateDescription", self._authority.description(self._base)),
            ("RequiredCHAT", self._required),
            ("OptionalCHAT", self._optional),
        ]
        if self._aux:
            parts.append(("AuthenticatedAuxiliaryData", self._aux))
        if self._transaction:
            parts.append(("TransactionInfo", self._transaction))
        return messages.authenticate("EAC1InputType", parts)

    def _prove(self, said: Said) -> str | None:
        if self.trouble is Trouble.HANGS_UP:
            return None
        if self.trouble is Trouble.REFUSES_LATE:
            return self._end("no right")
        agreed = said.octets("CertificateHolderAuthorizationTemplate")
        granted = int.from_bytes(agreed[-5:], "big")
        self._asked = [name for name, group in GROUPS.items() if granted >> (7 + group) & 1]
        card_key, challenge = said.octets("IDPICC"), said.octets("Challenge")
        parts = [
            ("EphemeralPublicKey", self._terminal.public),
            ("Signature", self._terminal.sign(card_key, challenge, self._aux)),
        ]
        return messages.authenticate("EAC2InputType", parts)

    def _read(self, said: Said) -> str:
        names = ("EFCardSecurity", "Nonce", "AuthenticationToken")
        self._channel = self._terminal.agree(*map(said.octets, names))
        if self._channel is None:
            return self._end("the chip is not genuine")
        groups = [GROUPS[name] for name in self._asked]
        return messages.transmit(self._channel.commands(groups))

    def _take(self, said: Said) -> str:
        assert self._channel is not None
        for number, answer in enumerate(said.all("OutputAPDU")):
            plain = self._channel.answer(number, bytes.fromhex(answer))
            if number and plain is not None:
                self.data[self._asked[number - 1]] = _value(plain)
        self._close("ok")
        return messages.end()

    def _failed(self, said: Said) -> str:
        reason = said.one("ResultMinor")
        self._close(reason or "no reason")
        return messages.end(reason, said.one("ResultMessage"))

    def _end(self, why: str) -> str:
        self._close(why)
        return messages.end(f"{MINOR}/al/common#noPermission", why)

    def _close(self, outcome: str) -> None:
        self.outcome = outcome
        self.ended.set()


def _refused(said: Said) -> bool:
    return any(each.endswith("#error") for each in said.all("ResultMajor"))


def _template(names: Collection[str]) -> bytes:
    """Return rights as a certificate holder authorization template (CHAT)."""
    bits = [7 + GROUPS[name] if name in GROUPS else _OTHERS[name] for name in names]
    rights = sum(1 << bit for bit in set(bits)).to_bytes(5, "big")
    return tlv(0x7F4C, tlv(0x06, oid("0.4.0.127.0.7.3.1.2.2")), tlv(0x53, rights))


def _age(years: int) -> bytes:
    """Return the day on which one who is so old today was born, for the card to compare."""
    today = date.today()
    born = today.replace(year=today.year - years, day=min(today.day, 28))
    day = tlv(0x53, f"{born:%Y%m%d}".encode())
    return tlv(0x67, tlv(0x73, tlv(0x06, oid("0.4.0.127.0.7.3.1.4.1")), day))


def _value(group: bytes) -> Value:
    """Return the text in a data group, or the parts of an address."""
    tag, value = next(parse(group))
    if tag in _TEXTS:
        return value.decode()
    if tag == 0x04:
        return value.hex()
    parts = list(parse(value))
    if parts and parts[0][0] in _ADDRESS:
        return {_ADDRESS[each]: str(_value(inner)) for each, inner in parts}
    return _value(value)
