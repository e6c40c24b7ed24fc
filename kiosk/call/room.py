"""The room in which somebody talks: camera, microphone, at most one conversation, the pictures."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from devices import audio, camera
from devices.audio import Audio, Sink, Sound
from devices.camera import Camera, Looking, Picture
from devices.camera.shared import PictureWriter
from kiosk.call.clean_audio import CleanAudio
from kiosk.call.lease import LeaseClock, Leased
from kiosk.call.peer import Peer
from kiosk.call.stills import jpeg, pieces
from kiosk.domain.call_chat import CHAT, StillRefused
from kiosk.domain.call_control import (
    Adjust,
    CallReady,
    Command,
    DevicesNow,
    DeviceState,
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
from kiosk.domain.call_messages import SignalKind

_LOOK_EVERY_S = 0.2
_SMALL = 1280 * 720 * 3 // 2
_LARGE = 1920 * 1080 * 3 // 2
_TROUBLE = {
    "not-found": DeviceState.MISSING,
    "unplugged": DeviceState.MISSING,
    "busy": DeviceState.BUSY,
    "silent": DeviceState.SILENT,
}


class CallRoom:
    """Obeys the terminal and tells it what happens. Everything belongs to one loop.

    Args:
        tell: takes a report; must not wait.
        memory: the beginning of the names of the picture blocks.
    """

    def __init__(
        self, camera_: Camera, audio_: Audio, memory: str, tell: Callable[[Report], None]
    ) -> None:
        self._camera, self._audio, self._tell = camera_, CleanAudio(audio_), tell
        self._memory = memory
        self._lease = LeaseClock()
        self._eye = Leased(camera_.run, "camera")
        self._ear = Leased(self._audio.run, "audio")
        self._adjust = Adjust()
        self._peer: Peer | None = None
        self._wanted = self._passing = False  # what shall pass, and what does
        self._theirs: tuple[Stream, ...] = ()
        self._streams: tuple[Stream, ...] = ()
        self._devices = DevicesNow(DeviceState.CLOSED, DeviceState.CLOSED)
        self._level = 0
        self._writers: dict[Stream, PictureWriter] = {}
        self._tasks: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Be there until cancelled; then every device is closed and every picture is wiped."""
        try:
            for stream in Stream:
                largest = _SMALL if stream in (Stream.SELF, Stream.GUEST) else _LARGE
                name = f"{self._memory}-{stream}"
                self._writers[stream] = PictureWriter(name, largest=largest)
            self._tell(CallReady(self._memory))
            async with asyncio.TaskGroup() as self._tasks:
                self._tasks.create_task(self._mirror(), name="self view")
                self._tasks.create_task(self._look_for_ever(), name="lease and devices")
        finally:
            self._tasks = None
            await self._close()

    async def _close(self) -> None:
        peer, self._peer = self._peer, None
        try:
            if peer is not None:
                await peer.close()
        finally:
            try:
                await self._eye.close()
            finally:
                await self._ear.close()
                for writer in self._writers.values():
                    writer.close()

    # ------------------------------------------------------------------ commands
    def obey(self, command: Command) -> None:
        """Do what the terminal says. Never waits."""
        match command:
            case Lease():
                self._lease.renew(command, self._now())
                self._allow()
            case Open():
                self._open(command)
            case Gate(generation, open_):
                if self._peer is not None and self._peer.generation == generation:
                    self._wanted = open_
                    self._pass()
            case SignalIn(generation, kind, body):
                if self._peer is not None and self._peer.generation == generation:
                    self._start(self._take(self._peer, kind, body))
            case Adjust():
                self._adjust = command
                self._apply()
            case SayText(text):
                self._start(self._say(text))
            case SendStill():
                self._start(self._send_still())
            case HangUp():
                self._hang_up()

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
        self._pass()

    def _pass(self) -> None:
        """Open or shut the gate: what the terminal wants, as long as the lease lasts.

        A glass that was stuck for a moment renews its lease, and the talk goes on.
        """
        passing = self._wanted and self._ear.on
        if self._peer is not None and passing is not self._passing:
            self._passing = passing
            self._peer.let_pass(passing)

    def _open(self, opening: Open) -> None:
        self._hang_up()
        if not self._ear.on:
            return  # nobody has said yes to a call
        self._wanted = self._passing = opening.gate_open
        self._peer = Peer(opening, self._camera, self._audio, self)
        self._start(self._peer.run())
        self._apply()

    def _hang_up(self) -> None:
        peer, self._peer = self._peer, None
        self._theirs = ()
        if peer is not None:
            peer.let_pass(False)
            self._start(peer.close())
        for stream in (Stream.STAFF, Stream.SHARE, Stream.GUEST):
            self._writers[stream].wipe()
        self._tell_streams()

    def _apply(self) -> None:
        with suppress(ValueError):
            self._audio.volume = self._adjust.volume_percent
        self._audio.choose(Sink.HANDSET if self._adjust.handset else Sink.SPEAKER)
        if self._peer is not None:
            self._peer.adjust(muted=self._adjust.muted, hidden=self._adjust.hidden)

    async def _take(self, peer: Peer, kind: SignalKind, body: str) -> None:
        await peer.take(kind, body)

    async def _say(self, text: str) -> None:
        if self._peer is not None:
            await self._peer.say(text)

    async def _send_still(self) -> None:
        picture = await self._camera.next(0) if self._eye.on else None
        if picture is None:  # hidden, or the camera is in trouble: nobody shall wait for it
            await self._say(CHAT.encode(StillRefused()))
            return
        image = await asyncio.to_thread(jpeg, picture)
        for piece in pieces(image):
            await self._say(CHAT.encode(piece))

    # ------------------------------------------------------------------ the other end (Ears)
    def tell(self, report: Report) -> None:
        if isinstance(report, StreamsNow):
            if self._peer is None:
                return  # hung up: what the connection had is wiped already
            gone = set(self._theirs) - set(report.streams)
            self._theirs = report.streams
            for stream in gone:
                self._writers[stream].wipe()
            self._tell_streams()
        else:
            self._tell(report)

    def show(self, stream: Stream, picture: Picture) -> None:
        if self._peer is None:
            return  # hung up: nothing is shown, and nothing stays in memory
        with suppress(ValueError):  # larger than anything that was agreed on
            self._writers[stream].put(picture)

    def play(self, sound: Sound) -> None:
        self._audio.play(sound)

    # ------------------------------------------------------------------ what is seen here
    async def _mirror(self) -> None:
        """Show the citizen to themselves, as long as the camera is open."""
        async for state in self._camera.changes():
            if not isinstance(state, Looking):
                self._writers[Stream.SELF].wipe()
                self._look()
                continue
            number = 0
            while (picture := await self._camera.next(number)) is not None:
                number = picture.number
                if self._eye.on:
                    self._writers[Stream.SELF].put(picture)
            self._writers[Stream.SELF].wipe()

    async def _look_for_ever(self) -> None:
        while True:
            self._allow()
            self._eye.check()
            self._ear.check()
            self._look()
            await asyncio.sleep(_LOOK_EVERY_S)

    def _look(self) -> None:
        devices = DevicesNow(_camera_state(self._camera.state), _audio_state(self._audio.state))
        if devices != self._devices:
            self._devices = devices
            self._tell(devices)
            self._apply()
        if self._audio.level_percent != self._level:
            self._level = self._audio.level_percent
            self._tell(LevelNow(self._level))
        self._tell_streams()

    def _tell_streams(self) -> None:
        mine = (Stream.SELF,) if isinstance(self._camera.state, Looking) and self._eye.on else ()
        streams = (*mine, *self._theirs)
        if streams != self._streams:
            self._streams = streams
            self._tell(StreamsNow(streams))


def memory_name() -> str:
    """Return a name that no other process of this machine uses now."""
    return f"call-{os.getpid()}"


def _camera_state(state: camera.CameraState) -> DeviceState:
    match state:
        case camera.Closed():
            return DeviceState.CLOSED
        case camera.Looking():
            return DeviceState.WORKING
        case camera.NoPicture(reason):
            return _TROUBLE[reason]


def _audio_state(state: audio.AudioState) -> DeviceState:
    match state:
        case audio.Closed():
            return DeviceState.CLOSED
        case audio.Working():
            return DeviceState.WORKING
        case audio.NoSound(reason):
            return _TROUBLE[reason]
