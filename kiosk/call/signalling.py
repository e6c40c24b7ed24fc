"""Offers, answers and candidates of one connection, in order and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

from kiosk.call.connection import Connection
from kiosk.call.signals import Candidate, Taken, look_at_sdp, read_candidate
from kiosk.domain.call_messages import MOST_CANDIDATES, SignalKind

MOST_WAITING = 8  # descriptions that wait while one is worked on


class Signalling:
    """Uses what the other end says; everything that does not fit is refused with a value.

    Args:
        answer: is given our answer to an offer.
        spawn: runs what must not be waited for: a candidate with a name is looked up.
    """

    def __init__(
        self,
        connection: Connection,
        answer: Callable[[str], None],
        spawn: Callable[[Coroutine[None, None, None]], object],
    ) -> None:
        self._connection, self._answer, self._spawn = connection, answer, spawn
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0
        self._early: list[Candidate] = []
        self._candidates = 0

    async def take(self, kind: SignalKind, body: str) -> Taken:
        match kind:
            case SignalKind.OFFER | SignalKind.ANSWER:
                return await self._describe(kind, body)
            case SignalKind.CANDIDATE:
                return self._candidate(body)
            case SignalKind.NO_MORE_CANDIDATES:
                return self._add(Candidate(""))
            case SignalKind.BYE:
                return Taken.TAKEN

    async def _describe(self, kind: SignalKind, body: str) -> Taken:
        looked = look_at_sdp(body)
        if looked is not Taken.TAKEN:
            return looked
        if self._waiting >= MOST_WAITING:
            return Taken.TOO_MANY
        self._waiting += 1
        try:
            async with self._one_at_a_time:
                return await self._use(kind, body)
        finally:
            self._waiting -= 1

    async def _use(self, kind: SignalKind, body: str) -> Taken:
        if not self._in_turn(kind):
            return Taken.OUT_OF_TURN
        try:
            if kind is SignalKind.ANSWER:
                await self._connection.take_answer(body)
            else:
                self._answer(await self._connection.take_offer(body))
        except Exception:  # aiortc raises whatever it trips over in a description
            return Taken.MALFORMED
        early, self._early = self._early, []
        for candidate in early:
            self._add(candidate)
        return Taken.TAKEN

    def _in_turn(self, kind: SignalKind) -> bool:
        """We offer the call; they may offer a share once it is answered."""
        if kind is SignalKind.ANSWER:
            return self._connection.offering
        return self._connection.answered and not self._connection.offering

    def _candidate(self, body: str) -> Taken:
        if self._candidates >= MOST_CANDIDATES:
            return Taken.TOO_MANY
        self._candidates += 1
        candidate = read_candidate(body)
        return candidate if isinstance(candidate, Taken) else self._add(candidate)

    def _add(self, candidate: Candidate) -> Taken:
        if self._connection.answered:
            self._spawn(self._try(candidate))
            return Taken.TAKEN
        if len(self._early) > MOST_CANDIDATES:
            return Taken.TOO_MANY
        self._early.append(candidate)
        return Taken.KEPT

    async def _try(self, candidate: Candidate) -> None:
        try:
            await self._connection.add_candidate(candidate)
        except Exception:  # an address that is none, or one after the last: no reason to stop
            return
