"""The thread of a camera: it always lets go, however it ends, and keeps the newest only."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from devices.camera import Closed, Gap, NoPicture
from devices.camera.grabber import CameraStuck, Frame, Grabber
from devices.camera.newest import Newest
from tests.devices.cameras import camera_threads, state_of


class Hand:
    """A source whose reads a test leads by the hand."""

    def __init__(self, read: Callable[[], Frame | None], gap: Gap | None = None) -> None:
        self.reading, self.closed = threading.Event(), threading.Event()
        self._read, self._gap = read, gap

    def open(self) -> Gap | None:
        self.closed.clear()
        return self._gap

    def read(self) -> Frame | None:
        self.reading.set()
        return self._read()

    def present(self) -> bool:
        return True

    def close(self) -> None:
        self.closed.set()


def waiting_for(release: threading.Event) -> Callable[[], None]:
    """Return a read that hangs."""

    def read() -> None:
        release.wait()

    return read


class Held:
    """A camera that is such a source."""

    def __init__(self, source: Hand, time_scale: float = 1.0) -> None:
        self.newest = Newest()
        self.run = Grabber(source, self.newest, time_scale).run


async def test_a_read_that_never_returns_ends_the_process_and_not_the_patience() -> None:
    release = threading.Event()
    source = Hand(waiting_for(release))
    held = Held(source, time_scale=30)
    owner = asyncio.create_task(held.run())
    await asyncio.to_thread(source.reading.wait)
    owner.cancel()
    with pytest.raises(CameraStuck):
        await owner
    release.set()
    assert await asyncio.to_thread(source.closed.wait, 5)
    for thread in camera_threads():
        thread.join()


async def test_however_often_it_is_cancelled_the_device_is_closed_first() -> None:
    release = threading.Event()
    source = Hand(waiting_for(release))
    held = Held(source)
    owner = asyncio.create_task(held.run())
    await asyncio.to_thread(source.reading.wait)
    for _ in range(3):
        owner.cancel()
        await asyncio.sleep(0)
    assert not owner.done()
    release.set()
    with suppress(asyncio.CancelledError):
        await owner
    assert source.closed.is_set()
    assert held.newest.state == Closed()


async def test_a_driver_that_crashes_ends_the_owner_and_closes_the_device() -> None:
    source = Hand(lambda: [].pop())
    held = Held(source)
    with pytest.raises(IndexError):
        await held.run()
    assert source.closed.is_set()
    assert held.newest.state == Closed()
    assert camera_threads() == []


async def test_a_loop_that_was_busy_gets_the_newest_frame_only() -> None:
    many, taken = threading.Event(), []

    def read() -> Frame:
        taken.append(len(taken) + 1)
        if len(taken) >= 100:
            many.set()
        return Frame(2, 2, bytes([min(len(taken), 255)]) * 6, 30.0)

    held = Held(Hand(read))
    owner = asyncio.create_task(held.run())
    await asyncio.sleep(0)
    assert many.wait(10)  # on purpose in the loop: it is busy
    picture = await held.newest.next(0)
    assert picture is not None
    assert picture.number == 1
    assert picture.planes[0] >= 100
    owner.cancel()
    with suppress(asyncio.CancelledError):
        await owner


async def test_closing_does_not_wait_for_the_next_attempt() -> None:
    held = Held(Hand(lambda: None, Gap.BUSY), time_scale=0.01)  # tries again after 50 seconds
    owner = asyncio.create_task(held.run())
    await state_of(held.newest.listen(), NoPicture(Gap.BUSY))
    owner.cancel()
    with suppress(asyncio.CancelledError):
        await owner
    assert held.newest.state == Closed()
