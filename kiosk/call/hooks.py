"""Where our codecs and buffers are put into aiortc: seven of its private names, and its version.

Only connections that are fitted here get them; the decoders alone serve everybody, and do for
stock frames what the stock ones do. When a name has moved, the process does not start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from importlib.metadata import version
from typing import Any

from aiortc import (
    RTCCertificate,
    RTCDtlsTransport,
    RTCIceGatherer,
    RTCIceTransport,
    RTCRtpCodecParameters,
    RTCRtpReceiver,
    RTCRtpSender,
    RTCRtpTransceiver,
    rtcrtpreceiver,
)

from kiosk.call.audio_buffer import AudioBuffer
from kiosk.call.decoders import EachInTurn, SpeechDecoder
from kiosk.call.h264 import X264
from kiosk.call.nack import NackList
from kiosk.call.opus import SpeechEncoder
from kiosk.call.picture_buffer import PictureBuffer
from kiosk.call.rate import RateControl
from kiosk.call.resend import ResendBudget
from kiosk.call.vp8 import Vp8

VERSION = "1.16."

BUFFER = "_RTCRtpReceiver__jitter_buffer"
NACK = "_RTCRtpReceiver__nack_generator"
ESTIMATE = "_RTCRtpReceiver__remote_bitrate_estimator"
ENCODER = "_RTCRtpSender__encoder"
RESEND = "_retransmit"
CODECS = "_codecs"
DECODERS = "get_decoder"

Encoder = X264 | Vp8 | SpeechEncoder


class HookMoved(RuntimeError):
    """aiortc is not the one that our modules were made for."""


def install() -> None:
    """Put the decoders in, and make sure that everything else will fit.

    Needs a running loop. May be called again. Raises HookMoved.
    """
    if not version("aiortc").startswith(VERSION):
        raise HookMoved(f"aiortc {version('aiortc')} is installed, {VERSION}* is needed")
    found = getattr(rtcrtpreceiver, DECODERS, None)
    if found is None:
        raise HookMoved(f"aiortc.rtcrtpreceiver has no {DECODERS}")
    if not isinstance(found, _OurDecoders):
        setattr(rtcrtpreceiver, DECODERS, _OurDecoders(found))
    certificates = [RTCCertificate.generateCertificate()]
    transport = RTCDtlsTransport(RTCIceTransport(RTCIceGatherer(iceServers=[])), certificates)
    receiver, sender = RTCRtpReceiver("video", transport), RTCRtpSender("video", transport)
    specimen = RTCRtpTransceiver("video", receiver=receiver, sender=sender)
    for owner, names in (
        (receiver, (BUFFER, NACK, ESTIMATE)),
        (sender, (ENCODER, RESEND)),
        (specimen, (CODECS,)),
    ):
        for name in names:
            _read(owner, name)


def fit_receiver(receiver: RTCRtpReceiver, kind: str, clock: Callable[[], float]) -> None:
    """Give a receiver our buffer, before its first packet comes; a second time changes nothing."""
    if isinstance(_read(receiver, BUFFER), AudioBuffer | PictureBuffer):
        return
    if kind == "audio":
        _write(receiver, BUFFER, AudioBuffer())
    else:
        _write(receiver, BUFFER, PictureBuffer(clock))
        _write(receiver, NACK, NackList(clock))


def share_estimate(receivers: Sequence[RTCRtpReceiver]) -> None:
    """Let all pictures of a connection have one estimate of what gets through (REMB).

    A browser takes each estimate for that of the whole line; two of them starve one picture.
    """
    for other in receivers[1:]:
        _write(other, ESTIMATE, _read(receivers[0], ESTIMATE))


def fit_sender(
    transceiver: RTCRtpTransceiver, rate: RateControl, clock: Callable[[], float]
) -> Encoder | None:
    """Give a sender the encoder for the codec both ends agreed on; None when there is none.

    It also gets a limit for what it sends again. A second time changes nothing.
    """
    present = _read(transceiver.sender, ENCODER)
    if isinstance(present, Encoder):
        return present
    codecs = agreed(transceiver)
    if not codecs:
        return None
    encoder: Encoder
    match codecs[0].mimeType.lower():
        case "video/h264":
            encoder = X264(rate)
            if transceiver.sender.track is not None:  # a shared screen only comes
                asyncio.get_running_loop().run_in_executor(None, encoder.prepare)
        case "video/vp8":
            encoder = Vp8(rate)
        case "audio/opus":
            encoder = SpeechEncoder()
        case _:
            return None
    _write(transceiver.sender, ENCODER, encoder)
    _limit(transceiver.sender, ResendBudget(lambda: rate.bit_rate, clock))
    return encoder


def agreed(transceiver: RTCRtpTransceiver) -> list[RTCRtpCodecParameters]:
    """Return the codecs both ends have agreed on, the first is sent; none before an answer."""
    return list(_read(transceiver, CODECS))


def encoder_of(sender: RTCRtpSender) -> Encoder | None:
    """Return the encoder of a fitted sender, for its figures."""
    encoder = _read(sender, ENCODER)
    return encoder if isinstance(encoder, Encoder) else None


def audio_buffer(receiver: RTCRtpReceiver) -> AudioBuffer | None:
    """Return the buffer of a fitted receiver, for its figures."""
    buffer = _read(receiver, BUFFER)
    return buffer if isinstance(buffer, AudioBuffer) else None


def _limit(sender: RTCRtpSender, budget: ResendBudget) -> None:
    stock: Callable[[int], Awaitable[None]] = _read(sender, RESEND)

    async def resend(sequence_number: int) -> None:
        if budget.allows(sequence_number):
            await stock(sequence_number)

    _write(sender, RESEND, resend)


class _OurDecoders:
    def __init__(self, stock: Callable[[Any], Any]) -> None:
        self._stock = stock

    def __call__(self, codec: Any) -> EachInTurn | SpeechDecoder:
        if codec.mimeType.lower() == "audio/opus":
            return SpeechDecoder()
        return EachInTurn(self._stock(codec))


def _read(owner: object, name: str) -> Any:
    if not hasattr(owner, name):
        raise HookMoved(f"aiortc's {type(owner).__name__} has no {name}")
    return getattr(owner, name)


def _write(owner: object, name: str, value: object) -> None:
    _read(owner, name)
    setattr(owner, name, value)
