"""A tunnel from the terminal's machine to the office's own loopback, as `ssh -L` makes one.

An office listens to terminals of its own machine only; both ends of the tunnel are real sockets on
their own machines, so what happens to the network between them happens to the tunnel.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.support.house_network import HouseNetwork, Machine

_LOOPBACK = "127.0.0.1"
_READ_BYTES = 65_536
Address = tuple[str, int]


@asynccontextmanager
async def tunnel(network: HouseNetwork, port: int) -> AsyncIterator[None]:
    """Lead the terminal's loopback to the office's, at the same port, until the block ends."""
    between = (network.address(Machine.OFFICE), port + 1 if port < 65_535 else port - 1)
    near = _End(network, Machine.TERMINAL, between)
    far = _End(network, Machine.OFFICE, (_LOOPBACK, port))
    async with near.listening((_LOOPBACK, port)), far.listening(between):
        yield


class _End:
    """Takes connections on its machine and leads each one on."""

    def __init__(self, network: HouseNetwork, machine: Machine, onward: Address) -> None:
        self._network, self._machine, self._onward = network, machine, onward
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def listening(self, address: Address) -> AsyncIterator[None]:
        door = self._network.on(self._machine, lambda: socket.create_server(address))
        server = await asyncio.start_server(self._lead, sock=door)
        try:
            yield
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        out = self._network.on(self._machine, socket.socket)
        out.setblocking(False)
        try:
            await self._through(out, reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()
            out.close()

    async def _through(
        self, out: socket.socket, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            await asyncio.get_running_loop().sock_connect(out, self._onward)
            back, onward = await asyncio.open_connection(sock=out)
            try:
                await _first(
                    asyncio.create_task(_pass_on(reader, onward)),
                    asyncio.create_task(_pass_on(back, writer)),
                )
            finally:
                onward.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_READ_BYTES):
            writer.write(data)
            await writer.drain()


async def _first(*tasks: asyncio.Task[None]) -> None:
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
