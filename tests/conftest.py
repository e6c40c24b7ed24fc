"""For all tests."""

import logging
from collections.abc import Iterator

# Before a terminal sets memory aside (gc.freeze): hypothesis looks for who refers to its objects.
import hypothesis  # noqa: F401
import pytest


@pytest.fixture(autouse=True)
def _the_journal_as_it_was() -> Iterator[None]:
    """A command that a test called has opened the journal on a stream that ends with the test."""
    journal = logging.getLogger("kiosk")
    handlers, level, propagate = journal.handlers[:], journal.level, journal.propagate
    yield
    journal.handlers[:], journal.propagate = handlers, propagate
    journal.setLevel(level)
