"""What is made of a password before it opens a chip (9303-11, clauses 4.3.2, 4.4.4 and 9.7)."""

from __future__ import annotations

import hashlib

from devices.travel_document import Can, MrzKey, Password, PasswordKind
from devices.travel_document.check_digits import check_digit

REFERENCES = {PasswordKind.MRZ: 1, PasswordKind.CAN: 2}


def kind(password: Password) -> PasswordKind:
    return PasswordKind.CAN if isinstance(password, Can) else PasswordKind.MRZ


def zone_information(key: MrzKey) -> bytes:
    """Return number, birth date and expiry date, each followed by its check digit."""
    number = key.document_number.ljust(9, "<")
    parts = (number, key.birth_date, key.expiry_date)
    return "".join(part + check_digit(part) for part in parts).encode("ascii")


def zone_seed(key: MrzKey) -> bytes:
    """Return the 20 bytes that stand for the zone; basic access control takes the first 16."""
    return hashlib.sha1(zone_information(key)).digest()


def pace_secret(password: Password) -> bytes:
    if isinstance(password, Can):
        return password.digits.encode("ascii")
    return zone_seed(password)
