"""Calls inside this machine: both ends have one address, and it is the machine's own."""

from __future__ import annotations

import aioice.ice
import pytest


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library leaves out 127.0.0.1; here it is the only address there is."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda **_: ["127.0.0.1"])
