"""The call side of a terminal: its process, its signals, its moving pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from devices.camera.shared import PictureReader, remove
from kiosk.domain.call_control import Lease, Media, Report, Stream
from kiosk.domain.call_messages import CallChanged, Connect, Knock, Signal
from kiosk.domain.messages import Push
from kiosk.terminal import call_acts as acts
from kiosk.terminal.call_effects import CallEffects
from kiosk.terminal.call_link import CallLink
from kiosk.terminal.guest_calling import guest_still_lost
from kiosk.terminal.office_link import OfficeLink
from kiosk.terminal.talk import Talk, lease_of
from kiosk.terminal.views import Moving, MovingFrame
from kiosk.terminal.visit import Visit

_OLD_NS = 3_000_000_000  # a picture of a process that has stopped is no moving picture


class Conversations:
    """Everything of the terminal that concerns calls.

    Args:
        arguments: for the call process; empty when no calls can be made here.
        visit: the present visit.
        happen: takes an event of the call.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        link: OfficeLink,
        visit: Callable[[], Visit],
        happen: Callable[[acts.CallEvent], None],
        start: Callable[[Coroutine[Any, Any, None], str], None],
        on_here: Callable[[bool], None],
    ) -> None:
        self._visit, self._happen, self._on_here = visit, happen, on_here
        self.process = CallLink(arguments, self._lease, self._report, self._here)
        self.effects = CallEffects(link, self.process, happen, start, self._ticket)
        self.pictures = CallPictures(lambda: asyncio.get_running_loop().time())

    def _lease(self) -> Lease:
        visit = self._visit()
        return lease_of(visit.talk, visit.situation)

    def _talk(self) -> Talk | None:
        return self._visit().talk

    def _ticket(self) -> str:
        talk = self._talk()
        return talk.ticket_id if talk is not None and not talk.over else ""

    def _report(self, report: Report) -> None:
        self.effects.reported(report)

    def _here(self, here: bool) -> None:
        self.pictures.come_from(self.process.memory)
        self._on_here(here)
        self._happen(acts.CallProcess(here))

    def hear(self, push: Push) -> None:
        """Hear what the office says about a call."""
        match push:
            case CallChanged(call):
                self._happen(acts.CallHeard(call))
            case Connect():
                self._happen(acts.ConnectAsked(push))
            case Signal():
                self.effects.signal(push)

    def greeted(self) -> None:
        """Tell an office that is back what stands: it may have forgotten the call."""
        talk = self._talk()
        if talk is None or not talk.ticket_id or talk.over or talk.call is None:
            return
        again = Knock(0, talk.ticket_id, talk.wanted, talk.call.state, talk.generation)
        self.effects.knock(again)
        if talk.generation and talk.media in (Media.LOST, Media.CLOSED):
            # What was lost while nobody could be told is told now.
            self.effects.carry_out(acts.TellMediaUp(talk.ticket_id, talk.generation, False))
        for lost in guest_still_lost(talk):
            self.effects.carry_out(lost)

    async def run(self) -> None:
        """Keep the call process up until cancelled."""
        await self.process.run()


class CallPictures:
    """What the glass looks at: the newest frames in the memory of the call process.

    Args:
        clock: seconds of the machine's monotonic clock, the same that the pictures have.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._memory = ""
        self._readers: dict[str, PictureReader] = {}

    def come_from(self, memory: str) -> None:
        """Look there from now on; "" is nowhere. What a dead process left is wiped."""
        for name, reader in self._readers.items():
            reader.close()
            remove(name)
        if self._memory and self._memory != memory:
            for stream in Stream:
                remove(f"{self._memory}-{stream}")
        self._readers, self._memory = {}, memory

    def newest(self, moving: Moving, after: int) -> MovingFrame | None:
        """Return the newest frame if its number is higher than `after`."""
        if not self._memory:
            return None
        name = f"{self._memory}-{moving}"
        reader = self._readers.get(name)
        if reader is None:
            reader = self._readers[name] = PictureReader(name)
        picture = reader.newest(after)
        if picture is None or self._clock() * 1e9 - picture.taken_ns > _OLD_NS:
            return None
        return picture
