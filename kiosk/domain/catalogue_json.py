"""A catalogue as JSON and back, and the digest that is its version."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.wire import build, plain

VERSION_DIGITS = 16


def catalogue_as_json(catalogue: Catalogue) -> dict[str, Any]:
    """Return the JSON-ready form; `catalogue_from_json` gives an equal catalogue back."""
    raw: dict[str, Any] = plain(catalogue)
    return raw


def catalogue_from_json(raw: object) -> Catalogue:
    """Return the catalogue of a JSON form; raises `BadMessage`."""
    catalogue: Catalogue = build(Catalogue, raw)
    return catalogue


def version_of(catalogue: Catalogue) -> str:
    """Return 16 hexadecimal digits over the content; equal content, equal version."""
    content = catalogue_as_json(replace(catalogue, version=""))
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("ascii")).hexdigest()[:VERSION_DIGITS]


def with_version(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with its version filled in."""
    return replace(catalogue, version=version_of(catalogue))
