"""One open line to a printer, from the first question until it breaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from devices.printer import Gap, PrinterState, Unreachable
from devices.printer.answers import (
    Answer,
    AnswerReader,
    Asked,
    Cleared,
    Named,
    PaperSensed,
    Processed,
    Pushed,
)
from devices.printer.encoder import (
    ASK_NAME,
    ASK_PAPER,
    CLEAR,
    INITIALISE,
    PUSH_STATUS,
    RESUME,
    ask_status,
)
from devices.printer.jam import JamWatch
from devices.printer.line import Line, LineLost
from devices.printer.models import Model, told
from devices.printer.patience import Patience
from devices.printer.status import QUESTIONS, asked, pushed

SILENT = Unreachable(Gap.NO_ANSWER)
# Longer than any command of ours: what is torn is whole with this many zero bytes, which are
# white dots within a picture and nothing outside of one.
_PADDING = bytes(24 * 128 + 64)
_HEAD_PADDING = bytes(16)


class Conversation:
    """Questions, answers, and the state that follows from them.

    Args:
        on_state: is told the state whenever it was asked or pushed.
        on_processed: is told every ticket that the printer says is on paper, late ones too.
    """

    def __init__(
        self,
        line: Line,
        model: Model,
        patience: Patience,
        on_state: Callable[[PrinterState], None],
        on_processed: Callable[[bytes], Awaitable[None]],
    ) -> None:
        self.line = line
        self.model = model
        self.state: PrinterState = SILENT
        self.lost = False
        self.greeted = False
        self.pushes = False
        self.name: str | None = None
        self.processed: set[bytes] = set()
        self.answered = False
        self.papers_sensed = 0
        self.owes_paper_answer = False
        self._patience = patience
        self._on_state = on_state
        self._on_processed = on_processed
        self._answer: int | None = None
        self._cleared = False
        self._jam = JamWatch()
        self._waiting: set[asyncio.Future[None]] = set()

    async def listen(self) -> None:
        """Hear the printer until the line breaks."""
        reader = AnswerReader()
        try:
            while True:
                for answer in reader.feed(await self.line.read()):
                    await self._hear(answer)
                self.wake()
                await self._resume()
        except LineLost:
            pass
        finally:
            self.hang_up()

    async def _hear(self, answer: Answer) -> None:
        self.answered = True
        match answer:
            case Asked(byte):
                self._answer = byte
            case Pushed(status):
                self.pushes = True
                self._say(pushed(status).state(self.model.near_end_sensor))
            case Processed(ident):
                await self._on_processed(ident)
                self.processed.add(ident)
            case PaperSensed(byte):
                self.papers_sensed += not byte & 0x0C
            case Cleared():
                self._cleared = True
            case Named(name):
                self.name = name
                self.model = told(name) or self.model

    def hang_up(self) -> None:
        """Close the line; whoever waits hears of it."""
        self.lost = True
        self.line.close()
        self.wake()

    async def news(self, within_s: float) -> None:
        """Wait until something was heard or the line broke, at most so long."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait((waiter,), timeout=max(0.0, within_s))
        finally:
            self._waiting.discard(waiter)

    def wake(self) -> None:
        """Let whoever waits for news look again."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def heard(self, happened: Callable[[], bool], within_s: float) -> bool:
        """Wait until something has happened, at most so long; whether it has."""
        clock = asyncio.get_running_loop().time
        end = clock() + within_s
        while not happened() and not self.lost and clock() < end:
            await self.news(end - clock())
        return happened()

    def _say(self, state: PrinterState) -> None:
        self.state = state
        self._jam.saw(state)
        self._on_state(state)

    async def _resume(self) -> None:
        """Let a printer go on whose cutter was freed; not within a command, it would be dots."""
        if self._jam.freed and self.line.idle:
            self._jam.told()
            await self._send(RESUME)

    async def poll(self, *, silence_is_news: bool = True) -> PrinterState:
        """Ask for the state now. Only between two commands: within one, it would be dots.

        Raises LineLost.
        """
        answers: dict[int, int] = {}
        for question in QUESTIONS:
            self._answer = None
            await self._send(ask_status(question))
            if not await self.heard(lambda: self._answer is not None, self._patience.answer_s):
                if self.lost:
                    raise LineLost("lost while asking")
                if silence_is_news:
                    self._say(SILENT)
                return SILENT
            assert self._answer is not None
            answers[question] = self._answer
        self._say(asked(answers).state(self.model.near_end_sensor))
        await self._resume()
        return self.state

    async def _send(self, data: bytes) -> None:
        try:
            async with asyncio.timeout(self._patience.answer_s):
                await self.line.send(data)
        except TimeoutError:
            pass  # a printer that takes no question gives no answer either

    async def clear(self) -> bool:
        """Empty the printer's buffers; whether it says that it did so."""
        self._cleared = False
        # A printer that knows no such command must not read it as the size of a torn picture.
        await self._send(_HEAD_PADDING + CLEAR)
        return await self.heard(lambda: self._cleared, self._patience.answer_s)

    async def pad(self) -> None:
        """Fill up a command that was torn."""
        await self._send(_PADDING)
        await self.line.drained(self._patience.drain_s)

    async def forget_late_answers(self) -> None:
        """Let a late word on an earlier ticket pass by: it must not confirm the next one.

        Only GS r needs this; the answers to GS ( H say whose they are.
        """
        if self.owes_paper_answer:
            self.papers_sensed = 0
            await self._send(ASK_PAPER)
            await self.heard(lambda: self.papers_sensed > 1, self._patience.answer_s)
            self.owes_paper_answer = False

    async def greet(self) -> None:
        """Begin anew with a printer that is able: its name, and its state from now on."""
        await self._send(INITIALISE + ASK_NAME)
        await self.heard(lambda: self.name is not None, self._patience.answer_s)
        if self.model.pushes_status:
            await self._send(PUSH_STATUS)
            await self.heard(lambda: self.pushes, self._patience.answer_s)
        self.greeted = True
