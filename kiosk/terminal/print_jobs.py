"""Ids of print jobs. The printer's journal remembers them over restarts: none comes twice."""

from __future__ import annotations

import secrets

_LIST, _TEST = "list", "test"
_FIRST, _SECOND = "1", "2"


def job_of(ticket_id: str, reprint: bool) -> str:
    """Return the id of a ticket's print job: each copy has its own."""
    return f"{ticket_id}-{_SECOND if reprint else _FIRST}"


def list_job() -> str:
    """Return the id of one more list."""
    return f"{_LIST}-{secrets.token_hex(8)}"


def check_job() -> str:
    """Return the id of one more test print."""
    return f"{_TEST}-{secrets.token_hex(8)}"


def ticket_of(job_id: str) -> tuple[str, bool] | None:
    """Return the ticket of a print job and whether it is the second copy; None: no ticket."""
    ticket_id, _, copy = job_id.rpartition("-")
    return None if ticket_id in (_LIST, _TEST) else (ticket_id, copy == _SECOND)
