"""A relay by TLS is used when the configured authority vouches for it, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.call.app import trust
from kiosk.config import CallConfig
from kiosk.domain.call_control import Media, Open
from kiosk.domain.call_messages import SignalKind
from kiosk.office.relays import Relays
from tests.call.conversation import kiosk
from tests.support.authority import certificate
from tests.support.coturn import SECRET, Relay, relay


@pytest.fixture
def coturn(tmp_path: Path) -> Iterator[Relay]:
    with relay(tmp_path) as there:
        yield there


@pytest.fixture
def by_tls(coturn: Relay, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A connection that goes through the relay or not at all."""
    monkeypatch.setenv("SSL_CERT_FILE", "")  # whatever is set here is taken back afterwards
    urls = (coturn.url("tls"),)
    servers = Relays(urls, SECRET.encode(), True).servers("lobby-1", datetime.now(UTC))
    return Open(1, gate_open=False, ice_servers=servers, relay_only=True)


async def test_the_relay_is_used(by_tls: Open, coturn: Relay) -> None:
    trust(CallConfig(ca_file=coturn.certificate.authority))
    async with kiosk(by_tls) as terminal:
        offer = await terminal.offer()
        assert "typ relay" in offer and "typ host" not in offer
    assert coturn.allocations() == 1


async def test_a_relay_that_another_authority_vouches_for_is_not(
    by_tls: Open, coturn: Relay, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    trust(CallConfig(ca_file=certificate(folder, coturn.address).authority))
    async with kiosk(by_tls) as terminal:
        await terminal.witness.until(lambda: terminal.witness.media == [Media.LOST])
        assert terminal.witness.signals(SignalKind.OFFER) == []
    assert coturn.allocations() == 0
