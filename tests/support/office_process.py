"""A real office in a process of its own, which can be killed and started again."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

PASSWORD = "zehn Zeichen und mehr"
# A Thursday: every department of the sample town is open.
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
_READY_WITHIN_S = 30


def free_port() -> int:
    """Return a TCP port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class OfficeProcess:
    """`kiosk office` on a free port, with a clock that shows a Thursday morning."""

    def __init__(self, folder: Path, starts_at: datetime = THURSDAY) -> None:
        self.folder = folder
        self.port = free_port()
        self.shift: timedelta = starts_at - datetime.now(UTC)
        self.config = folder / "office.toml"
        self.config.write_text(
            "\n".join(
                [
                    "[office]",
                    f"port = {self.port}",
                    f'public_url = "{self.address}"',
                    f"database = {json.dumps(f'sqlite:///{folder}/office.sqlite3')}",
                    f"state_dir = {json.dumps(str(folder))}",
                ]
            ),
            encoding="utf-8",
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def terminal_url(self) -> str:
        """Where terminals find it."""
        return f"ws://127.0.0.1:{self.port}/terminal"

    def now(self) -> datetime:
        """Return the time in the office."""
        return datetime.now(UTC) + self.shift

    def command(self, *words: str) -> list[str]:
        """Return a `kiosk` command with this office's configuration."""
        return [sys.executable, "-m", "kiosk", *words, "--config", str(self.config)]

    def account(self, login: str = "anna", role: str = "lead") -> None:
        """Make a staff account by the command line, as a technician does."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        words = ("staff", "add", login, "--role", role, "--password-file", str(secret))
        subprocess.run(self.command(*words), check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start it and wait until it answers."""
        shift = ["--clock-shift-s", str(self.shift.total_seconds())]
        log = (self.folder / "office.log").open("ab")
        self._process = subprocess.Popen([*self.command("office"), *shift], stdout=log, stderr=log)
        log.close()
        self._wait(lambda: self.get("/health/ready") is not None)

    def kill(self) -> None:
        """Take it down without a word: SIGKILL."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(15)
            self._process = None

    def get(self, path: str) -> Any:
        """Return the JSON at a path, or None when nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return json.loads(answer.read())
        except OSError:
            return None

    def waiting(self, department: str) -> int:
        """Return how many wait in a department."""
        rows = self.get("/api/v1/departments")["departments"]
        return int(next(row["waiting"] for row in rows if row["department"] == department))

    def _wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _READY_WITHIN_S
        while not condition():
            assert self._process is not None and self._process.poll() is None, self.log()
            assert time.monotonic() < deadline, "the office does not answer"
            time.sleep(0.05)

    def log(self) -> str:
        """Return what it has written."""
        return (self.folder / "office.log").read_text(encoding="utf-8")
