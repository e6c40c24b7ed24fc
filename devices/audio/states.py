"""Who follows the state of microphone and loudspeaker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from weakref import WeakSet

from devices.audio import AudioState, Closed


class Follower(AsyncIterator[AudioState]):
    """One who follows the device. A state that nobody read yet is replaced by the newest."""

    def __init__(self, state: AudioState) -> None:
        self._unread: AudioState | None = state
        self._news = asyncio.Event()

    def hear(self, state: AudioState) -> None:
        self._unread = state
        self._news.set()

    async def __anext__(self) -> AudioState:
        while self._unread is None:
            self._news.clear()
            await self._news.wait()
        state, self._unread = self._unread, None
        return state


class States:
    """The state of one device. Only here does it change, and only here is it told."""

    def __init__(self) -> None:
        self.now: AudioState = Closed()
        self._followers: WeakSet[Follower] = WeakSet()

    def follow(self) -> Follower:
        follower = Follower(self.now)
        self._followers.add(follower)
        return follower

    def become(self, state: AudioState) -> None:
        if state == self.now:
            return
        self.now = state
        for follower in self._followers:
            follower.hear(state)
