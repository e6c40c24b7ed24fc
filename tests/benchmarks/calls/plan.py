"""What is measured in which order, and what happens when something fails."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.benchmarks.calls import scenes
from tests.benchmarks.calls.chromium_end import ChromiumEnd
from tests.benchmarks.calls.desk import Desk
from tests.benchmarks.calls.end import End
from tests.benchmarks.calls.figures import Column, Found, Row
from tests.benchmarks.calls.foyer_end import FoyerEnd
from tests.benchmarks.calls.network import CALM, CONDITIONS, Condition, Network
from tests.benchmarks.calls.scenes import Stage
from tests.benchmarks.calls.terminal import Terminal

ENDS: dict[str, Callable[[], End]] = {"foyer": FoyerEnd, "chromium": ChromiumEnd}
_LEAVES_WITHIN_S = 10.0
_LONGEST_WHY = 160

Scene = Callable[[Stage, Condition], Awaitable[Found]]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the plan.

    Args:
        condition: a key of `CONDITIONS`.
        rows: what has no figure when the scene fails.
        within_s: longer than this it has failed.
    """

    name: str
    condition: str
    scene: Scene
    rows: tuple[Row, ...]
    times: int
    within_s: float = 90.0


def plan(times: int, calls: int) -> list[Item]:
    """Return everything that can be measured; the talks come first."""

    async def growth(stage: Stage, condition: Condition) -> Found:
        return await scenes.growth(stage, condition, calls)

    async def third(stage: Stage, condition: Condition) -> Found:
        raise NotImplementedError("not measured yet")

    talks = [Item(name, name, scenes.talk, scenes.TALK, times) for name in CONDITIONS]
    back = Row.BACK_AT_TERMINAL, Row.BACK_AT_DESK
    grown = Row.GROWTH_MB, Row.GROWTH_FILES
    return [
        *talks,
        Item("share", "calm", scenes.share, (Row.SHARE,), times),
        Item("closed", "calm", scenes.closed, (Row.CLOSED,), times),
        Item("frozen", "calm", scenes.frozen, (Row.FROZEN,), times),
        Item("cut", "calm", scenes.cut, back, times),
        Item("third", "calm", third, (Row.THIRD,), 1),
        Item("growth", "calm", growth, grown, 1, within_s=60.0 + 15.0 * calls),
    ]


@dataclass
class Run:
    """Plays the plan and remembers what came out; one failure never ends it."""

    network: Network
    terminal: Terminal
    desk: Desk
    settle_s: float
    watch_s: float
    measured: dict[tuple[str, str], Column] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)

    async def plays(self, items: Sequence[Item], ends: Sequence[str]) -> None:
        for item in items:
            for end in ends:
                await self._several(item, end)

    async def _several(self, item: Item, name: str) -> None:
        column = self.measured.setdefault((item.condition, ENDS[name].name), Column())
        end = ENDS[name]()
        try:
            for time in range(item.times):
                tell(f"{item.name}, {name}, {time + 1} of {item.times}")
                try:
                    async with asyncio.timeout(item.within_s):
                        if time == 0:
                            await end.open()
                        found = await item.scene(self._stage(end), CONDITIONS[item.condition])
                    column.take(found)
                    tell(_brief(found))
                except (Exception, asyncio.CancelledError) as trouble:
                    if (task := asyncio.current_task()) and task.cancelling():
                        raise
                    column.fails(item.rows, _why(trouble))
                    tell(f"   – {_why(trouble)}")
                    await self.desk.closes()
                await self._part()
        finally:
            await end.close()
            self.loads.append(os.getloadavg()[0])

    def _stage(self, end: End) -> Stage:
        return Stage(self.network, self.terminal, self.desk, end, self.settle_s, self.watch_s)

    async def _part(self) -> None:
        self.network.becomes(CALM)
        with suppress(Exception):
            async with asyncio.timeout(_LEAVES_WITHIN_S):
                await self.terminal.leaves()


def tell(words: str) -> None:
    """Say what is being done, beside the table."""
    print(words, file=sys.stderr, flush=True)


def _brief(found: Found) -> str:
    values = ("–" if value is None else f"{value:.1f}" for value in found.values())
    return "   " + " · ".join(values)


def _why(trouble: BaseException) -> str:
    words = " ".join(str(trouble).split()) or "took too long"
    return f"{type(trouble).__name__}: {words}"[:_LONGEST_WHY]
