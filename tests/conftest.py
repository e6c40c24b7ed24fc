"""For all tests."""

# Before a terminal sets memory aside (gc.freeze): hypothesis looks for who refers to its objects.
import hypothesis  # noqa: F401
