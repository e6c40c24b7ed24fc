"""What lies between the terminal and the house: pictures and sound by UDP, signals by the office.

The two ends are told the addresses of a lossy link instead of each other's, one link for each
connection; the signals of the terminal have the same way to go, without the loss.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from kiosk.domain.call_messages import Signal, SignalKind
from tests.benchmarks.calls.namespace import HOST
from tests.support.lossy_link import LossyLink, Way, lossy_link

T = TypeVar("T")
_DESCRIPTIONS = (SignalKind.OFFER, SignalKind.ANSWER)


@dataclass(frozen=True, slots=True)
class Condition:
    """How the network is, in both directions."""

    name: str
    loss: float = 0.0
    delay_s: float = 0.0
    bit_rate: int = 0


CALM = Condition("0 % loss")
CONDITIONS = {
    "calm": CALM,
    "loss-1": Condition("1 % loss", loss=0.01),
    "loss-5": Condition("5 % loss", loss=0.05),
    "far": Condition("50 ms RTT", delay_s=0.025),
    "narrow": Condition("500 kbit/s", bit_rate=500_000),
}


class Network:
    """Rewrites what the ends say of themselves, and holds it back as long as it travels."""

    def __init__(self) -> None:
        self._ways = Way(passed=deque(maxlen=0)), Way(passed=deque(maxlen=0))
        self._delay_s = 0.0
        self._links: dict[tuple[str, int, str], LossyLink] = {}
        self._stack = AsyncExitStack()
        self._open = asyncio.Event()
        self._open.set()

    def becomes(self, condition: Condition) -> None:
        self._delay_s = condition.delay_s
        for way in self._ways:
            way.loss, way.delay_s = condition.loss, condition.delay_s
            way.bit_rate, way.free_at = condition.bit_rate, 0.0

    def cut(self) -> None:
        """Let nothing through; signals wait."""
        self._open.clear()
        for way in self._ways:
            way.blocked = True

    def mend(self) -> None:
        for way in self._ways:
            way.blocked = False
        self._open.set()

    async def travel(self, began: float | None = None) -> None:
        """Wait as long as a signal is on its way that went out then."""
        now = asyncio.get_running_loop().time()
        left = (began or now) + self._delay_s - now
        if left > 0:
            await asyncio.sleep(left)
        await self._open.wait()

    async def rewritten(self, signal: Signal, *, from_terminal: bool) -> Signal:
        """Return a signal as the other end is told it."""
        if signal.kind in _DESCRIPTIONS:
            link = await self._link(signal)
            told = link.from_kiosk if from_terminal else link.from_staff
            return replace(signal, body=told(signal.body))
        if signal.kind is SignalKind.CANDIDATE:
            link = await self._link(signal)
            told = link.from_kiosk if from_terminal else link.from_staff
            said = json.loads(signal.body)
            line = told(f"a={said['candidate']}").strip().removeprefix("a=")
            return replace(signal, body=json.dumps({**said, "candidate": line}))
        return signal

    async def _link(self, signal: Signal) -> LossyLink:
        connection = signal.ticket_id, signal.generation, str(getattr(signal, "leg", ""))
        if connection not in self._links:
            made = lossy_link(len(self._links), host=HOST, ways=self._ways)
            self._links[connection] = await self._stack.enter_async_context(made)
        return self._links[connection]

    async def forget(self) -> None:
        """Close the links of calls that are over."""
        self._links.clear()
        await self._stack.aclose()


class Pipe(Generic[T]):
    """Brings one thing after the other over the network, in order.

    Args:
        deliver: is given each at the far end.
    """

    def __init__(self, network: Network, deliver: Callable[[T], object]) -> None:
        self._network, self._deliver = network, deliver
        self._waiting: asyncio.Queue[tuple[float, T]] = asyncio.Queue()

    def put(self, thing: T) -> None:
        self._waiting.put_nowait((asyncio.get_running_loop().time(), thing))

    async def run(self) -> None:
        while True:
            began, thing = await self._waiting.get()
            await self._network.travel(began)
            result = self._deliver(thing)
            if asyncio.iscoroutine(result):
                await result
