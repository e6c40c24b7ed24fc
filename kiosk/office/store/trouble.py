"""What can be wrong with a database, in two words: broken, or only outrun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, TimeoutError

# PostgreSQL aborts one of two transactions that stand in each other's way.
_SERIALIZATION_FAILURE, _DEADLOCK = "40001", "40P01"


class StoreBroken(Exception):
    """The database cannot be used (missing, locked, full, of another version)."""


class Outrun(Exception):
    """Two acts stood in each other's way; this one was undone and may be tried again."""


def reason(broken: BaseException) -> str:
    """Return what went wrong first; what failed while cleaning up after it says less."""
    first, cause = broken, broken.__context__
    while cause is not None:
        if isinstance(cause, DBAPIError):
            first = cause
        cause = cause.__context__
    return str(first.orig if isinstance(first, DBAPIError) else first)


@contextmanager
def plainly() -> Iterator[None]:
    """Say what a driver reports in our words; a mistake of ours stays what it is."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as broken:
        if getattr(broken.orig, "sqlstate", None) in (_SERIALIZATION_FAILURE, _DEADLOCK):
            raise Outrun(reason(broken)) from None
        raise StoreBroken(reason(broken)) from None
    except TimeoutError as busy:
        raise StoreBroken(f"all connections to the database are in use: {busy}") from None
    except OSError as wrong:
        raise StoreBroken(str(wrong)) from None
