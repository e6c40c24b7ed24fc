"""Composition root of a terminal: notebook, printer, attendant, glass; stopped in reverse."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime, timedelta

from devices.printer import Printer, Profile
from devices.printer.models import MODELS
from devices.printer.simulated import SimulatedPrinter
from kiosk.config import CallConfig, TerminalConfig
from kiosk.journal import Happened, note
from kiosk.terminal.attendant import Attendant
from kiosk.terminal.notebook import Notebook, PrintJournal
from kiosk.terminal.paper import check_paper_text
from kiosk.terminal.showing import view_of

_WIDE_PAPER_DOTS = 400


def run(
    config: TerminalConfig, call: CallConfig | None = None, clock_shift: timedelta = timedelta(0)
) -> None:
    """Open the glass and serve until told to stop."""
    check_paper_text()
    notebook = Notebook(config.notebook)
    try:
        asyncio.run(_serve(config, call, notebook, clock_shift))
    finally:
        notebook.close()


async def _serve(
    config: TerminalConfig, call: CallConfig | None, notebook: Notebook, clock_shift: timedelta
) -> None:
    from screens.window import Pane, prepare

    width, height = config.size_px
    pane = Pane(width, height, fullscreen=config.fullscreen)
    prepare(pane, config.notebook.parent)
    from screens.app import GlassApp  # Kivy opens its window when it is imported
    from screens.theme import Panel

    def now() -> datetime:
        return datetime.now(UTC) + clock_shift

    printer = printer_of(config, PrintJournal(notebook))
    calls, trial = call_arguments(config, call), is_trial(config, call)
    attendant = Attendant(config, notebook, printer, now, calls, trial)
    app = GlassApp(
        view_of(attendant.visit, attendant.lobby, now(), attendant.limits),
        attendant.touched,
        attendant.somebody_there,
        pane,
        Panel(config.panel_width_mm, config.viewing_distance_mm),
        moving=attendant.calls.pictures,
    )
    attendant.glass = app
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, app.stop)
    note(Happened.TERMINAL_STARTED)
    working = asyncio.create_task(attendant.run(), name="attendant")
    working.add_done_callback(lambda _: app.stop())
    try:
        await app.async_run(async_lib="asyncio")
    finally:
        ended_by_itself = working.done()
        working.cancel()
        results = await asyncio.gather(working, return_exceptions=True)
        note(Happened.TERMINAL_STOPPED)
    if ended_by_itself and isinstance(results[0], BaseException):
        # An unexpected exception ends the process; systemd starts it again.
        raise results[0]


def call_arguments(config: TerminalConfig, call: CallConfig | None) -> tuple[str, ...]:
    """Return how the call process is started; empty when there is to be none."""
    if not config.calls or call is None:
        return ()
    return ("--settings", call.model_dump_json())


def is_trial(config: TerminalConfig, call: CallConfig | None) -> bool:
    """Return whether something here is only simulated: then the glass says so all the time."""
    talks = config.calls and call is not None
    return config.simulated or bool(talks and call and call.simulated)


def printer_of(config: TerminalConfig, journal: PrintJournal) -> Printer:
    """Return the configured printer."""
    if config.printer == "escpos":
        # python-escpos reads all its profiles when it is imported: only where it is needed.
        from devices.printer.escpos import EscPosPrinter

        model = MODELS[config.printer_model]
        cache = config.notebook.parent / "escpos"
        return EscPosPrinter(config.printer_address, model, journal, cache_dir=cache)
    paper = config.paper
    paper_width_mm = 80 if paper.width_dots > _WIDE_PAPER_DOTS else 58
    profile = Profile("configured", paper.width_dots, paper.dpi, paper_width_mm)
    return SimulatedPrinter(config.paper_dir, profile, journal)
