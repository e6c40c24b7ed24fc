"""The room in which somebody talks: camera, microphone, conversations, the pictures."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from devices.audio import Audio, Sink
from devices.camera import Camera
from kiosk.call.clean_audio import CleanAudio
from kiosk.call.conditions import SHUT, devices_now
from kiosk.call.lease import LeaseClock, Leased
from kiosk.call.legs import Legs
from kiosk.call.mirror import Mirror
from kiosk.call.pictures import SharedPictures
from kiosk.call.stills import jpeg, pieces
from kiosk.domain.call_chat import CHAT, StillRefused
from kiosk.domain.call_control import (
    Adjust,
    CallReady,
    Command,
    Gate,
    HangUp,
    Lease,
    LevelNow,
    Open,
    Report,
    SayText,
    SendStill,
    SignalIn,
    Stream,
    StreamsNow,
)

_LOOK_EVERY_S = 0.2


class CallRoom:
    """Obeys the terminal and tells it what happens. Everything belongs to one loop.

    Args:
        tell: takes a report; must not wait.
        memory: the beginning of the names of the picture blocks.
    """

    def __init__(
        self, camera: Camera, audio: Audio, memory: str, tell: Callable[[Report], None]
    ) -> None:
        self._camera, self._audio, self._tell = camera, CleanAudio(audio), tell
        self._memory, self._pictures = memory, SharedPictures(memory)
        self._lease = LeaseClock()
        self._eye = Leased(camera.run, "camera")
        self._ear = Leased(self._audio.run, "audio")
        self._mirror = Mirror(camera, self._eye, self._pictures, self._look)
        self.legs = Legs(camera, self._audio, self._pictures, tell, self._start, self._tell_streams)
        self._adjust = Adjust()
        self._streams: tuple[Stream, ...] = ()
        self._devices = SHUT
        self._level = 0
        self._tasks: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Be there until cancelled; then every device is closed and every picture is wiped."""
        try:
            self._pictures.open()
            self._tell(CallReady(self._memory))
            async with asyncio.TaskGroup() as self._tasks:
                self._tasks.create_task(self._mirror.run(), name="self view")
                self._tasks.create_task(self._look_for_ever(), name="lease and devices")
        finally:
            self._tasks = None
            await self._close()

    async def _close(self) -> None:
        try:
            await self.legs.shut()
        finally:
            try:
                await self._eye.close()
            finally:
                await self._ear.close()
                self._pictures.close()

    # ------------------------------------------------------------------ commands
    def obey(self, command: Command) -> None:
        """Do what the terminal says. Never waits."""
        match command:
            case Lease():
                self._lease.renew(command, self._now())
                self._allow()
            case Open():
                self._open(command)
            case Gate(generation, open_, leg):
                if (talk := self.legs.of(leg, generation)) is not None:
                    talk.wanted = open_
                    talk.let_pass(self._ear.on)
            case SignalIn(generation, kind, body, leg):
                if (talk := self.legs.of(leg, generation)) is not None:
                    self._start(talk.take(kind, body))
            case Adjust():
                self._adjust = command
                self._apply()
            case SayText(text):
                self._start(self.legs.say(text))
            case SendStill():
                self._start(self._send_still())
            case HangUp(which):
                self.legs.close(which)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._tasks is None:
            work.close()
        else:
            self._tasks.create_task(work)

    def _allow(self) -> None:
        """Let the devices follow the lease; without a microphone nothing passes at all."""
        lease = self._lease.now(self._now())
        self._eye.allow(lease.camera)
        self._ear.allow(lease.microphone)
        self.legs.let_pass(self._ear.on)

    def _open(self, opening: Open) -> None:
        if self._ear.on:
            self.legs.open(opening, self._adjust)
        else:
            self.legs.close(opening.leg)  # nobody has said yes to a call

    def _apply(self) -> None:
        with suppress(ValueError):
            self._audio.volume = self._adjust.volume_percent
        self._audio.choose(Sink.HANDSET if self._adjust.handset else Sink.SPEAKER)
        self.legs.adjust(self._adjust)

    async def _send_still(self) -> None:
        picture = await self._camera.next(0) if self._eye.on else None
        if picture is None:  # hidden, or the camera is in trouble: nobody shall wait for it
            await self.legs.say(CHAT.encode(StillRefused()))
            return
        image = await asyncio.to_thread(jpeg, picture)
        for piece in pieces(image):
            await self.legs.say(CHAT.encode(piece))

    # ------------------------------------------------------------------ what is told
    async def _look_for_ever(self) -> None:
        while True:
            self._allow()
            self._eye.check()
            self._ear.check()
            self.legs.share()
            self._look()
            await asyncio.sleep(_LOOK_EVERY_S)

    def _look(self) -> None:
        devices = devices_now(self._camera.state, self._audio.state)
        if devices != self._devices:
            self._devices = devices
            self._tell(devices)
            self._apply()
        if self._audio.level_percent != self._level:
            self._level = self._audio.level_percent
            self._tell(LevelNow(self._level))
        self._tell_streams()

    def _tell_streams(self) -> None:
        streams = (*self._mirror.streams, *self.legs.streams)
        if streams != self._streams:
            self._streams = streams
            self._tell(StreamsNow(streams))


def memory_name() -> str:
    """Return a name that no other process of this machine uses now."""
    return f"call-{os.getpid()}"
