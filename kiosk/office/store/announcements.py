"""Short texts from one office process to the others, over PostgreSQL's LISTEN and NOTIFY.

SQLite has one office process, so there is nobody to tell.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

CHANNEL = "foyer"
# PostgreSQL takes less than 8,000 bytes.
LONGEST_TEXT_BYTES = 7_900
_COME_BACK_AFTER_S = 0.5
_STILL_THERE_EVERY_S = 15.0


async def announcements(url: str) -> AsyncGenerator[str | None, None]:
    """Yield what is told on this database, for ever; also what this process tells itself.

    Yields None whenever the line has come up, at first and again after PostgreSQL was away:
    what was told before that moment was missed.
    """
    address = _address(url)
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(autocommit=True, **address) as line:
                await line.execute(f"LISTEN {CHANNEL}")
                yield None
                while True:
                    async for told in line.notifies(timeout=_STILL_THERE_EVERY_S):
                        yield told.payload
                    await line.execute("SELECT 1")
        except psycopg.OperationalError:
            await asyncio.sleep(_COME_BACK_AFTER_S)


def _address(url: str) -> dict[str, Any]:
    parsed = make_url(url)
    _, address = parsed.get_dialect()().create_connect_args(parsed)
    return dict(address)
