"""The interface board of a fake printer: one client, a buffer, real-time answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from devices.printer.fake import status_bytes
from devices.printer.fake.abilities import CONFIRMATIONS, Abilities, Answering, Break, Kind
from devices.printer.fake.buffer import Buffer
from devices.printer.fake.realtime import CLEAR, RealTimeScanner
from devices.printer.switches import Switch

_PACKET_BYTES = 512
_SPLIT_S = 0.001


class Wire(Protocol):
    """A line with one client on it, seen from the printer."""

    async def read(self, most: int) -> bytes:
        """Wait for bytes; empty when the client is gone. Raises OSError likewise."""

    def write(self, data: bytes) -> None:
        """Send what the line takes now; the rest is lost."""

    def close(self, how: Break) -> None:
        """End the line: reading gives nothing more."""


class Board:
    """Takes what the buffer has room for, so that the client feels the paper's pace."""

    def __init__(
        self,
        abilities: Callable[[], Abilities],
        buffer: Buffer,
        on: Callable[[], frozenset[Switch]],
        cleared: Callable[[], None],
        recovered: Callable[[], None],
        time_scale: float,
    ) -> None:
        self.answering = Answering()
        self.armed = False
        self.taken = 0
        self.recoveries = 0  # how often DLE ENQ came
        self._abilities = abilities
        self._buffer = buffer
        self._on = on
        self._cleared = cleared
        self._recovered = recovered
        self._time_scale = time_scale
        self._wire: Wire | None = None
        self._break: tuple[Break, int] | None = None
        self._held: list[tuple[Kind, bytes]] = []
        self._changed = asyncio.Event()

    # ------------------------------------------------------------- the line
    def break_line(self, how: Break, after_bytes: int) -> None:
        """Let the line end when so many more bytes have come."""
        self._break = (how, self.taken + after_bytes)
        if not after_bytes and how is not Break.STALL and self._wire is not None:
            self._wire.close(how)
        self.wake()

    def mend_line(self) -> None:
        """End a stall, or call a break off."""
        self._break = None
        self.wake()

    def wake(self) -> None:
        self._changed.set()

    async def attend(self, wire: Wire) -> None:
        """Serve one client until its line ends."""
        self._wire = wire
        scanner = RealTimeScanner()
        try:
            while data := await self._read(wire):
                await self._put(self._scan(scanner, data))
        except (OSError, TimeoutError):
            pass
        finally:
            self._wire = None
            self.armed = False
            wire.close(Break.FIN)
            if self._abilities().reset_parser_on_close:
                self._buffer.forget_halves()

    async def _read(self, wire: Wire) -> bytes:
        while self._deaf():
            self._changed.clear()
            await self._changed.wait()
        most = _PACKET_BYTES
        if self._break is not None:
            how, at = self._break
            most = min(most, at - self.taken)
            if most <= 0 and how is Break.STALL:
                return await self._read(wire)
            if most <= 0:
                self._break = None
                wire.close(how)
                return b""
        idle_s = self._abilities().idle_close_s
        async with asyncio.timeout(idle_s / self._time_scale if idle_s else None):
            data = await wire.read(most)
        self.taken += len(data)
        return data

    def _deaf(self) -> bool:
        stalled = self._break is not None and self._break[0] is Break.STALL
        return Switch.MUTE in self._on() or (
            stalled and self._break is not None and self.taken >= self._break[1]
        )

    async def _put(self, data: bytes) -> None:
        """Pass one packet on. It was looked through before, even when the buffer is full."""
        while data:
            room = await self._buffer.room()
            self._buffer.put(data[:room])
            data = data[room:]

    def _scan(self, scanner: RealTimeScanner, data: bytes) -> bytes:
        """Obey real-time commands; return what is left for the mechanism."""
        kept = 0
        if not self._abilities().realtime_at_boundary:
            for command, end in scanner.feed(data):
                if self.obey(command):
                    kept = end
        return data[kept:]

    def obey(self, command: bytes) -> bool:
        """Carry out a real-time command; whether all before it is gone."""
        if command == CLEAR:
            if not self._abilities().clear:
                return False
            self._buffer.clear()
            self._cleared()
            self.say(Kind.CLEARED, b"\x37\x25\0")
            return True
        if command[1] == 4:
            self.say(Kind.ASKED, status_bytes.asked(command[2], self._on()))
            return False
        self.recoveries += 1
        self._recovered()
        if command[2] == 2:
            self._buffer.clear()
            self._cleared()
        return command[2] == 2

    # ------------------------------------------------------------- answers
    def push(self) -> None:
        """Tell a change, where that was asked for."""
        if self.armed:
            self.say(Kind.PUSHED, status_bytes.pushed(self._on()))

    def say(self, kind: Kind, data: bytes) -> None:
        """Answer, as well or badly as the switches have it."""
        on = self._on()
        mute = Switch.MUTE in on or Switch.POWER_CUT in on
        silent = self._abilities().silent_offline and status_bytes.BLOCKING & on
        lost = kind in CONFIRMATIONS and Switch.LOST_ANSWER in on
        if mute or silent or lost or kind in self.answering.dropped:
            return
        if kind in CONFIRMATIONS and Switch.LATE_ANSWER in on:
            self._held.append((kind, data))
            return
        data = self.answering.stray + data
        if self.answering.merged:
            data = status_bytes.pushed(on) + data + status_bytes.pushed(on)
        self._deliver(data)

    def release(self) -> None:
        """Send the answers that were held back."""
        held, self._held = self._held, []
        for kind, data in held:
            self.say(kind, data)

    def _deliver(self, data: bytes) -> None:
        loop = asyncio.get_running_loop()
        late_s = self.answering.late_s / self._time_scale
        if self.answering.split:
            for place, byte in enumerate(data):
                loop.call_later(late_s + place * _SPLIT_S, self._write, bytes((byte,)))
        elif late_s:
            loop.call_later(late_s, self._write, data)
        else:
            self._write(data)

    def _write(self, data: bytes) -> None:
        if self._wire is not None:
            self._wire.write(data)
