"""The commands of Foyer. Everything heavy is imported by the command that needs it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.config import Config, ConfigWrong, TerminalConfig, load
from kiosk.journal import Happened, note, open_journal

SYSTEM_CONFIG = Path("/etc/kiosk/kiosk.toml")
USED_WRONGLY, DATA_WRONG, CONFIG_WRONG = 64, 65, 78

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
staff = typer.Typer(no_args_is_help=True, help="Accounts of the people who work here.")
catalogue = typer.Typer(no_args_is_help=True, help="The services of the town.")
app.add_typer(staff, name="staff")
app.add_typer(catalogue, name="catalogue")
printer = typer.Typer(no_args_is_help=True, help="The ticket printer.")
app.add_typer(printer, name="printer")

ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="The configuration file (TOML).", dir_okay=False)
]
ClockShift = Annotated[
    float, typer.Option("--clock-shift-s", help="Seconds to add to the clock.", hidden=True)
]


def main() -> None:
    """Run one command."""
    os.umask(0o077)  # what the office and the terminal write is nobody else's
    app(prog_name="kiosk")


def _config(file: Path | None) -> Config:
    if file is None and SYSTEM_CONFIG.is_file():
        file = SYSTEM_CONFIG
    try:
        return load(file)
    except ConfigWrong as wrong:
        _fail(str(wrong), CONFIG_WRONG)


def _fail(sentence: str, code: int) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(code)


def _escpos(file: Path | None) -> TerminalConfig:
    """Return what a terminal with a real printer is set to; anything else ends the command."""
    settings = _config(file).terminal
    if settings.printer != "escpos":
        _fail(
            'No printer is configured: [terminal] says printer = "simulated", not "escpos".',
            CONFIG_WRONG,
        )
    _check_printer_address(settings.printer_address)
    return settings


def _check_printer_address(text: str) -> None:
    from devices.printer.transport import TcpAddress, address

    try:
        place = address(text)
        if isinstance(place, TcpAddress):
            place.host.encode("idna")
    except UnicodeError:
        _fail(f"[terminal] printer_address: {text!r} names no host.", CONFIG_WRONG)
    except ValueError as wrong:
        _fail(f"[terminal] printer_address: {wrong}", CONFIG_WRONG)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the office; 0 takes a free one.")] = 8080,
    folder: Annotated[Path, typer.Option(help="Where it keeps its files.")] = Path("var/demo"),
    landscape: Annotated[
        bool, typer.Option(help="A lying glass instead of a standing one.")
    ] = False,
    now: Annotated[
        str, typer.Option(help="Time of the demonstration, e.g. 2026-11-24T10:00.")
    ] = "",
) -> None:
    """Office and terminal on this machine, with simulated devices and the sample town."""
    from kiosk.ops.demo import run

    raise typer.Exit(run(port, folder, landscape=landscape, now=now))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Every check and every test; more words go to pytest."""
    from kiosk.bootstrap import main as bootstrap

    raise typer.Exit(bootstrap(["test", *context.args]))


@app.command()
def office(config: ConfigFile = None, clock_shift_s: ClockShift = 0) -> None:
    """Serve terminals, desks, displays and phones."""
    from kiosk.office.app import run
    from kiosk.office.catalogue_import import CatalogueRefused
    from kiosk.office.relays import RelaySecretWrong
    from kiosk.office.store import StoreBroken
    from kiosk.office.town_files import TownFileWrong

    settings = _config(config).office
    open_journal()
    try:
        run(settings, clock_shift_s)
    except RelaySecretWrong as wrong:
        _fail(str(wrong), CONFIG_WRONG)
    except (TownFileWrong, CatalogueRefused, StoreBroken) as wrong:
        _fail(str(wrong), DATA_WRONG)


@app.command()
def terminal(config: ConfigFile = None, clock_shift_s: ClockShift = 0) -> None:
    """Show the glass to citizens."""
    from kiosk.terminal.app import run

    settings = _config(config)
    if settings.terminal.printer == "escpos":
        _check_printer_address(settings.terminal.printer_address)
    open_journal()
    run(settings.terminal, settings.call, timedelta(seconds=clock_shift_s))


@app.command()
def call(
    config: ConfigFile = None,
    settings: Annotated[
        str, typer.Option(help="The table [call] as JSON, instead of a file.", hidden=True)
    ] = "",
) -> None:
    """Serve one terminal with camera and microphone; the terminal starts this by itself."""
    from kiosk.call.app import run
    from kiosk.config import CallConfig

    run(CallConfig.model_validate_json(settings) if settings else _config(config).call)


@app.command()
def states() -> None:
    """Print the life of a ticket as a mermaid diagram."""
    from kiosk.domain.tickets import LIFE, TicketState
    from kiosk.domain.transitions import mermaid

    print(mermaid(LIFE, TicketState.WAITING))


@staff.command("add")
def staff_add(
    login: str,
    shown_as: Annotated[str, typer.Option(help="What colleagues see, e.g. initials.")] = "",
    role: Annotated[str, typer.Option(help="staff, lead, technician or admin.")] = "staff",
    password_file: Annotated[
        Path | None, typer.Option(help="Read the password from this file instead of asking.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Make an account; asks for the password twice."""
    from kiosk.office.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD, Accounts, PasswordRefused
    from kiosk.office.store import Store, StoreBroken
    from kiosk.office.store.account_rows import LoginTaken, Role

    if role not in set(Role):
        _fail(f"{role!r} is none of {', '.join(Role)}", USED_WRONGLY)
    if password_file is not None:
        try:
            password = password_file.read_text(encoding="utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError):
            _fail(f"{password_file} cannot be read.", DATA_WRONG)
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        store = Store(_config(config).office.database)
        store.migrate()
        Accounts(store).add(login, shown_as or login, Role(role), password, datetime.now(UTC))
    except LoginTaken:
        _fail(f"There is an account {login!r} already.", DATA_WRONG)
    except PasswordRefused:
        _fail(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.", DATA_WRONG)
    except (ValueError, StoreBroken) as wrong:
        _fail(str(wrong), DATA_WRONG)
    print(f"{login} can sign in now.")


@catalogue.command("import")
def catalogue_import(
    file: Annotated[Path, typer.Argument(help="DLDB JSON of services, or a town's folder.")],
    offices: Annotated[Path | None, typer.Option(help="DLDB JSON of locations.")] = None,
    config: ConfigFile = None,
) -> None:
    """Read a catalogue of services and say what came in, what was dropped, what changed."""
    from kiosk.office.catalogue_import import CatalogueRefused, import_catalogue, render_report

    state_dir = _config(config).office.state_dir
    try:
        report = import_catalogue(file, offices, state_dir, datetime.now(UTC))
    except CatalogueRefused as wrong:
        _fail(f"Nothing was changed. {wrong}", DATA_WRONG)
    open_journal(sys.stderr)
    note(Happened.CATALOGUE_IMPORTED, services=report.services)
    print(render_report(report))
    print("The office uses it from its next start on.")


@printer.command("selftest")
def printer_selftest(
    config: ConfigFile = None,
    cover: Annotated[
        bool, typer.Option("--cover/--no-cover", help="Ask what it does with an open cover.")
    ] = True,
) -> None:
    """Ask the printer three questions; prints two short tickets. Stop the terminal first."""
    import asyncio

    from kiosk.ops.printers import ask_three_questions, technician

    settings = _escpos(config)
    say = partial(print, flush=True)
    opener = technician(sys.stdin, say) if cover else None
    asked = ask_three_questions(settings.printer_address, settings.printer_model, say, opener)
    raise typer.Exit(0 if asyncio.run(asked) else 1)


@printer.command("switch")
def printer_switch(
    port: Annotated[int, typer.Argument(help="The control port that the demonstration names.")],
    trouble: Annotated[str, typer.Argument(help="Such as paper-out; new-roll and well mend it.")],
    off: Annotated[bool, typer.Option("--off", help="Switch it off again.")] = False,
) -> None:
    """Give the demonstration's printer a trouble, or take it away."""
    from kiosk.ops.printers import NobodyThere, switched

    try:
        print(switched(port, trouble, on=not off))
    except NobodyThere as nobody:
        _fail(str(nobody), 1)
    except ValueError as wrong:
        _fail(str(wrong), 2)


@printer.command("watch")
def printer_watch(config: ConfigFile = None) -> None:
    """Say every change of the printer until Ctrl-C. Stop the terminal first."""
    import asyncio

    from kiosk.ops.printers import watch

    settings = _escpos(config)
    try:
        asyncio.run(watch(settings.printer_address, settings.printer_model, print))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
