"""What the office may refuse: one short tree.

    Refused
    ├─ Closed(reason, opens_at)        the department takes nobody now
    ├─ LineFull(limit)                 too many are waiting
    ├─ NumbersExhausted(prefix)        999 numbers were given out today
    ├─ NumberTaken(number)             somebody else holds this number
    ├─ UnknownService(key)             not in the catalogue, or not served here
    ├─ UnknownTicket()                 no such ticket today
    ├─ TooLate(limit)                  the time to come back is over
    ├─ AlreadyReactivated()            coming back works once
    ├─ DeskBusy(ticket)                finish the open call first
    ├─ NotSignedIn()                   nobody sits at this desk
    ├─ NotPossible(state, event)       the ticket's life does not allow it
    └─ TooManyTries(retry_after)       wait before the next try

Each has a stable `code` for wire and logs; the citizen's sentence is a text of that code.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.domain.phrases import Phrase


class Refused(Exception):
    """The office says no, with facts; nothing was changed."""

    code = "refused"

    def facts(self) -> dict[str, object]:
        """Return what a person or program may want to know, JSON-ready."""
        return {}


class Closed(Refused):
    """The department takes nobody now."""

    code = "closed"

    def __init__(
        self, reason: str, opens_at: datetime | None, phrase: Phrase | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.opens_at = opens_at
        self.phrase = phrase

    def facts(self) -> dict[str, object]:
        return {
            "reason": self.reason,
            "opens_at": self.opens_at.isoformat() if self.opens_at else None,
        }


class LineFull(Refused):
    """Too many people are waiting already."""

    code = "line-full"

    def __init__(self, limit: int) -> None:
        super().__init__(f"limit {limit}")
        self.limit = limit

    def facts(self) -> dict[str, object]:
        return {"limit": self.limit}


class NumbersExhausted(Refused):
    """All numbers of this letter are given out for today."""

    code = "numbers-exhausted"

    def __init__(self, prefix: str) -> None:
        super().__init__(prefix)
        self.prefix = prefix

    def facts(self) -> dict[str, object]:
        return {"prefix": self.prefix}


class NumberTaken(Refused):
    """Somebody else holds this number today."""

    code = "number-taken"

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def facts(self) -> dict[str, object]:
        return {"number": self.number}


class UnknownService(Refused):
    """The service is not in the catalogue, or this department does not serve it."""

    code = "unknown-service"

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def facts(self) -> dict[str, object]:
        return {"key": self.key}


class UnknownTicket(Refused):
    """There is no such ticket today."""

    code = "unknown-ticket"


class TooLate(Refused):
    """The time to come back after a missed call is over."""

    code = "too-late"

    def __init__(self, limit: timedelta) -> None:
        super().__init__(str(limit))
        self.limit = limit

    def facts(self) -> dict[str, object]:
        return {"limit_s": int(self.limit.total_seconds())}


class AlreadyReactivated(Refused):
    """Coming back after a missed call works once."""

    code = "already-reactivated"


class DeskBusy(Refused):
    """The desk has an open call; finish it first."""

    code = "desk-busy"

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def facts(self) -> dict[str, object]:
        return {"number": self.number}


class NotSignedIn(Refused):
    """Nobody is signed in at this desk, or the desk is taken by somebody else."""

    code = "not-signed-in"


class NotPossible(Refused):
    """The ticket's life does not allow this now."""

    code = "not-possible"

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} while {state}")
        self.state = state
        self.event = event

    def facts(self) -> dict[str, object]:
        return {"state": self.state, "event": self.event}


class TooManyTries(Refused):
    """Too many wrong tries; wait."""

    code = "too-many-tries"

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(str(retry_after))
        self.retry_after = retry_after

    def facts(self) -> dict[str, object]:
        return {"retry_after_s": int(self.retry_after.total_seconds())}
