"""One connection of aiortc's, made the way we need it. Nothing of aiortc is seen from outside.

The kiosk offers voice, face and data channel; the other end may offer one more picture, a shared
screen. A new way through the network is a new connection: aiortc takes offers for another way and
does nothing about them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCIceServer,
    RTCIceTransportPolicy,
    RTCPeerConnection,
    RTCRtpCodecCapability,
    RTCRtpCodecParameters,
    RTCRtpSender,
    RTCRtpTransceiver,
    RTCSessionDescription,
)
from aiortc.sdp import candidate_from_sdp

from kiosk.call import hooks
from kiosk.call.channel import LABEL, DataChannel
from kiosk.call.quality import Figures
from kiosk.call.rate import RateControl
from kiosk.call.signals import Candidate
from kiosk.domain.call_messages import IceServer

GATHERED_WITHIN_S = 8.0
CLOSED_WITHIN_S = 2.0

_RELAY = re.compile(r"turns?:[^?:\s]+(:\d{1,5})?(\?transport=(udp|tcp))?")
_VIDEO = (  # the best first; repair packets go with each
    ("video/h264", "42e01f"),
    ("video/h264", "42001f"),
    ("video/vp8", ""),
    ("video/rtx", ""),
)


class Connection:
    """Belongs to the loop.

    Args:
        tracks: what is sent, voice and face.
        on_track: is given everything that comes, and which moving picture it is (0, 1; 0 for
            sound).
        on_state: is told aiortc's connection state.
        written: whether there is a data channel, too.
    """

    def __init__(
        self,
        tracks: Iterable[MediaStreamTrack],
        rate: RateControl,
        clock: Callable[[], float],
        on_track: Callable[[MediaStreamTrack, int], None],
        on_state: Callable[[str], None],
        *,
        ice_servers: Iterable[IceServer] = (),
        relay_only: bool = False,
        written: bool = True,
    ) -> None:
        hooks.install()
        self._rate, self._clock = rate, clock
        self._on_track, self._on_state = on_track, on_state
        self._pc = RTCPeerConnection(configuration(ice_servers, relay_only=relay_only))
        for track in tracks:
            self._pc.addTrack(track)
        for transceiver in self._pc.getTransceivers():
            transceiver.setCodecPreferences(codecs(transceiver.kind))
        self.channel: DataChannel | None = (
            self._pc.createDataChannel(LABEL, ordered=True) if written else None
        )
        self._fit()
        self._pc.on("track", self._come)
        self._pc.on("connectionstatechange", lambda: self._on_state(self._pc.connectionState))

    @property
    def answered(self) -> bool:
        return self._pc.remoteDescription is not None

    @property
    def offering(self) -> bool:
        """Whether our offer waits for its answer."""
        return self._pc.signalingState == "have-local-offer"

    @property
    def shares(self) -> bool:
        """Whether the other end shows its screen."""
        pictures = self._of_kind("video")
        return len(pictures) > 1 and pictures[1].currentDirection in ("recvonly", "sendrecv")

    async def offer(self) -> str | None:
        """Return our offer with all candidates; None when there is no way out of here.

        A relay that does not answer costs 5 s.
        """
        try:
            async with asyncio.timeout(GATHERED_WITHIN_S):
                await self._pc.setLocalDescription(await self._pc.createOffer())
        except (TimeoutError, OSError):
            return None
        offer = str(self._pc.localDescription.sdp)
        return offer if "a=candidate:" in offer else None

    async def take_answer(self, sdp: str) -> None:
        """Raises whatever aiortc trips over."""
        await self._pc.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="answer"))
        self._fit()
        self._settle()

    async def take_offer(self, sdp: str) -> str:
        """Return our answer. Raises whatever aiortc trips over."""
        await self._pc.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="offer"))
        self._fit()
        await self._pc.setLocalDescription(await self._pc.createAnswer())
        return str(self._pc.localDescription.sdp)

    async def add_candidate(self, candidate: Candidate) -> None:
        """Try one more way to the other end. Raises whatever aiortc trips over."""
        if not candidate.line:
            await self._pc.addIceCandidate(None)
            return
        way = candidate_from_sdp(candidate.line)
        way.sdpMid, way.sdpMLineIndex = candidate.section, candidate.index
        await self._pc.addIceCandidate(way)

    async def figures(self) -> Figures:
        counted = Figures(at=self._clock(), frames_out=self._encoded)
        for entry in (await self._pc.getStats()).values():
            match entry.type:
                case "transport":
                    counted = replace(
                        counted,
                        packets_in=entry.packetsReceived,
                        bytes_in=entry.bytesReceived,
                        bytes_out=entry.bytesSent,
                    )
                case "inbound-rtp":
                    counted = replace(counted, lost_in=counted.lost_in + entry.packetsLost)
                case "remote-inbound-rtp" if entry.kind == "video" or counted.report is None:
                    counted = replace(
                        counted,
                        rtt_s=entry.roundTripTime,
                        sent_out=entry.packetsReceived + entry.packetsLost,
                        lost_out=entry.packetsLost,
                        report=entry.timestamp,
                    )
        return counted

    @property
    def concealed(self) -> int:
        """How many packets of sound were lost and filled in."""
        buffers = (hooks.audio_buffer(voice.receiver) for voice in self._of_kind("audio"))
        return sum(buffer.skipped for buffer in buffers if buffer is not None)

    async def close(self) -> bool:
        """Stop everything; return False when it had to be given up after 2 s."""
        self._pc.remove_all_listeners()
        try:
            async with asyncio.timeout(CLOSED_WITHIN_S):
                await self._pc.close()
        except TimeoutError:
            return False
        return True

    def _fit(self) -> None:
        for transceiver in self._pc.getTransceivers():
            hooks.fit_receiver(transceiver.receiver, transceiver.kind, self._clock)
            hooks.fit_sender(transceiver, self._rate, self._clock)
        hooks.share_estimate([picture.receiver for picture in self._of_kind("video")])

    def _settle(self) -> None:
        """Stay with the codecs of the answer: a receiver that has begun takes no others."""
        for transceiver in self._pc.getTransceivers():
            chosen = {_name(codec) for codec in hooks.agreed(transceiver)}
            known = codecs(transceiver.kind)
            transceiver.setCodecPreferences([codec for codec in known if _name(codec) in chosen])

    @property
    def _encoded(self) -> int:
        encoders = (hooks.encoder_of(face.sender) for face in self._of_kind("video"))
        return sum(getattr(encoder, "frames", 0) for encoder in encoders)

    def _come(self, track: MediaStreamTrack) -> None:
        for which, transceiver in enumerate(self._of_kind(track.kind)):
            if transceiver.receiver.track is track:
                self._on_track(track, which)

    def _of_kind(self, kind: str) -> list[RTCRtpTransceiver]:
        return [each for each in self._pc.getTransceivers() if each.kind == kind]


def configuration(ice_servers: Iterable[IceServer], *, relay_only: bool) -> RTCConfiguration:
    """Name the servers, also when there are none: aiortc's default is somebody else's.

    Only relays pass; a server that is only asked for our address is not needed.
    """
    relays = [
        RTCIceServer(urls=urls, username=server.username, credential=server.credential)
        for server in ice_servers
        if (urls := [url for url in server.urls if _RELAY.fullmatch(url)])
    ]
    return RTCConfiguration(
        iceServers=relays,
        iceTransportPolicy=RTCIceTransportPolicy.RELAY if relay_only else RTCIceTransportPolicy.ALL,
        bundlePolicy=RTCBundlePolicy.MAX_BUNDLE,
    )


def codecs(kind: str) -> list[RTCRtpCodecCapability]:
    """Return what we offer, the best first: Opus alone; H.264, VP8, and their repair packets."""
    known = RTCRtpSender.getCapabilities(kind).codecs
    if kind == "audio":
        return [codec for codec in known if codec.mimeType.lower() == "audio/opus"]

    return sorted(known, key=lambda codec: _VIDEO.index(_name(codec)))


def _name(codec: RTCRtpCodecCapability | RTCRtpCodecParameters) -> tuple[str, str]:
    return codec.mimeType.lower(), str(codec.parameters.get("profile-level-id", ""))
