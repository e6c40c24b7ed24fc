"""Which ESC/POS printers there are: their paper, and what they can say about it.

The abilities are those of the makers' command references. A model that is not in the table is a
`generic` one, of which nothing is taken for granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from devices.printer import PROFILES, Profile

_WIDE_203 = PROFILES["80mm-203dpi"]
_WIDE_180 = PROFILES["80mm-180dpi"]
_NARROW_203 = PROFILES["58mm-203dpi"]
_IN_EVERY_CLONE = frozenset(("CP437", "CP850", "CP858", "CP1252"))


class Cut(StrEnum):
    PARTIAL = "partial"  # one point stays: the ticket hangs until it is taken
    FULL = "full"
    NONE = "none"  # the citizen tears it off


@dataclass(frozen=True, slots=True)
class Model:
    """One kind of printer.

    Args:
        encoding: the profile of python-escpos that comes nearest.
        tells: what it answers to GS I 67; empty where it is never asked by this name.
        process_id: confirms with GS ( H function 48 that a ticket is on paper; without it, GS r
            says that all before it was worked off.
        pushes_status: tells every change by itself (GS a).
        near_end_sensor: without one, the bits of the roll's end mean nothing.
        code_pages: those it surely has; None for all that the profile names.
        double_byte: may wake up reading letters in pairs, as Chinese.
    """

    name: str
    profile: Profile
    encoding: str
    tells: str = ""
    cut: Cut = Cut.PARTIAL
    process_id: bool = True
    pushes_status: bool = True
    near_end_sensor: bool = True
    code_pages: frozenset[str] | None = None
    double_byte: bool = False


MODELS = {
    model.name: model
    for model in (
        Model("tm-t20ii", _WIDE_203, "TM-T20II", "TM-T20II"),
        Model("tm-t20iii", _WIDE_203, "TM-T20II", "TM-T20III"),
        Model("tm-m30iii", _WIDE_203, "TM-T20II", "TM-m30III"),
        Model("tm-t88v", _WIDE_180, "TM-T88V", "TM-T88V"),
        Model("tm-t88vi", _WIDE_180, "TM-T88V", "TM-T88VI"),
        Model("tm-t88vii", _WIDE_180, "TM-T88V", "TM-T88VII"),
        Model("eu-m30", _WIDE_203, "TM-T20II", "EU-m30", Cut.FULL),
        Model(
            "generic", _WIDE_203, "TM-T20II",
            process_id=False, pushes_status=False, near_end_sensor=False,
            code_pages=_IN_EVERY_CLONE, double_byte=True,
        ),
        Model(
            "generic-58mm", _NARROW_203, "NT-5890K", cut=Cut.NONE,
            process_id=False, pushes_status=False, near_end_sensor=False,
            code_pages=_IN_EVERY_CLONE, double_byte=True,
        ),
    )
}  # fmt: skip


def told(name: str) -> Model | None:
    """Return the model that calls itself so; makers are not strict about case and spaces."""
    plain = _plain(name)
    return next((m for m in MODELS.values() if m.tells and _plain(m.tells) == plain), None)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
