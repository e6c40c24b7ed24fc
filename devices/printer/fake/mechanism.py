"""The mechanism of a fake printer: it works off the buffer and moves paper, row by row."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from devices.printer.fake import status_bytes
from devices.printer.fake.abilities import Abilities, Kind
from devices.printer.fake.buffer import Buffer, Reset
from devices.printer.fake.paper import PaperPath
from devices.printer.fake.typesetter import Printed, TypeSetter
from devices.printer.switches import Switch

_TICK_S = 0.002  # shorter pauses are saved up
_CATCH_UP_S = 0.05
_TEXT_FIRST = 0x20


class Mechanism:
    """Reads commands and obeys them, slowly.

    Args:
        stopped: the troubles that are on, also those that stop it.
        say: sends an answer by way of the board.
        after_row: is told how many rows the ticket has now.
        real_time: obeys a real-time command that only shows between two commands.
    """

    def __init__(
        self,
        abilities: Callable[[], Abilities],
        buffer: Buffer,
        paper: PaperPath,
        on: Callable[[], frozenset[Switch]],
        say: Callable[[Kind, bytes], None],
        after_row: Callable[[], None],
        row_s: float,
        time_scale: float,
    ) -> None:
        self.arms_status: Callable[[bool], None] = lambda _: None
        self.real_time: Callable[[bytes], object] = lambda _: None
        self._abilities = abilities
        self._buffer = buffer
        self._paper = paper
        self._on = on
        self._say = say
        self._after_row = after_row
        self._row_s = row_s
        self._time_scale = time_scale
        self._type = TypeSetter(paper.profile.width_dots)
        self._due = 0.0
        self._epoch = 0
        self._changed = asyncio.Event()

    def wake(self) -> None:
        """Troubles have changed."""
        self._changed.set()

    async def run(self) -> None:
        while True:
            self._epoch = self._buffer.epoch
            self._buffer.skip_zeros()
            try:
                await self._command()
            except Reset:
                self._paper.tear()

    async def _take(self, count: int) -> bytes:
        data = await self._buffer.take(count, self._epoch)
        await self._until_able()
        return data

    async def _until_able(self) -> None:
        stops = status_bytes.BLOCKING | {Switch.POWER_CUT, Switch.MUTE}
        while stops & self._on():
            self._changed.clear()
            await self._changed.wait()
            if self._epoch != self._buffer.epoch:
                raise Reset

    async def _pause(self, seconds: float) -> None:
        clock = asyncio.get_running_loop().time
        # A machine does not slow down because the computer is busy: what is late is made good.
        self._due = max(self._due, clock() - _CATCH_UP_S) + seconds
        if self._due - clock() > _TICK_S:
            await asyncio.sleep(self._due - clock())

    async def _command(self) -> None:
        first = (await self._take(1))[0]
        match first:
            case 0x10:
                await self._real_time()
            case 0x1B:
                await self._escape()
            case 0x1D:
                await self._group()
            case 0x1C:  # FS, of Chinese printers
                await self._take(1)
            case 0x0A:
                await self._line(self._type.line())
            case _ if first >= _TEXT_FIRST:  # a letter, or the rest of a torn picture
                await self._line(self._type.put(first))

    async def _real_time(self) -> None:
        kind = await self._take(1)
        rest = await self._take(8 if kind == b"\x14" else 1)
        if self._abilities().realtime_at_boundary:
            self.real_time(b"\x10" + kind + rest)

    async def _escape(self) -> None:
        command = (await self._take(1))[0]
        if command == 0x40:  # ESC @
            self.arms_status(False)
            self._type.reset()
        else:
            self._type.escape(command, (await self._take(1))[0])

    async def _group(self) -> None:
        match (await self._take(1))[0]:
            case 0x76:  # GS v 0
                await self._raster()
            case 0x56:  # GS V
                await self._cut()
            case 0x28:  # GS (
                await self._extended()
            case 0x21:  # GS !
                self._type.size((await self._take(1))[0])
            case 0x61:  # GS a
                await self._status_from_now((await self._take(1))[0])
            case 0x72:  # GS r
                await self._take(1)
                self._say(Kind.SENSED, status_bytes.sensed(self._on()))
            case 0x49:  # GS I
                await self._take(1)
                if name := self._abilities().name:
                    self._say(Kind.NAMED, b"\x5f" + name.encode("ascii") + b"\0")
            case _:
                await self._take(1)

    async def _raster(self) -> None:
        await self._end_line()
        _, _, x_low, x_high, y_low, y_high = await self._take(6)
        width = x_low + 256 * x_high
        for _ in range(y_low + 256 * y_high if width else 0):
            await self._row(await self._take(width))

    async def _end_line(self) -> None:
        """Letters that stand alone in a line are not lost."""
        if self._type.pending:
            await self._line(self._type.line())

    async def _line(self, printed: Printed | None) -> None:
        if printed is not None:
            for row in printed.rows:
                await self._row(row)
            self._paper.words.append(printed.line)

    async def _row(self, row: bytes) -> None:
        await self._pause(self._row_s)
        self._paper.print_row(row)
        self._after_row()
        await self._until_able()

    async def _cut(self) -> None:
        await self._end_line()
        if (await self._take(1))[0] in (65, 66):
            await self._take(1)
        await self._pause(self._abilities().cut_s / self._time_scale)
        await self._until_able()
        if self._epoch != self._buffer.epoch:
            raise Reset
        self._paper.cut()

    async def _extended(self) -> None:
        function, low, high = await self._take(3)
        data = await self._take(low + 256 * high)
        if function == 0x6B:  # GS ( k
            await self._line(self._type.code(data))
        if function == 0x48 and self._abilities().process_id and data[:2] == b"00":
            self._say(Kind.PROCESSED, b"\x37\x22" + data[2:6] + b"\0")

    async def _status_from_now(self, mask: int) -> None:
        if self._abilities().asb:
            self.arms_status(bool(mask))
            if mask:
                self._say(Kind.PUSHED, status_bytes.pushed(self._on()))
