"""A whole office in a process of its own, to be measured or killed.

Starting Python takes longer than a kill: one process imports everything and waits; every office
is a fork of it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kiosk.office.app import server
from kiosk.office.premises import Premises
from kiosk.office.service import OfficeService
from kiosk.office.store import Store
from tests.support.busy_town import busy_town
from tests.support.small_town import MORNING

_CHECKOUT = Path(__file__).resolve().parents[2]


def serve(database: str, listening: socket.socket) -> None:
    """Serve the busy town until told to stop."""
    store = Store(database)
    store.migrate()
    # It is always morning there: a test at night is none of the doors closing.
    shift = MORNING - datetime.now(UTC)
    service = OfficeService(Premises(store, busy_town()), lambda: datetime.now(UTC) + shift)
    server(service, "127.0.0.1", 0).run(sockets=[listening])
    service.close()


def fork_for_ever(database: str, descriptor: str) -> None:
    """Fork an office for each line read, tell its number, and how it ended when asked."""
    listening = socket.socket(fileno=int(descriptor))
    office = 0
    for line in sys.stdin:
        if line == "start\n":
            office = os.fork()
            if office == 0:
                serve(database, listening)
                os._exit(0)
            print(office, flush=True)
        else:
            print(os.waitstatus_to_exitcode(os.waitpid(office, 0)[1]), flush=True)


class OfficeProcess:
    """An office on one database; after a kill it comes back at the same address."""

    def __init__(self, database: str) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._listening.getsockname()[1]}/terminal"
        descriptor = self._listening.fileno()
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.support.busy_office", database, str(descriptor)],
            cwd=_CHECKOUT,
            pass_fds=[descriptor],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._office = 0

    def _ask(self, word: str) -> int:
        assert self._parent.stdin and self._parent.stdout
        self._parent.stdin.write(f"{word}\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())

    def start(self) -> None:
        """Start; questions that come before it is ready wait in the socket."""
        self._office = self._ask("start")

    def cpu_s(self) -> float:
        """Return the processor time it has used so far."""
        stat = Path(f"/proc/{self._office}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """Kill it in the middle of whatever it does."""
        assert self._end(signal.SIGKILL) == -signal.SIGKILL

    def stop(self) -> int:
        """Ask it to stop; return its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        os.kill(self._office, how)
        code = self._ask("wait")
        self._office = 0
        return code

    def close(self) -> None:
        """Let nothing of it stay."""
        if self._office:
            self.kill()
        self._parent.communicate()
        self._listening.close()


@contextmanager
def office_process(database: str) -> Iterator[OfficeProcess]:
    """Run an office until the block ends."""
    process = OfficeProcess(database)
    try:
        process.start()
        yield process
    finally:
        process.close()


if __name__ == "__main__":
    fork_for_ever(*sys.argv[1:])
