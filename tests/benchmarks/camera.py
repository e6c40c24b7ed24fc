"""What a camera costs: milliseconds of processor time for each picture of 1280×720.

Run: python -m tests.benchmarks.camera

The driver plays a film (MJPG with the rustling of a sensor) at 30 pictures a second.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np

from devices.camera import Camera
from devices.camera.opencv import OpenCvCamera
from devices.camera.portrait import Portrait
from devices.camera.shared import MEMORY, PictureReader, PictureWriter
from devices.camera.simulated import SimulatedCamera
from tests.devices.cameras import film, picture, running, seen

WIDTH, HEIGHT, FPS = 1280, 720, 30
PICTURES, COPIES = 150, 500


async def watched(camera: Camera) -> tuple[float, float]:
    """Return processor time per picture in ms, and pictures per second."""
    async with running(camera):
        number = first = (await seen(camera)).number
        began, used = time.perf_counter(), time.process_time()
        while number < first + PICTURES:
            number = (await seen(camera, number)).number
        used, took = time.process_time() - used, time.perf_counter() - began
    return used / (number - first) * 1_000, (number - first) / took


def driver() -> tuple[float, float]:
    portrait, random = Portrait(WIDTH, HEIGHT), np.random.default_rng(1)

    def image(moment: int) -> np.ndarray:
        frame = portrait.draw(moment / FPS)
        frame[: WIDTH * HEIGHT] += random.integers(0, 6, WIDTH * HEIGHT, np.uint8)
        planes = frame.reshape(HEIGHT * 3 // 2, WIDTH)
        return cv2.cvtColor(planes, cv2.COLOR_YUV2BGR_I420)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "camera.avi"
        path.write_bytes(film(map(image, range(60)), (WIDTH, HEIGHT)))
        return asyncio.run(watched(OpenCvCamera(path)))


def shared() -> tuple[float, float]:
    """Return what showing a picture costs, and what looking at it costs, in ms."""
    shown, name = picture(1, WIDTH, HEIGHT), f"benchmark-{os.getpid()}"
    with closing(PictureWriter(name, directory=MEMORY)) as writer:
        with closing(PictureReader(name, directory=MEMORY)) as reader:
            putting = looking = 0.0
            for _ in range(COPIES):
                began = time.process_time()
                writer.put(shown)
                middle = time.process_time()
                assert reader.newest(0) is not None
                putting += middle - began
                looking += time.process_time() - middle
    return putting / COPIES * 1_000, looking / COPIES * 1_000


def main() -> int:
    began = time.perf_counter()
    plain, noisy = (SimulatedCamera(WIDTH, HEIGHT, FPS, noisy=noisy) for noisy in (False, True))
    drawn_ms = (time.perf_counter() - began) / 2 * 1_000
    simulated, simulated_fps = asyncio.run(watched(plain))
    rustling, rustling_fps = asyncio.run(watched(noisy))
    driven, driven_fps = driver()
    put, newest = shared()
    figures = [
        ("simulated (1.67 ms is 5 % of a core)", simulated, 1.67, "ms"),
        ("simulated, with the rustling of a sensor", rustling, 1.67, "ms"),
        ("OpenCV: MJPG to planes, in its thread", driven, 7.0, "ms"),
        ("shown to another process", put, 0.5, "ms"),
        ("looked at from another process", newest, 0.5, "ms"),
        ("drawing the portrait, once, wall time", drawn_ms, 500.0, "ms"),
    ]
    for name, value, goal, unit in figures:
        met = "met" if value < goal else "MISSED"
        print(f"{name:<42}{value:>8.2f} {unit}  goal < {goal:g} {unit}: {met}")
    print(f"pictures a second: {simulated_fps:.1f}, {rustling_fps:.1f}, {driven_fps:.1f}")
    return 0 if all(value < goal for _, value, goal, _ in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
