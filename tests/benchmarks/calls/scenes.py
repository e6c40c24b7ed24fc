"""What is played through and measured: a whole call, and what can happen to one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.domain.call_control import Media, MediaNow
from kiosk.domain.calls import CallState
from tests.benchmarks.calls import samples
from tests.benchmarks.calls.desk import Desk
from tests.benchmarks.calls.end import End
from tests.benchmarks.calls.figures import Found, Row
from tests.benchmarks.calls.network import Condition, Network
from tests.benchmarks.calls.processes import held, processor_s
from tests.benchmarks.calls.samples import Seen
from tests.benchmarks.calls.terminal import News, Terminal

CUT_S = 10.0
_WITHIN_S = 20.0
_QUIET_S = 0.5  # before the door opens, as in life
_GONE = (Media.LOST, Media.CLOSED)


@dataclass
class Stage:
    """Everybody who plays, and how long they are watched.

    Args:
        settle_s: from accept until the figures of a talk count.
        watch_s: for so long they are counted.
    """

    network: Network
    terminal: Terminal
    desk: Desk
    end: End
    settle_s: float = 4.0
    watch_s: float = 10.0

    async def stands_by(self, condition: Condition) -> None:
        """Somebody knocks, the clerk looks, the connection is there; nothing passes yet."""
        self.network.becomes(condition)
        await self.desk.opens()
        self.terminal.uses(self.end)
        await self.end.begins()
        await self.terminal.knocks()
        await self.desk.looks()
        await asyncio.sleep(_QUIET_S)

    async def talks(self, condition: Condition) -> float:
        """Open the door as well; return when, after pictures were there on both sides."""
        await self.stands_by(condition)
        accepted = await self.desk.accepts()
        for seen in (self.end.faces, self.desk.faces):
            await shown(seen, accepted)
        return accepted


async def shown(
    seen: Callable[[], Awaitable[list[Seen]]], after_ms: float, within_s: float = _WITHIN_S
) -> float:
    """Wait for the first picture after a moment; return how long after."""
    async with asyncio.timeout(within_s):
        while (first := samples.first_after(await seen(), after_ms)) is None:
            await asyncio.sleep(0.2)
        return first


def _now_ms() -> float:
    return time.monotonic() * 1_000


TALK = tuple(Row)[: tuple(Row).index(Row.SHARE)]


async def talk(stage: Stage, condition: Condition) -> Found:
    """A call from the accepted knock to the end of the watch."""
    accepted = await stage.talks(condition)
    desk, end = stage.desk, stage.end
    await asyncio.sleep(max(0.0, stage.settle_s - (_now_ms() - accepted) / 1_000))
    sound_desk, sound_end = await desk.sound(), await end.sound()
    begin, used = _now_ms(), processor_s(end.processes())
    await asyncio.sleep(stage.watch_s)
    stop, used = _now_ms(), processor_s(end.processes()) - used
    made_up_desk = samples.lost_percent(sound_desk, await desk.sound())
    made_up_end = samples.lost_percent(sound_end, await end.sound())
    memory = held(end.processes()).memory_mb
    at_desk, at_end = await desk.faces(), await end.faces()
    first = {
        Row.FIRST_AT_DESK: samples.first_after(at_desk, accepted),
        Row.FIRST_AT_TERMINAL: samples.first_after(at_end, accepted),
    }
    at_desk, at_end = (samples.between(seen, begin, stop) for seen in (at_desk, at_end))
    to_desk, to_end = samples.ages(at_desk), samples.ages(at_end)
    heard = samples.delays(await end.spoken(), _within(await desk.heard(), begin, stop))
    heard_end = samples.delays(await desk.spoken(), _within(await end.heard(), begin, stop))
    return first | {
        Row.TO_TERMINAL_P50: samples.percentile(to_end, 0.5),
        Row.TO_TERMINAL_P95: samples.percentile(to_end, 0.95),
        Row.TO_DESK_P50: samples.percentile(to_desk, 0.5),
        Row.TO_DESK_P95: samples.percentile(to_desk, 0.95),
        Row.MOUTH_TO_DESK: samples.percentile(heard, 0.5),
        Row.MOUTH_TO_TERMINAL: samples.percentile(heard_end, 0.5),
        Row.FPS_AT_DESK: samples.per_second(at_desk),
        Row.HEIGHT_AT_DESK: samples.percentile([each.height for each in at_desk], 0.5),
        Row.FPS_AT_TERMINAL: samples.per_second(at_end),
        Row.HEIGHT_AT_TERMINAL: samples.percentile([each.height for each in at_end], 0.5),
        Row.LOST_AT_DESK: made_up_desk,
        Row.LOST_AT_TERMINAL: made_up_end,
        Row.PROCESSOR: 100 * used * 1_000 / (stop - begin),
        Row.MEMORY: memory,
    }


def _within(moments: list[float], begin: float, end: float) -> list[float]:
    return [moment for moment in moments if begin <= moment < end]


async def share(stage: Stage, condition: Condition) -> Found:
    """The clerk shares the screen in the middle of a talk."""
    await stage.talks(condition)
    await asyncio.sleep(stage.settle_s / 2)
    return {Row.SHARE: await shown(stage.end.screens, await stage.desk.shares())}


async def closed(stage: Stage, condition: Condition) -> Found:
    """The browser of the desk is killed: when does the citizen's terminal know?"""
    await stage.talks(condition)
    await asyncio.sleep(stage.settle_s / 2)
    began = _now_ms()
    await stage.desk.dies()
    try:
        return {Row.CLOSED: await stage.terminal.hears(_lost, began) - began}
    finally:
        await stage.desk.closes()


async def frozen(stage: Stage, condition: Condition) -> Found:
    """The browser of the desk stops without ending."""
    await stage.talks(condition)
    await asyncio.sleep(stage.settle_s / 2)
    began = _now_ms()
    await stage.desk.freezes()
    try:
        return {Row.FROZEN: (await stage.terminal.hears(_lost, began) - began) / 1_000}
    finally:
        await stage.desk.dies()
        await stage.desk.closes()


async def cut(stage: Stage, condition: Condition) -> Found:
    """Nothing gets through for 10 s, neither pictures nor signals."""
    await stage.talks(condition)
    await asyncio.sleep(stage.settle_s / 2)
    stage.network.cut()
    try:
        await asyncio.sleep(CUT_S)
    finally:
        stage.network.mend()
    back = _now_ms()
    return {
        Row.BACK_AT_TERMINAL: await shown(stage.end.faces, back),
        Row.BACK_AT_DESK: await shown(stage.desk.faces, back),
    }


def _lost(news: News) -> bool:
    """Whether the terminal knows now that nobody is there any more."""
    if isinstance(news.what, MediaNow):
        return news.what.media in _GONE
    return news.what is CallState.CONNECTING


SETTLED_AFTER = 5


async def growth(stage: Stage, condition: Condition, calls: int) -> Found:
    """Many short calls: what stays of them?"""
    before = held(stage.end.processes())
    for number in range(calls):
        await stage.talks(condition)
        await stage.terminal.leaves()
        if number + 1 == min(SETTLED_AFTER, calls // 2):
            before = held(stage.end.processes())
    after = held(stage.end.processes())
    return {
        Row.GROWTH_MB: after.memory_mb - before.memory_mb,
        Row.GROWTH_FILES: after.descriptors - before.descriptors,
    }
