"""The demonstration: office, printer and terminal as children of one command, on this machine."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.opening import opening_at
from kiosk.office.town_source import town_of

_OFFICE_WITHIN_S = 20
_END_WITHIN_S = 8
_RESTART_AFTER_S = 3  # long enough to see the terminal without the office
_MOST_RESTARTS = 5
_AFTER_OPENING = timedelta(minutes=40)
LOGIN = "demo"


@dataclass(slots=True)
class Children:
    """The processes of the demonstration, started in order and ended in reverse."""

    running: list[tuple[str, subprocess.Popen[bytes]]] = field(default_factory=list)
    _commands: dict[str, tuple[Sequence[str], dict[str, Any]]] = field(default_factory=dict)
    _restarts: int = 0

    def start(self, name: str, command: Sequence[str], **options: Any) -> None:
        """Start a child in a session of its own, so that one Ctrl-C is heard once."""
        self.running.append((name, subprocess.Popen(command, start_new_session=True, **options)))
        if "pass_fds" not in options:  # a display that is gone takes its windows with it
            self._commands[name] = (command, options)

    def start_again(self, name: str) -> bool:
        """Start a child that has ended once more, as systemd would; False when it keeps ending."""
        place = next(i for i, (each, _) in enumerate(self.running) if each == name)
        self._restarts += 1
        if self._restarts > _MOST_RESTARTS or name not in self._commands:
            return False
        print(f"The {name} has ended and is started again.", file=sys.stderr, flush=True)
        time.sleep(_RESTART_AFTER_S)
        command, options = self._commands[name]
        again = subprocess.Popen(command, start_new_session=True, **options)
        self.running[place] = (name, again)
        return True

    def ended(self) -> str | None:
        """Return the name of a child that has ended by itself, or None."""
        return next((name for name, child in self.running if child.poll() is not None), None)

    def stop(self) -> None:
        """End everything that was started."""
        for _, child in reversed(self.running):
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + _END_WITHIN_S
        for _, child in reversed(self.running):
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@dataclass(frozen=True, slots=True)
class Plug:
    """Where the demonstration's printer listens, and where it is told its troubles."""

    port: int
    control_port: int

    def command(self, paper: Path) -> list[str]:
        """Return how to start it."""
        command = [sys.executable, "-m", "devices.printer.fake", "--port", str(self.port)]
        return [*command, "--control-port", str(self.control_port), "--paper", str(paper)]


def run(port: int, folder: Path, *, landscape: bool, now: str) -> int:
    """Run until Ctrl-C or until something breaks; returns the exit code."""
    children = Children()
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        folder = _folder(folder)
        port = port or _free_port()
        _check_free(port)
        printer = Plug(_free_port(), _free_port())
        config = _write_config(folder, port, printer, landscape=landscape)
        shift, local = _shift(now)
        password = _account(folder, config)
        kiosk = [sys.executable, "-m", "kiosk"]
        shifted = ["--config", str(config), "--clock-shift-s", f"{shift.total_seconds():.0f}"]
        children.start("office", [*kiosk, "office", *shifted])
        _wait_for_office(port, children)
        display = _display(children, landscape=landscape)
        children.start("printer", printer.command(folder / "paper"), stdout=subprocess.DEVNULL)
        children.start("terminal", [*kiosk, "terminal", *shifted], env=_with(display))
        _tell(port, printer, password, folder, display, shift, local)
        while True:
            gone = children.ended()
            if gone is not None and not children.start_again(gone):
                print(f"The {gone} has ended; the demonstration ends, too.", file=sys.stderr)
                return 1
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    except DemoBroken as broken:
        print(broken, file=sys.stderr)
        return 1
    finally:
        # A second Ctrl-C must not leave half of the children behind.
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.SIG_IGN)
        children.stop()


class DemoBroken(Exception):
    """The demonstration cannot run; the message says why."""


def _as_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise DemoBroken(f"{folder} cannot be made: {trouble.strerror}") from None
    return folder.resolve()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise DemoBroken(f"Port {port} is in use; choose another one with --port.") from None


def _write_config(folder: Path, port: int, printer: Plug, *, landscape: bool) -> Path:
    config = folder / "kiosk.toml"
    orientation = "landscape" if landscape else "portrait"
    config.write_text(
        "\n".join(
            [
                "[office]",
                f"port = {port}",
                f'public_url = "http://127.0.0.1:{port}"',
                f"database = {json.dumps('sqlite:///' + str(folder / 'office.sqlite3'))}",
                f"state_dir = {json.dumps(str(folder))}",
                "",
                "[terminal]",
                f'office_url = "ws://127.0.0.1:{port}/terminal"',
                f"notebook = {json.dumps(str(folder / 'notebook.sqlite3'))}",
                "calls = true",
                'printer = "escpos"',
                f'printer_address = "tcp://127.0.0.1:{printer.port}"',
                'printer_model = "tm-t20iii"',
                f'orientation = "{orientation}"',
                "",
            ]
        ),
        encoding="utf-8",
    )
    return config


def _shift(wanted: str) -> tuple[timedelta, ZoneInfo]:
    """Return how far the demonstration's clock goes ahead: at night it shows the next morning."""
    now = datetime.now(UTC)
    town = town_of(None, Path(os.devnull).parent / "no-import", now)
    local = ZoneInfo(town.timezone)
    if wanted:
        try:
            return datetime.fromisoformat(wanted).replace(tzinfo=local) - now, local
        except ValueError:
            raise DemoBroken(f"{wanted!r} is not a time like 2026-11-24T10:00") from None
    doors = [opening_at(d.hours, now, local, d.last_ticket_before) for d in town.departments]
    if any(door.is_open for door in doors):
        return timedelta(0), local
    opens = min(door.opens_at for door in doors if door.opens_at is not None)
    return opens + _AFTER_OPENING - now, local


def _account(folder: Path, config: Path) -> str:
    """Make the demonstration's account once; its password lies beside it."""
    secret = folder / "demo-password"
    if secret.exists() and (folder / "office.sqlite3").exists():
        return secret.read_text(encoding="utf-8")
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_urlsafe(9), encoding="utf-8")
    (folder / "office.sqlite3").unlink(missing_ok=True)
    command = [sys.executable, "-m", "kiosk", "staff", "add", LOGIN, "--shown-as", "Demo"]
    command += ["--role", "lead", "--password-file", str(secret), "--config", str(config)]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        raise DemoBroken("The account of the demonstration could not be made.")
    return secret.read_text(encoding="utf-8")


def _wait_for_office(port: int, children: Children) -> None:
    deadline = time.monotonic() + _OFFICE_WITHIN_S
    while time.monotonic() < deadline:
        if children.ended():
            raise DemoBroken(f"The office did not start. Is port {port} in use?")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise DemoBroken("The office does not answer.")


def _display(children: Children, *, landscape: bool) -> str:
    """Return the X display: the one that is there, or a virtual one."""
    if os.environ.get("DISPLAY"):
        return os.environ["DISPLAY"]
    size = "1920x1080x24" if landscape else "1080x1920x24"
    reading, writing = os.pipe()
    # Xvfb takes a free number by itself and tells it: fixed numbers collide.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    children.start("virtual display", command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    if not number:
        raise DemoBroken("No virtual display could be started (Xvfb).")
    return f":{number}"


def _with(display: str) -> dict[str, str]:
    return {**os.environ, "DISPLAY": display}


def _tell(
    port: int,
    printer: Plug,
    password: str,
    folder: Path,
    display: str,
    shift: timedelta,
    local: ZoneInfo,
) -> None:
    office = f"http://127.0.0.1:{port}"
    lines = [
        "",
        "Foyer is running. End it with Ctrl-C.",
        "",
        f"  Desk      {office}/desk       sign in as {LOGIN} with {password}",
        f"  Display   {office}/display",
        f"  API       {office}/openapi.json",
        f"  Tickets   {folder / 'paper'}   each ticket falls out as a picture",
        f"  Printer   python3 -m kiosk printer switch {printer.control_port} paper-out",
        f"            python3 -m kiosk printer switch {printer.control_port} new-roll",
    ]
    if shift:
        shown = (datetime.now(local) + shift).strftime("%A, %d %B %Y, %H:%M")
        lines.append(f"  Clock     {shown}: the office is closed now, so it shows opening hours")
    if display != os.environ.get("DISPLAY"):
        lines += [
            f"  Glass     on the virtual display {display}, because there is no screen here.",
            f"            See and touch it: x11vnc -localhost -display {display}",
            "            and then a VNC viewer on this machine (apt install x11vnc).",
        ]
    print("\n".join(lines), flush=True)
