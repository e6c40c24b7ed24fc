"""What several slips tell of the town, and what a QR code packs densely."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.departments import Town
from kiosk.domain.phrases import Phrase
from kiosk.resources import assets
from kiosk.terminal.slip_blocks import TOWN_MARK

# ISO/IEC 18004, alphanumeric mode.
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def office_of(town: Town) -> Phrase:
    """Return what stands beside the arms."""
    return Phrase(f"{town.office.de}{TOWN_MARK}{town.name.de}")


def arms_of(town: Town, pictures: Path | None) -> Path | None:
    """Return the arms of the town where they are there; None: those that came with Foyer."""
    return _there(_pictures(town, pictures) / "arms.png")


def plan_of(town: Town, pictures: Path | None, department: str) -> Path | None:
    """Return the way to a department as a picture, where it is there."""
    return _there(_pictures(town, pictures) / "plans" / f"{department}.png")


def codable(url: str) -> str | None:
    """Return an address that makes a coarse QR code; None for another one, which is not printed."""
    return url if url and _ALPHANUMERIC.issuperset(url) else None


def densely_coded(url: str | None) -> None:
    """Check that an address makes a coarse QR code; raises ValueError."""
    if url is not None and not _ALPHANUMERIC.issuperset(url):
        raise ValueError(f"not an upper-case address: {url!r}")


def _pictures(town: Town, pictures: Path | None) -> Path:
    return pictures or assets() / "towns" / town.key


def _there(file: Path) -> Path | None:
    return file if file.is_file() else None
