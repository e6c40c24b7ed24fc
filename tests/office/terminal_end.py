"""The terminal's end of a call, made of stock aiortc: it offers, and remembers what comes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from fractions import Fraction

from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, VideoStreamTrack
from aiortc.sdp import candidate_from_sdp
from av import AudioFrame, VideoFrame

from kiosk.domain.call_chat import CHAT, Chat
from kiosk.domain.call_messages import SignalKind

WIDTH, HEIGHT = 640, 360
_ORANGE = (150, 60, 190)


def orange(at_s: float) -> VideoFrame:
    """Return a picture of one colour."""
    frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
    for plane, value in zip(frame.planes, _ORANGE, strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame


class Voice(AudioStreamTrack):
    """Silence, once the gate is open."""

    def __init__(self, gate: asyncio.Event) -> None:
        super().__init__()
        self._gate = gate

    async def recv(self) -> AudioFrame:
        await self._gate.wait()
        return await super().recv()


class Face(VideoStreamTrack):
    """Pictures, once the gate is open."""

    def __init__(self, gate: asyncio.Event, draw: Callable[[float], VideoFrame]) -> None:
        super().__init__()
        self._gate, self._draw, self._count = gate, draw, 0

    async def recv(self) -> VideoFrame:
        await self._gate.wait()
        await asyncio.sleep(1 / 20)
        frame = self._draw(self._count / 20)
        self._count += 1
        frame.pts, frame.time_base = self._count * 4_500, Fraction(1, 90_000)
        return frame


class TerminalEnd:
    """One connection of one generation.

    Args:
        signal: takes what the desk must hear.
        codec: the picture codec that is offered first.
        draw: the picture of a moment, in seconds.
    """

    def __init__(
        self,
        signal: Callable[[SignalKind, str], None],
        *,
        codec: str = "H264",
        gate_open: bool,
        draw: Callable[[float], VideoFrame] = orange,
    ) -> None:
        self.pictures: list[tuple[int, int]] = []
        self.screens: list[tuple[int, int]] = []
        self.sounds = 0
        self.said: list[Chat] = []
        self.kinds: list[SignalKind] = []
        self.gate = asyncio.Event()
        if gate_open:
            self.gate.set()
        self._signal = signal
        configuration = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        self.pc = pc = RTCPeerConnection(configuration)
        for track in (Voice(self.gate), Face(self.gate, draw)):
            pc.addTrack(track)
        known = RTCRtpSender.getCapabilities("video").codecs
        pc.getTransceivers()[1].setCodecPreferences(sorted(known, key=lambda c: c.name != codec))
        self.channel = pc.createDataChannel("foyer", ordered=True)
        self.channel.on("message", lambda text: self.said.append(CHAT.decode(text)))
        self._reading: list[asyncio.Task[None]] = []
        pc.on("track", self._come)

    async def offer(self) -> None:
        await self.pc.setLocalDescription(await self.pc.createOffer())
        self._signal(SignalKind.OFFER, self.pc.localDescription.sdp)
        self._signal(SignalKind.NO_MORE_CANDIDATES, "")

    async def take(self, kind: SignalKind, body: str) -> None:
        self.kinds.append(kind)
        if kind is SignalKind.ANSWER:
            await self.pc.setRemoteDescription(RTCSessionDescription(body, "answer"))
        elif kind is SignalKind.OFFER:
            await self.pc.setRemoteDescription(RTCSessionDescription(body, "offer"))
            await self.pc.setLocalDescription(await self.pc.createAnswer())
            self._signal(SignalKind.ANSWER, self.pc.localDescription.sdp)
        elif kind is SignalKind.CANDIDATE:
            fields = json.loads(body)
            way = candidate_from_sdp(fields["candidate"].removeprefix("candidate:"))
            way.sdpMid, way.sdpMLineIndex = fields["sdpMid"], fields["sdpMLineIndex"]
            await self.pc.addIceCandidate(way)
        elif kind is SignalKind.NO_MORE_CANDIDATES:
            await self.pc.addIceCandidate(None)

    async def says(self, *messages: Chat) -> None:
        for message in messages:
            self.channel.send(CHAT.encode(message))

    async def close(self) -> None:
        for task in self._reading:
            task.cancel()
        await self.pc.close()

    def _come(self, track: MediaStreamTrack) -> None:
        self._reading.append(asyncio.create_task(self._read(track)))

    async def _read(self, track: MediaStreamTrack) -> None:
        pictures = [each for each in self.pc.getTransceivers() if each.kind == "video"]
        seen = self.pictures if track is pictures[0].receiver.track else self.screens
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, VideoFrame):
                    seen.append((frame.width, frame.height))
                else:
                    self.sounds += 1
        except MediaStreamError:
            pass
