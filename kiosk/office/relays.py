"""Relays of our own (TURN, RFC 8656) with credentials that expire.

The credentials are those of "A REST API For Access To TURN Services" (draft-uberti-behave-turn-
rest-00), which coturn knows as `use-auth-secret`: the name begins with the end of its validity, the
password is signed with a secret that office and relay share.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.config import OfficeConfig
from kiosk.domain.call_messages import IceServer

# Also the longest talk ends before; a new connection gets new ones.
VALID_FOR = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Relays:
    """The relays of this office; without addresses nobody outside is ever asked.

    `only` forbids direct ways.
    """

    urls: tuple[str, ...] = ()
    secret: bytes = field(default=b"", repr=False)
    only: bool = False

    def servers(self, name: str, now: datetime) -> tuple[IceServer, ...]:
        """Return what one end needs for one connection.

        Args:
            name: what the relay's log calls it; nothing that opens a ticket.
        """
        if not self.urls:
            return ()
        username = f"{int((now + VALID_FOR).timestamp())}:{name}"
        signed = hmac.new(self.secret, username.encode(), hashlib.sha1).digest()
        return (IceServer(self.urls, username, base64.b64encode(signed).decode()),)


class RelaySecretWrong(Exception):
    """The file with the secret of the relays cannot be used."""


def relays_of(config: OfficeConfig) -> Relays:
    """Return the configured relays; raises `RelaySecretWrong`."""
    if config.turn_secret is None:
        return Relays()
    try:
        secret = config.turn_secret.read_bytes().strip()
    except OSError as trouble:
        why = trouble.strerror or "cannot be read"
        raise RelaySecretWrong(f"{config.turn_secret}: {why}") from None
    if not secret:
        raise RelaySecretWrong(f"{config.turn_secret}: is empty")
    return Relays(config.turn_urls, secret, config.turn_only)
