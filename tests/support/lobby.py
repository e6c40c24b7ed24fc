"""The lobby of a story: the real glass, its terminal, and the paper that falls out."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from devices.printer import Printer
from devices.printer.simulated import SimulatedPrinter
from kiosk.config import CallConfig, TerminalConfig
from kiosk.terminal.app import call_arguments, printer_of
from kiosk.terminal.attendant import Attendant
from kiosk.terminal.notebook import Notebook, PrintJournal
from kiosk.terminal.showing import view_of
from tests.support.citizen import PORTRAIT, Citizen, window

if TYPE_CHECKING:
    from screens.app import GlassApp

_PATIENCE_S = 20.0
_FPS = 60


class Reachable(Protocol):
    """An office that a terminal can reach, and its time."""

    @property
    def terminal_url(self) -> str: ...

    def now(self) -> datetime: ...


class Visitor(Citizen):
    """A citizen who waits until things are on the glass, as people do."""

    def __init__(self, app: GlassApp, attendant: Attendant, paper: Path) -> None:
        super().__init__(app)
        self.attendant = attendant
        self.paper = paper

    async def until(
        self, is_true: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S
    ) -> None:
        """Wait until something is true."""
        deadline = time.monotonic() + patience_s
        while not is_true():
            labels = [node.label for node in self.nodes]
            assert time.monotonic() < deadline, f"{what} did not come; the glass says {labels}"
            await asyncio.sleep(0.02)
        await self.settles()

    async def waits_for(self, text: str) -> None:
        """Wait until a text can be read."""
        await self.until(lambda: self.sees(text), text)

    async def wakes_it(self) -> None:
        """Touch the resting glass."""
        await self.waits_for("Zum Beginnen")
        await self.touches_at(540, 200)

    async def touches_row(self, text: str) -> None:
        """Touch the first thing whose words begin with this text and that answers a touch."""
        await self.waits_for(text)
        for node, part in self.app.glass.nodes():
            if node.label.startswith(text) and node.actions:
                await self.touches_at(*part.center)
                return
        raise AssertionError(f"nothing to touch says {text!r}")

    async def draws(self, service: str) -> str:
        """Draw a number for a service, from the first touch on; return the number."""
        await self.wakes_it()
        await self.touches_row("Nummer ziehen")
        await self.touches_row(service)
        await self.touches_row("Nummer ziehen")
        return await self.holds()

    async def draws_alone(self, service: str) -> str:
        """Draw a number while the office is away; the glass says that it is."""
        await self.wakes_it()
        await self.waits_for("Zurzeit ohne Verbindung zum Büro")
        await self.touches_row("Nummer ziehen")
        await self.touches_row(service)
        await self.touches_row("Nummer ziehen")
        return await self.holds()

    async def holds(self) -> str:
        """Wait for the number on the glass."""
        await self.until(lambda: self.attendant.visit.drawn is not None, "a number")
        drawn = self.attendant.visit.drawn
        assert drawn is not None
        await self.waits_for(str(drawn.number))
        return str(drawn.number)

    async def takes_the_paper(self) -> Path:
        """Wait until the paper has fallen out and the glass says so."""
        await self.waits_for("Bitte Marke entnehmen")
        return self.papers()[-1]

    def papers(self) -> list[Path]:
        """Return what has fallen out, oldest first."""
        return sorted(self.paper.glob("*.png"))

    def address(self) -> str:
        """Return the path that the QR code of the newest paper leads to, as zbar reads it."""
        read = subprocess.run(
            ["zbarimg", "--quiet", "--raw", str(self.papers()[-1])],
            capture_output=True,
            text=True,
            check=True,
        )
        return "/T/" + read.stdout.strip().rpartition("/T/")[2]

    async def leaves(self) -> None:
        """Touch "Fertig"."""
        await self.touches_row("Fertig")
        await self.until(lambda: self.attendant.visit.drawn is None, "the resting glass")


@asynccontextmanager
async def lobby(
    office: Reachable,
    folder: Path,
    speed_mm_s: float = 200,
    call: CallConfig | None = None,
    **settings: Any,
) -> AsyncIterator[Visitor]:
    """Open a terminal in this process and put somebody in front of it.

    `settings` are those of `TerminalConfig`; without a `printer` it has a simulated one. With
    `call` it has a call process of its own.
    """
    window().size = PORTRAIT
    from kivy.clock import Clock

    from screens.app import GlassApp

    Clock._max_fps = _FPS
    config = TerminalConfig(
        office_url=office.terminal_url,
        notebook=folder / "notebook.sqlite3",
        paper_dir=folder / "paper",
        calls=call is not None,
        **settings,
    )
    notebook = Notebook(config.notebook)
    journal = PrintJournal(notebook)
    printer: Printer = (
        SimulatedPrinter(config.paper_dir, journal=journal, speed_mm_s=speed_mm_s)
        if config.printer == "simulated"
        else printer_of(config, journal)
    )
    attendant = Attendant(config, notebook, printer, office.now, call_arguments(config, call))
    first = view_of(attendant.visit, attendant.lobby, office.now(), attendant.limits)
    app = GlassApp(
        first,
        attendant.touched,
        attendant.somebody_there,
        paced=False,
        moving=attendant.calls.pictures,
    )
    attendant.glass = app
    showing = asyncio.create_task(app.async_run(async_lib="asyncio"))
    working = asyncio.create_task(attendant.run())
    try:
        while app.root is None:
            await asyncio.sleep(0)
        yield Visitor(app, attendant, config.paper_dir)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        app.stop()
        await showing
        for child in window().children[:]:
            window().remove_widget(child)
        notebook.close()
