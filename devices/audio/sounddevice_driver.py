"""The driver: the microphone and loudspeakers of any sound system that PortAudio knows."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from devices.audio import AudioState, Gap, Sink, Sound
from devices.audio.duplex import Duplex, Given
from devices.audio.sound_card import Names, SoundCard
from devices.audio.states import Follower
from devices.audio.volume import USUAL


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without a frame until a device is given up, and before each new attempt."""

    lost_s: float = 1.0
    again_s: tuple[float, ...] = (0.5, 1.0, 2.0, 5.0)


class SoundDeviceAudio:
    """Microphone and loudspeakers of this machine; one per process.

    A second sink that is plugged in later is found when the others are opened the next time.
    """

    def __init__(
        self,
        names: Names | None = None,
        *,
        usual_volume: int = USUAL,
        patience: Patience | None = None,
    ) -> None:
        self._names = names or Names()
        self._patience = patience or Patience()
        self._duplex = Duplex(usual_volume)

    @property
    def state(self) -> AudioState:
        return self._duplex.states.now

    @property
    def volume(self) -> int:
        return self._duplex.volume

    @volume.setter
    def volume(self, volume: int) -> None:
        self._duplex.volume = volume

    @property
    def sink(self) -> Sink:
        return self._duplex.sink

    def choose(self, sink: Sink) -> bool:
        return self._duplex.choose(sink)

    async def hear(self, after: int) -> Sound:
        return await self._duplex.heard.after(after)

    def play(self, sound: Sound) -> None:
        self._duplex.play(sound)

    def changes(self) -> Follower:
        return self._duplex.states.follow()

    async def run(self) -> None:
        thread = ThreadPoolExecutor(1, "sound card")
        attempts, missing = 0, Gap.NOT_FOUND
        try:
            while True:
                number = self._duplex.heard.number
                reason = await self._once(thread)
                if self._duplex.heard.number > number:
                    attempts, missing = 0, Gap.UNPLUGGED
                self._duplex.lose(missing if reason is Gap.NOT_FOUND else reason)
                await asyncio.sleep(self._patience.again_s[attempts])
                attempts = min(attempts + 1, len(self._patience.again_s) - 1)
        finally:
            self._duplex.close()
            thread.shutdown(wait=False)

    async def _once(self, thread: ThreadPoolExecutor) -> Gap:
        """Open the card and use it as long as it goes; return why it does not go any more."""
        loop = asyncio.get_running_loop()
        beat = _Beat(self._duplex, loop)
        card = SoundCard(self._names, beat)
        try:
            reason = await loop.run_in_executor(thread, card.open)
            if reason is None:
                await self._use(card, beat)
            return reason or Gap.NOT_FOUND
        finally:
            # However often it is cancelled: the thread closes the microphone.
            await asyncio.shield(loop.run_in_executor(thread, card.close))

    async def _use(self, card: SoundCard, beat: _Beat) -> None:
        while not beat.main_ended:
            number = self._duplex.heard.number
            second = card.has_second and not beat.second_ended
            self._duplex.open(set(Sink) if second else {Sink.SPEAKER}, card.delay_ms)
            beat.news.clear()
            try:
                async with asyncio.timeout(self._patience.lost_s):
                    await beat.news.wait()
            except TimeoutError:
                if self._duplex.heard.number == number:
                    return


class _Beat:
    """The way from the threads of the sound card into the loop."""

    def __init__(self, duplex: Duplex, loop: asyncio.AbstractEventLoop) -> None:
        self._duplex = duplex
        self._loop = loop
        self.news = asyncio.Event()
        self.main_ended = self.second_ended = False

    def give(self) -> Given:
        return self._duplex.give()

    def take(self, samples: bytes, taken_ns: int, played: bytes) -> None:
        self._loop.call_soon_threadsafe(self._duplex.take, samples, taken_ns, played)

    def end(self, second: bool) -> None:
        with suppress(RuntimeError):  # the loop is closed already: nobody wants to know
            self._loop.call_soon_threadsafe(self._ended, second)

    def _ended(self, second: bool) -> None:
        if second:
            self.second_ended = True
        else:
            self.main_ended = True
        self.news.set()
