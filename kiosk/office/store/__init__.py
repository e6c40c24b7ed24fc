"""The office's memory: rows ⇄ facts, the only SQL, on SQLite or PostgreSQL."""

from kiosk.office.store.books import Books
from kiosk.office.store.engine import Store, until_done
from kiosk.office.store.trouble import Outrun, StoreBroken

__all__ = ["Books", "Outrun", "Store", "StoreBroken", "until_done"]
