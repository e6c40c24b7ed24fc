"""People who do not exist, as an identity card has them, by data group (TR-03110-4, 2.2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.support.tlv import tlv

_UTF8, _PRINTABLE, _NUMERIC, _SEQUENCE = 0x0C, 0x13, 0x12, 0x30


@dataclass(frozen=True, slots=True)
class Person:
    """What is on the card; `place` is the place of residence."""

    given_names: str = "ERIKA"
    family_name: str = "MUSTERMANN"
    born: date = date(1964, 8, 12)
    birthplace: str = "BERLIN"
    street: str = "HEIDESTRAẞE 17"
    zip_code: str = "51147"
    place: str = "KÖLN"
    nationality: str = "D"
    doctoral_degree: str = ""
    birth_name: str = "GABLER"
    expires: date = date(2031, 10, 31)
    kind: str = "ID"

    def data_groups(self) -> dict[int, bytes]:
        """Return number → content of the file."""
        written = {
            1: tlv(_PRINTABLE, self.kind.encode()),
            2: tlv(_PRINTABLE, b"D"),
            3: tlv(_NUMERIC, f"{self.expires:%Y%m%d}".encode()),
            4: _text(self.given_names),
            5: _text(self.family_name),
            6: _text(""),
            7: _text(self.doctoral_degree),
            8: tlv(_NUMERIC, f"{self.born:%Y%m%d}".encode()),
            9: tlv(0xA1, _text(self.birthplace)),
            10: tlv(_PRINTABLE, self.nationality.encode()),
            13: _text(self.birth_name),
            17: self._residence(),
            18: tlv(0x04, bytes.fromhex("02760503150000")),
        }
        return {number: tlv(0x60 + number, value) for number, value in written.items()}

    def _residence(self) -> bytes:
        """GeneralPlace, the structured kind; a country of one letter, D."""
        return tlv(
            _SEQUENCE,
            tlv(0xAA, _text(self.street)),
            tlv(0xAB, _text(self.place)),
            tlv(0xAD, tlv(_PRINTABLE, b"D")),
            tlv(0xAE, tlv(_PRINTABLE, self.zip_code.encode())),
        )


def _text(text: str) -> bytes:
    return tlv(_UTF8, text.encode())


ERIKA = Person()
