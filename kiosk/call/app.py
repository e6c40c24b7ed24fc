"""Composition root of the call process: devices, room, and the line to the terminal."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress

from devices.audio import Audio
from devices.camera import Camera
from kiosk.call.hooks import install
from kiosk.call.lines import Lines
from kiosk.call.room import CallRoom, memory_name
from kiosk.config import CallConfig


def run(config: CallConfig) -> None:
    """Serve one terminal, over standard input and output, until it goes away."""
    lines_out = os.dup(sys.stdout.fileno())
    # What a library prints must not be taken for a report.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    install()  # a private name of aiortc that has moved stops the start
    trust(config)
    camera, audio = camera_of(config), audio_of(config)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(camera, audio, lines_out))


async def serve(camera: Camera, audio: Audio, lines_out: int) -> None:
    """Be the call process until the terminal goes away; `lines_out` is where reports go."""
    lines = Lines(sys.stdin.fileno(), lines_out)
    room = CallRoom(camera, audio, memory_name(), lines.tell)
    working = asyncio.create_task(room.run(), name="room")
    hearing = asyncio.create_task(lines.hear(room.obey), name="terminal")
    try:
        await asyncio.wait({working, hearing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (hearing, working):
            task.cancel()
        results = await asyncio.gather(working, hearing, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result  # the terminal starts another process


def trust(config: CallConfig) -> None:
    """Let connections to relays believe the configured authority.

    The library makes its own TLS contexts, from what OpenSSL is told by the environment
    (SSL_CTX_set_default_verify_paths(3)).
    """
    if config.ca_file is not None:
        os.environ["SSL_CERT_FILE"] = str(config.ca_file)


def camera_of(config: CallConfig) -> Camera:
    """Return the configured camera."""
    if config.camera == "simulated":
        from devices.camera.simulated import SimulatedCamera

        return SimulatedCamera(
            time_code=config.time_code, noisy=config.time_code, troubles=config.camera_troubles
        )
    # OpenCV takes long to import: only where it is needed.
    from devices.camera.opencv import OpenCvCamera

    return OpenCvCamera(config.camera_address)


def audio_of(config: CallConfig) -> Audio:
    """Return the configured microphone and loudspeakers."""
    if config.audio == "simulated":
        from devices.audio.simulated import SimulatedAudio
        from devices.audio.sources import Speech, TonePulses

        return SimulatedAudio(TonePulses() if config.time_code else Speech())
    from devices.audio.sound_card import Names
    from devices.audio.sounddevice_driver import SoundDeviceAudio

    return SoundDeviceAudio(Names(config.microphone, config.loudspeaker, config.handset))
