"""What a picture costs: CPU time for each frame, ours beside the stock encoders of aiortc.

.venv/bin/python -m tests.benchmarks.encoder [pictures]
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import av
from aiortc.codecs import h264_depayload, vp8_depayload
from aiortc.codecs.h264 import H264Decoder, H264Encoder
from aiortc.codecs.vpx import Vp8Decoder, Vp8Encoder

from devices.camera import Picture
from devices.camera.simulated import SimulatedCamera
from kiosk.call.frames import fitted, picture, video_frame
from kiosk.call.h264 import X264
from kiosk.call.rate import RateControl
from kiosk.call.vp8 import Vp8

SIZES = ((640, 360), (960, 540), (1280, 720))
BIT_RATE = 1_500_000
DIFFERENT = 30


def main(pictures: int) -> None:
    print(f"{pictures} pictures of a moving person at {BIT_RATE // 1_000} kbit/s, one thread")
    print(f"{'':28}{'CPU ms':>8}{'longest':>9}{'kbit/s':>8}{'first KB':>9}{'decode':>8}")
    for width, height in SIZES:
        drawn = asyncio.run(_drawn(width, height))
        for name, encoder, decoder, unpack in _encoders(height):
            encoder.target_bitrate = BIT_RATE
            _measure(f"{height}p {name}", encoder, decoder, unpack, drawn, pictures)
    _copies(asyncio.run(_drawn(1280, 720)))


def _encoders(height: int) -> Iterator[tuple[str, Any, Any, Callable[[bytes], bytes]]]:
    rate = RateControl()
    rate.height = height
    yield "H.264 ours", X264(rate), H264Decoder(), h264_depayload
    yield "H.264 stock", H264Encoder(), H264Decoder(), h264_depayload
    yield "VP8 ours", Vp8(rate), Vp8Decoder(), vp8_depayload
    yield "VP8 stock", Vp8Encoder(), Vp8Decoder(), vp8_depayload


async def _drawn(width: int, height: int) -> list[Picture]:
    """Look at a person in the hall for a second, with the rustling of a sensor."""
    camera = SimulatedCamera(width, height, noisy=True)
    running = asyncio.create_task(camera.run())
    seen: list[Picture] = []
    while len(seen) < DIFFERENT:
        await asyncio.sleep(0)
        if (each := await camera.next(seen[-1].number if seen else 0)) is not None:
            seen.append(each)
    running.cancel()
    return seen


def _measure(
    name: str,
    encoder: Any,
    decoder: Any,
    unpack: Callable[[bytes], bytes],
    drawn: list[Picture],
    pictures: int,
) -> None:
    frames = [video_frame(drawn[n % DIFFERENT], n * 3_000) for n in range(pictures)]
    encoded: list[list[bytes]] = []
    longest, began = 0.0, time.process_time()
    for frame in frames:
        at = time.perf_counter()
        encoded.append(encoder.encode(frame)[0])
        longest = max(longest, time.perf_counter() - at)
    spent = time.process_time() - began
    sizes = [sum(map(len, packets)) for packets in encoded]
    whole = [
        SimpleNamespace(data=b"".join(map(unpack, packets)), timestamp=n * 3_000)
        for n, packets in enumerate(encoded)
    ]
    began = time.process_time()
    for each in whole:
        decoder.decode(each)
    decoded = time.process_time() - began
    print(
        f"{name:28}{spent / pictures * 1e3:8.2f}{longest * 1e3:9.1f}"
        f"{sum(sizes) * 8 * 30 / pictures / 1e3:8.0f}{sizes[0] / 1e3:9.1f}"
        f"{decoded / pictures * 1e3:8.2f}"
    )


def _copies(drawn: list[Picture]) -> None:
    frames = [video_frame(each, 0) for each in drawn]
    works: dict[str, Callable[[int], object]] = {
        "picture → frame": lambda n: video_frame(drawn[n], 0),
        "frame → picture": lambda n: picture(frames[n], 1, 0),
        "720p → 540p": lambda n: fitted(frames[n], 540),
        "720p → 360p": lambda n: fitted(frames[n], 360),
    }
    for name, work in works.items():
        began = time.process_time()
        for n in range(len(drawn)):
            work(n)
        print(f"{name:28}{(time.process_time() - began) / len(drawn) * 1e3:8.2f}")


if __name__ == "__main__":
    av.logging.set_level(av.logging.ERROR)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
