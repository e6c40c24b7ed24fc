"""The thread that watches the readers; it goes on when PC/SC has been restarted."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from devices.card_reader.pcsc import Service
from devices.card_reader.places import Sight

LOOK_S = 1.0  # a reader that came between two looks is seen after this
END_WITHIN_S = 3.0
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.1, 1.0
_AGAIN_S = 0.05

Tell = Callable[[tuple[Sight, ...] | None], None]


class Monitor:
    """One life of the thread.

    Args:
        tell: called in the loop, at least once a second while PC/SC answers: with all readers, or
            with None when the service does not run.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._service: Service | None = None
        self._crash: BaseException | None = None
        # A daemon: a service that hangs must not keep the process alive.
        self._thread = threading.Thread(target=self._live, name="card readers", daemon=True)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._thread.start()

    async def crashed(self) -> None:
        """Return, by raising, only when the thread ends by an error of ours."""
        await self._ended.wait()
        if self._crash is not None:
            raise self._crash

    async def end(self) -> None:
        """End the thread; when PC/SC hangs, leave it after 3 s: it holds no card."""
        self._stop.set()
        deadline = self._loop.time() + END_WITHIN_S
        while not self._ended.is_set() and self._loop.time() < deadline:
            # Cancelling asks pcscd, which may hang; and one that comes too early is lost.
            threading.Thread(target=self._cancel, name="card readers' end", daemon=True).start()
            with suppress(TimeoutError):
                async with asyncio.timeout(_AGAIN_S):
                    await self._ended.wait()
        if self._ended.is_set():
            self._thread.join()

    def _cancel(self) -> None:
        if (service := self._service) is not None:
            service.cancel()

    def _live(self) -> None:
        try:
            self._watch_again_and_again()
        except BaseException as crash:
            self._crash = crash
        finally:
            self._call(self._ended.set)

    def _watch_again_and_again(self) -> None:
        wait_s = _FIRST_WAIT_S
        while not self._stop.is_set():
            if (service := Service.open()) is not None:
                wait_s = _FIRST_WAIT_S
                self._service = service
                try:
                    self._watch(service)
                finally:
                    self._service = None
                    service.close()
            self._post(None)
            self._stop.wait(wait_s)
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)

    def _watch(self, service: Service) -> None:
        while not self._stop.is_set():
            sights = service.look(LOOK_S)
            if sights is None:
                return
            self._post(sights)

    def _post(self, sights: tuple[Sight, ...] | None) -> None:
        if not self._stop.is_set():
            self._call(lambda: self._tell(sights))

    def _call(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop of a hanging service is gone
            self._loop.call_soon_threadsafe(call)
