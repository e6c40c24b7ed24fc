"""Where the files that travel with the code lie: in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def assets() -> Path:
    """Return the folder with fonts, texts, pages and the sample town."""
    return _folder("assets")


def systemd_units() -> Path:
    """Return the folder with the systemd units."""
    return _folder("systemd")


def _folder(name: str) -> Path:
    # The wheel carries `assets` as `kiosk/_assets` (force-include in pyproject.toml).
    installed = _PACKAGE / f"_{name}"
    checkout = _PACKAGE.parent / name
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name} is neither at {installed} nor at {checkout}")
