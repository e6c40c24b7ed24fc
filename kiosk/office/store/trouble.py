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


@contextmanager
def plainly() -> Iterator[None]:
    """Say what a driver reports in our words; a mistake of ours stays what it is."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as broken:
        if getattr(broken.orig, "sqlstate", None) in (_SERIALIZATION_FAILURE, _DEADLOCK):
            raise Outrun(str(broken.orig)) from None
        raise StoreBroken(str(broken.orig)) from None
    except TimeoutError as busy:
        raise StoreBroken(f"all connections to the database are in use: {busy}") from None
    except OSError as wrong:
        raise StoreBroken(str(wrong)) from None
