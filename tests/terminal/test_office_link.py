"""Whatever answers instead of an office is waited out; nothing of it ends the terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from kiosk.domain.messages import AskForHelp
from kiosk.terminal.office_link import OfficeLink

FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
NONSENSE = b"220 mail.example ESMTP\r\n"


@asynccontextmanager
async def somebody_else(answer: bytes) -> AsyncIterator[tuple[str, list[int]]]:
    """Listen on a port and answer every visitor the same; count them."""
    visitors: list[int] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visitors.append(1)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"ws://127.0.0.1:{port}/terminal", visitors


def link_to(url: str, heard: list[str]) -> OfficeLink:
    """Return a link that writes down what it hears."""
    return OfficeLink(
        url,
        "lobby-1",
        "test",
        timedelta(seconds=1),
        on_welcome=lambda _: heard.append("welcome"),
        on_push=lambda _: heard.append("push"),
        on_lost=lambda: heard.append("lost"),
    )


@pytest.mark.parametrize("answer", [FORBIDDEN, NOT_FOUND, NONSENSE, b""])
async def test_what_is_no_office_is_waited_out_with_growing_patience(answer: bytes) -> None:
    heard: list[str] = []
    async with somebody_else(answer) as (url, visitors):
        link = link_to(url, heard)
        running = asyncio.create_task(link.run())
        while len(visitors) < 3:
            assert not running.done(), running.exception()
            await asyncio.sleep(0.01)
        assert not link.here
        assert await link.ask(AskForHelp(0)) is None
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert heard == []
    assert len(visitors) == 3, "it comes back more and more slowly"
