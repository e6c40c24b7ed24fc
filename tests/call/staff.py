"""The other end of a call as stock aiortc makes it: somebody at a desk, with a green picture."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable
from fractions import Fraction

from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCDataChannel,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError, VideoStreamTrack
from av import AudioFrame, VideoFrame

from kiosk.call import hooks

RATE = 48_000
PACKET = 960


def is_loud(samples: bytes) -> bool:
    return max(map(abs, array("h", samples)[::7])) > 6_000


class Voice(MediaStreamTrack):
    """Silence in packets of 20 ms, and a loud one every half second unless it is `quiet`."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.quiet = False
        self.spoke_at: list[float] = []
        self._packets = 0
        self._began: float | None = None

    async def recv(self) -> AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        clock = asyncio.get_running_loop().time
        self._began = self._began or clock()
        await asyncio.sleep(self._began + self._packets * 0.02 - clock())
        loud = self._packets % 25 == 24 and not self.quiet
        if loud:
            self.spoke_at.append(clock())
        frame = AudioFrame(format="s16", layout="mono", samples=PACKET)
        wave = (b"\x00\x60" * 24 + b"\x00\xa0" * 24) * 20  # 1 kHz
        frame.planes[0].update(wave if loud else bytes(2 * PACKET))
        frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
        frame.pts = self._packets * PACKET
        self._packets += 1
        return frame


class Staff:
    """A desk that answers, shares and writes.

    Args:
        codecs: the picture codecs it knows, for example ("VP8",); empty for all.
        browser: receives as a browser does, which comes back after loss.
    """

    def __init__(self, *, codecs: tuple[str, ...] = (), browser: bool = False) -> None:
        configuration = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        self.pc = RTCPeerConnection(configuration)
        self.voice, self.face = Voice(), VideoStreamTrack()
        self.channel: asyncio.Future[RTCDataChannel] = asyncio.get_running_loop().create_future()
        self.heard: asyncio.Queue[str] = asyncio.Queue()
        self.pictures: list[VideoFrame] = []
        self.sounds: list[AudioFrame] = []
        self.spoken_at: list[float] = []  # when a loud sound of the kiosk was there
        self._codecs, self._browser = codecs, browser
        self._reading: list[asyncio.Task[None]] = []
        self.pc.on("datachannel", self._open)
        self.pc.on(
            "track", lambda track: self._reading.append(asyncio.create_task(self._read(track)))
        )

    async def answer(self, offer: str) -> str:
        await self.pc.setRemoteDescription(RTCSessionDescription(sdp=offer, type="offer"))
        self.pc.addTrack(self.voice)
        self.pc.addTrack(self.face)
        for transceiver in self.pc.getTransceivers() if self._codecs else ():
            if transceiver.kind == "video":
                known = RTCRtpSender.getCapabilities("video").codecs
                transceiver.setCodecPreferences([c for c in known if c.name in self._codecs])
        if self._codecs:  # preferences count for what comes after them
            await self.pc.setRemoteDescription(RTCSessionDescription(sdp=offer, type="offer"))
        await self.pc.setLocalDescription(await self.pc.createAnswer())
        if self._browser:
            for transceiver in self.pc.getTransceivers():
                clock = asyncio.get_running_loop().time
                hooks.fit_receiver(transceiver.receiver, transceiver.kind, clock)
        return self.pc.localDescription.sdp

    async def share(self) -> str:
        """Return the offer of a shared screen."""
        self.pc.addTransceiver(VideoStreamTrack(), direction="sendonly")
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def stop_sharing(self) -> str:
        self.pc.getTransceivers()[-1].direction = "inactive"
        await self.pc.setLocalDescription(await self.pc.createOffer())
        return self.pc.localDescription.sdp

    async def hears_answer(self, answer: str) -> None:
        await self.pc.setRemoteDescription(RTCSessionDescription(sdp=answer, type="answer"))

    async def packets(self) -> int:
        """Return how many packets of sound and picture have come, counted by the receiver."""
        stats = (await self.pc.getStats()).values()
        return sum(entry.packetsReceived for entry in stats if entry.type == "inbound-rtp")

    async def close(self) -> None:
        for task in self._reading:
            task.cancel()
        await self.pc.close()

    def _open(self, channel: RTCDataChannel) -> None:
        channel.on("message", self.heard.put_nowait)
        self.channel.set_result(channel)

    def _come(self, track: MediaStreamTrack) -> None:
        self._reading.append(asyncio.create_task(self._read(track)))

    async def _read(self, track: MediaStreamTrack) -> None:
        clock: Callable[[], float] = asyncio.get_running_loop().time
        try:
            while True:
                frame = await track.recv()
                if isinstance(frame, VideoFrame):
                    self.pictures.append(frame)
                elif isinstance(frame, AudioFrame):
                    self.sounds.append(frame)
                    if is_loud(bytes(frame.planes[0])):
                        self.spoken_at.append(clock())
        except MediaStreamError:
            pass
