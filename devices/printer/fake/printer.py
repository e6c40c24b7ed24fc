"""A whole fake printer: paper, mechanism, board and door, and the hands that play tricks."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from devices.printer import PaperPicture, PlainLine
from devices.printer.fake.abilities import Abilities, Answering, Break
from devices.printer.fake.board import Board
from devices.printer.fake.buffer import Buffer
from devices.printer.fake.cable import Cable
from devices.printer.fake.doors import NodeDoor, TcpDoor
from devices.printer.fake.mechanism import Mechanism
from devices.printer.fake.paper import PaperPath
from devices.printer.switches import Switch

ROLL_MM = 80_000
NEAR_END_MM = 2_000
_QUIET_LOOKS = 4
TYPICAL = Abilities()
_PULLED = frozenset({Switch.UNPLUGGED, Switch.POWER_CUT})


class FakePrinter:
    """Runs as long as its context; `address` is known before.

    Args:
        paper_dir: where the PNG files go; None keeps the last papers in memory only.
        time_scale: how much faster than in life paper and cutter are.
        port: of 127.0.0.1; 0 takes a free one.
        node: reached by this path instead, a device that comes and goes.
        baud: of the serial line that the node then is.
    """

    def __init__(
        self,
        abilities: Abilities = TYPICAL,
        paper_dir: Path | None = None,
        *,
        speed_mm_s: float = 200.0,
        time_scale: float = 1.0,
        roll_mm: float = ROLL_MM,
        near_end_mm: float = NEAR_END_MM,
        port: int = 0,
        node: Path | None = None,
        baud: int | None = None,
    ) -> None:
        self.abilities = abilities
        self.paper = PaperPath(abilities.profile, roll_mm, paper_dir)
        self._near_end_mm = near_end_mm
        self._look_s = max(0.005, abilities.cut_s / time_scale / 2)
        self._on: set[Switch] = set()
        self._later: dict[Switch, int] = {}
        self._freed = False  # the cutter, of a printer that does not know it yet
        buffer = Buffer(abilities.buffer_bytes)
        self._buffer = buffer
        self.board = Board(
            lambda: self.abilities, buffer, lambda: frozenset(self._on),
            self._was_cleared, self._free_cutter, time_scale,
        )  # fmt: skip
        self._mechanism = Mechanism(
            lambda: self.abilities, buffer, self.paper, lambda: frozenset(self._on), self.board.say,
            self._after_row, self.paper.row_mm / speed_mm_s / time_scale, time_scale,
        )  # fmt: skip
        self._mechanism.arms_status = self._arm
        self._mechanism.real_time = self.board.obey
        self._cable = Cable(
            NodeDoor(node, baud, time_scale) if node else TcpDoor(port),
            self.board.attend,
            lambda: self.abilities.refuse_second,
        )
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def address(self) -> str:
        return self._cable.door.address

    def close(self) -> None:
        """Give the address back; only for one that never ran."""
        self._cable.door.close()

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._mechanism.run(), name="fake mechanism")]
        await self._cable.follow(self._plugged)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tasks, self._tasks = self._tasks, []
        await self._cable.follow(self._plugged)
        for task in tasks:
            task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        for result in done:
            if isinstance(result, Exception):
                raise result

    # ------------------------------------------------------------- what happened
    @property
    def switched_on(self) -> frozenset[Switch]:
        return frozenset(self._on)

    def whole(self, picture: PaperPicture) -> int:
        """Count how often this ticket is on paper, whole, wherever it lies or hangs."""
        plain = tuple(PlainLine(line.text, line.style) for line in picture.plain)
        return sum(
            piece.rows.count(picture.rows) + _runs(piece.plain, plain)
            for piece in self.paper.all_pieces()
        )

    async def at_rest(self) -> None:
        """Wait until nothing moves any more: no byte, no row, no blade."""
        seen: tuple[int, ...] = ()
        quiet = 0
        while quiet < _QUIET_LOOKS:
            now = (len(self._buffer), self.paper.fallen, self.paper.rows)
            quiet = quiet + 1 if now == seen else 0
            seen = now
            await asyncio.sleep(self._look_s)

    # ------------------------------------------------------------- tricks
    async def switch(self, trouble: Switch, on: bool = True) -> None:
        """Let a trouble begin or end."""
        if trouble is Switch.CUTTER_JAM and self.abilities.needs_enq:
            self._freed = trouble in self._on and not on
        if on or trouble is not Switch.CUTTER_JAM or not self._freed:
            self._set({trouble}, on)
        if trouble is Switch.LATE_ANSWER and not on:
            self.board.release()
        await self._cable.follow(self._plugged)

    def switch_after(self, rows: int, trouble: Switch) -> None:
        """Let a trouble begin when the next ticket has this many rows on paper."""
        self._later[trouble] = rows

    async def load_roll(self, length_mm: float = ROLL_MM) -> None:
        """Put a new roll in."""
        self.paper.left_mm = length_mm
        self._set({Switch.PAPER_OUT, Switch.NEAR_END}, False)

    async def repair(self) -> None:
        """End every trouble; the paper is new when it had run out."""
        for trouble in tuple(self._on):
            await self.switch(trouble, on=False)
        self._free_cutter()
        self.board.mend_line()
        self.board.answering = Answering()
        if self.paper.left_mm <= self._near_end_mm:
            await self.load_roll()

    def break_line(self, how: Break, after_bytes: int = 0) -> None:
        """Let the line end when so many more bytes have come."""
        self.board.break_line(how, after_bytes)

    def answer(self, **how: Any) -> None:
        """Spoil the answers, see `Answering`."""
        self.board.answering = replace(self.board.answering, **how)

    def become(self, **abilities: Any) -> None:
        """Change abilities, see `Abilities`."""
        self.abilities = replace(self.abilities, **abilities)

    # ------------------------------------------------------------- inside
    def _plugged(self) -> bool:
        return bool(self._tasks) and not _PULLED & self._on

    def _set(self, troubles: Collection[Switch], on: bool) -> None:
        before = frozenset(self._on)
        self._on = (self._on | set(troubles)) if on else (self._on - set(troubles))
        if Switch.POWER_CUT in self._on - before:
            self.board.armed = False
            self._buffer.clear()
            self.paper.tear()
        if self._on != before:
            self.board.push()
            self.board.wake()
            self._mechanism.wake()

    def _after_row(self) -> None:
        due = {trouble for trouble, rows in self._later.items() if rows <= self.paper.rows}
        for trouble in due:
            del self._later[trouble]
        if self.paper.left_mm <= self._near_end_mm:
            due.add(Switch.NEAR_END)
        if self.paper.left_mm <= 0:
            due.add(Switch.PAPER_OUT)
        self._set(due, True)
        if _PULLED & due:
            self._tasks.append(
                asyncio.create_task(self._cable.follow(self._plugged), name="fake cable")
            )

    def _arm(self, on: bool) -> None:
        self.board.armed = on

    def _was_cleared(self) -> None:
        self.paper.tear()
        self._mechanism.wake()

    def _free_cutter(self) -> None:
        """Go on after an error, if its cause is gone."""
        if self._freed:
            self._freed = False
            self._set({Switch.CUTTER_JAM}, False)


def _runs(words: tuple[PlainLine, ...], wanted: tuple[PlainLine, ...]) -> int:
    """Count how often these lines are there, one after the other."""
    size = len(wanted)
    return sum(words[at : at + size] == wanted for at in range(len(words) - size + 1) if size)
