"""Every private name of aiortc that we use is where we think it is, and does what we think."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from types import SimpleNamespace

import pytest
from aiortc import RTCConfiguration, RTCPeerConnection, RTCRtpTransceiver, rtcrtpreceiver
from aiortc.mediastreams import VideoStreamTrack

from kiosk.call import hooks
from kiosk.call.audio_buffer import AudioBuffer
from kiosk.call.decoders import EachInTurn, SpeechDecoder
from kiosk.call.h264 import X264
from kiosk.call.nack import NackList
from kiosk.call.opus import SpeechEncoder
from kiosk.call.picture_buffer import PictureBuffer
from kiosk.call.rate import RateControl
from kiosk.call.vp8 import Vp8
from kiosk.domain.call_control import Stream
from tests.call.conversation import talk
from tests.call.staff import Staff


async def stock(kind: str) -> RTCRtpTransceiver:
    return RTCPeerConnection(RTCConfiguration(iceServers=[])).addTransceiver(kind)


async def test_the_installed_library_is_the_one_they_were_made_for() -> None:
    hooks.install()
    assert version("aiortc").startswith(hooks.VERSION)


async def test_a_receiver_of_sound_gets_our_buffer() -> None:
    receiver = (await stock("audio")).receiver
    hooks.fit_receiver(receiver, "audio", asyncio.get_running_loop().time)
    assert isinstance(receiver._RTCRtpReceiver__jitter_buffer, AudioBuffer)


async def test_a_receiver_of_pictures_gets_our_buffer_and_list_of_missing_packets() -> None:
    receiver = (await stock("video")).receiver
    for _ in range(2):  # the second time changes nothing
        hooks.fit_receiver(receiver, "video", asyncio.get_running_loop().time)
    assert isinstance(receiver._RTCRtpReceiver__jitter_buffer, PictureBuffer)
    assert isinstance(receiver._RTCRtpReceiver__nack_generator, NackList)


@pytest.mark.parametrize(
    ("kind", "codec", "encoder"),
    [
        ("video", "video/H264", X264),
        ("video", "video/VP8", Vp8),
        ("audio", "audio/opus", SpeechEncoder),
        ("audio", "audio/PCMU", type(None)),
    ],
)
async def test_a_sender_gets_the_encoder_of_the_agreed_codec(
    kind: str, codec: str, encoder: type
) -> None:
    transceiver, rate, clock = await stock(kind), RateControl(), asyncio.get_running_loop().time
    assert hooks.fit_sender(transceiver, rate, clock) is None, "nothing is agreed yet"
    transceiver._codecs = [SimpleNamespace(mimeType=codec)]
    fitted = hooks.fit_sender(transceiver, rate, clock)
    assert type(fitted) is encoder
    assert hooks.fit_sender(transceiver, rate, clock) is fitted
    assert transceiver.sender._RTCRtpSender__encoder is fitted


async def test_two_pictures_have_one_estimate_of_the_line() -> None:
    face, screen = (await stock("video")).receiver, (await stock("video")).receiver
    hooks.share_estimate([face, screen])
    estimates = {id(each._RTCRtpReceiver__remote_bitrate_estimator) for each in (face, screen)}
    assert len(estimates) == 1


async def test_a_sender_sends_again_within_a_budget() -> None:
    transceiver, sent = await stock("video"), list[int]()

    async def send_again(sequence_number: int) -> None:
        sent.append(sequence_number)

    transceiver.sender._retransmit = send_again
    transceiver._codecs = [SimpleNamespace(mimeType="video/H264")]
    hooks.fit_sender(transceiver, RateControl(), lambda: 0.0)
    for number in [7, 7, *range(100, 300)]:
        await transceiver.sender._retransmit(number)
    assert sent[:2] == [7, 100]
    assert len(sent) < 30


async def test_the_decoders_are_ours_and_serve_stock_frames_as_well() -> None:
    hooks.install()
    hooks.install()
    made = rtcrtpreceiver.get_decoder
    assert isinstance(made(SimpleNamespace(mimeType="audio/opus")), SpeechDecoder)
    assert isinstance(made(SimpleNamespace(mimeType="video/H264")), EachInTurn)


async def test_other_connections_in_the_process_stay_as_they_are() -> None:
    hooks.install()
    receiver = (await stock("audio")).receiver
    assert type(receiver._RTCRtpReceiver__jitter_buffer).__module__ == "aiortc.jitterbuffer"


async def test_a_name_that_has_moved_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BUFFER", "NACK", "ENCODER", "RESEND", "ESTIMATE", "CODECS", "DECODERS"):
        with monkeypatch.context() as changed:
            changed.setattr(hooks, name, "_elsewhere")
            with pytest.raises(hooks.HookMoved, match="_elsewhere"):
                hooks.install()


async def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "VERSION", "1.17.")
    with pytest.raises(hooks.HookMoved, match=r"1\.17"):
        hooks.install()


@pytest.mark.parametrize(("codecs", "encoder"), [((), X264), (("VP8", "rtx"), Vp8)])
async def test_in_a_call_they_do_the_work(codecs: tuple[str, ...], encoder: type) -> None:
    staff = Staff(codecs=codecs)
    staff.face = VideoStreamTrack()
    async with talk(staff=staff) as (kiosk, _):
        await kiosk.witness.until(
            lambda: len(staff.pictures) > 5 and kiosk.witness.seen(Stream.STAFF) > 5
        )
        voice, face = kiosk.peer._connection._pc.getTransceivers()
        used = hooks.encoder_of(face.sender)
        assert isinstance(used, encoder)
        assert used.frames > 5
        assert hooks.audio_buffer(voice.receiver) is not None
