"""Tickets as they were last read: a ticket of one version never changes again."""

from __future__ import annotations

from kiosk.domain.tickets import Ticket

_MOST = 4_096


class Recollection:
    """The newest known version of each ticket, so that a line is not read anew every time.

    Whoever asks tells the version that the database has now; an older one is no answer.
    """

    def __init__(self, shared: Recollection | None = None) -> None:
        self._shared = shared
        self._known: dict[str, Ticket] = {}

    def copy(self) -> Recollection:
        """Return a recollection for one transaction: knows the same, remembers for itself."""
        return Recollection(self)

    def take_over(self, other: Recollection) -> None:
        """Remember what a transaction has read and written, now that it is committed."""
        if len(self._known) + len(other._known) > _MOST:
            self._known = {}
        self._known.update(other._known)

    def keep(self, ticket: Ticket) -> None:
        """Remember a ticket."""
        if len(self._known) >= _MOST:
            self._known = {}
        self._known[ticket.ticket_id] = ticket

    def recall(self, ticket_id: str, version: int) -> Ticket | None:
        """Return the ticket when exactly this version of it is known."""
        known = self._known.get(ticket_id)
        if known is None and self._shared is not None:
            known = self._shared._known.get(ticket_id)
        return known if known is not None and known.version == version else None
