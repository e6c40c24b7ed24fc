"""Three questions to a real printer, asked by printing: what the references do not promise.

Does it answer GS ( H after the cut? Is the next ticket whole after a torn picture? Is it silent
with an open cover? A technician stands beside it and looks at the paper.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random

from devices.printer import Able, CoverOpen, PaperPicture, PlainLine, PrinterState, Unreachable
from devices.printer.conversation import SILENT, Conversation
from devices.printer.encoder import Encoder, ask_processed
from devices.printer.findings import (
    ConfirmsAfterCut,
    Finding,
    NotReached,
    Reached,
    RecoversFromTorn,
    Recovery,
    SilentWithOpenCover,
    TakesNothing,
)
from devices.printer.idents import Idents
from devices.printer.line import LineLost
from devices.printer.models import MODELS, Model
from devices.printer.patience import Patience
from devices.printer.transport import Address, address

ROWS = 240
_TORN_ROWS = 12
_PLAIN = tuple(PlainLine(f"{row:02d} " + "|" * row) for row in range(8))

OpenCover = Callable[[], Awaitable[bool]]


async def selftest(
    where: str,
    model: Model = MODELS["tm-t20iii"],
    *,
    cover_is_open: OpenCover | None = None,
    time_scale: float = 1.0,
) -> AsyncIterator[Finding]:
    """Ask the three questions and yield each finding as it comes; every step ends in time.

    Prints two short tickets and a scrap; a printer in trouble is not asked further. Nothing
    else may use it meanwhile.

    Args:
        where: raises ValueError for what is no address.
        cover_is_open: lets the technician open the cover; True when it is open. Without it,
            the third question is not asked.
    """
    place = address(where)
    patience = Patience().on_line(place.held_back_s).divided(time_scale)
    test = _SelfTest(place, model, patience)
    try:
        reached = await test.reach()
        if isinstance(reached.state, Unreachable):
            yield NotReached("it takes the connection, but gives no answer")
            return
        yield reached
        if not isinstance(reached.state, Able):
            return
        yield await test.confirms_after_cut()
        yield await test.recovers_from_torn()
        if cover_is_open is not None:
            yield await test.silent_with_open_cover(cover_is_open)
    except _Stopped as stopped:
        yield TakesNothing(stopped.state)
    except TimeoutError:
        yield NotReached("it does not take the connection in time")
    except (OSError, UnicodeError, LineLost) as error:
        yield NotReached(str(error) or type(error).__name__)
    finally:
        await test.hang_up()


class _Stopped(Exception):
    """The printer takes nothing more, or is in trouble before it has confirmed."""

    def __init__(self, state: PrinterState) -> None:
        super().__init__(state.code)
        self.state = state


class _SelfTest:
    def __init__(self, where: Address, model: Model, patience: Patience) -> None:
        self._where = where
        self._model = model
        self._patience = patience
        self._encoder = Encoder(model)
        self._idents = Idents(Random())
        self._talk: Conversation | None = None
        self._listening: asyncio.Task[None] | None = None

    async def _call(self) -> Conversation:
        await self.hang_up()
        async with asyncio.timeout(self._patience.connect_s):
            line = await self._where.open()
        talk = Conversation(line, self._model, self._patience, lambda _: None, _ignore)
        self._talk = talk
        self._listening = asyncio.create_task(talk.listen(), name="selftest answers")
        return talk

    async def hang_up(self) -> None:
        talk, listening = self._talk, self._listening
        self._talk = self._listening = None
        if talk is not None and listening is not None:
            try:
                await talk.line.drained(self._patience.drain_s)
            finally:
                talk.hang_up()
                listening.cancel()
            await asyncio.wait((listening,))

    async def reach(self) -> Reached:
        talk = await self._call()
        if not await talk.clear():
            await talk.pad()
        state = await talk.poll()
        if isinstance(state, Able):
            await talk.greet()
        return Reached(talk.name, state)

    async def confirms_after_cut(self) -> Finding:
        talk = self._require()
        after_s = await self._ticket(talk)
        return ConfirmsAfterCut(after_s is not None, after_s)

    async def recovers_from_torn(self) -> Finding:
        """Send half a picture, hang up, and see how the next ticket fares."""
        band = next(self._encoder.bands(self._picture(_TORN_ROWS)))
        await self._send(self._require(), band[: len(band) // 2])
        talk = await self._call()
        how = Recovery.CLEARED if await talk.clear() else Recovery.PADDED
        if how is Recovery.PADDED:
            await talk.pad()
        if await talk.poll() == SILENT:
            return RecoversFromTorn(Recovery.LOST, False)
        await self._send(talk, self._encoder.cut())
        return RecoversFromTorn(how, await self._ticket(talk) is not None)

    async def silent_with_open_cover(self, cover_is_open: OpenCover) -> Finding:
        if not await cover_is_open():
            return SilentWithOpenCover(None)
        state = await self._require().poll()
        if state == SILENT:
            return SilentWithOpenCover(True)
        return SilentWithOpenCover(False if isinstance(state, CoverOpen) else None)

    async def _ticket(self, talk: Conversation) -> float | None:
        """Print one; return how long after the last byte it was confirmed."""
        ident = self._idents.give("selftest")
        slow, write = self._where.slow, self._encoder
        for band in write.plain(_PLAIN) if slow else write.bands(self._picture(ROWS)):
            await self._send(talk, band)
        await self._send(talk, self._encoder.cut() + ask_processed(ident))
        clock = asyncio.get_running_loop().time
        sent = clock()
        limit_s = self._patience.confirm_s + ROWS * self._patience.paper_s_per_mm
        confirmed = await talk.heard(lambda: ident in talk.processed, limit_s)
        if confirmed:
            return clock() - sent
        if not isinstance(talk.state, Able):
            raise _Stopped(talk.state)
        return None

    async def _send(self, talk: Conversation, data: bytes) -> None:
        try:
            async with asyncio.timeout(self._patience.stall_s):
                await talk.line.send(data)
        except TimeoutError:
            raise _Stopped(talk.state) from None

    def _picture(self, rows: int) -> PaperPicture:
        """Bars that grow: a missing row shows."""
        profile = self._model.profile
        step = profile.width_dots // 8
        lines = (
            (b"\xff" * (1 + row % step)).ljust(step, b"\0") if row % 4 < 2 else bytes(step)
            for row in range(rows)
        )
        return PaperPicture(profile.width_dots, b"".join(lines), profile.dpi)

    def _require(self) -> Conversation:
        if self._talk is None or self._talk.lost:
            raise LineLost("the printer hung up")
        return self._talk


async def _ignore(_: bytes) -> None:
    """Nobody waits for late confirmations here."""
