"""The office's memory: rows ⇄ facts, the only SQL, on SQLite or PostgreSQL."""

from kiosk.office.store.books import Books
from kiosk.office.store.engine import Store, StoreBroken

__all__ = ["Books", "Store", "StoreBroken"]
