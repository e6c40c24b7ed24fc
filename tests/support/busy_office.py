"""A whole office in a process of its own, to be measured or killed."""

from __future__ import annotations

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


def main(database: str, descriptor: str) -> None:
    """Serve the busy town on a socket that was opened by whoever started this process."""
    store = Store(database)
    store.migrate()
    # It is always morning there: a test at night is none of the doors closing.
    shift = MORNING - datetime.now(UTC)
    service = OfficeService(Premises(store, busy_town()), lambda: datetime.now(UTC) + shift)
    listening = socket.socket(fileno=int(descriptor))
    server(service, "127.0.0.1", 0).run(sockets=[listening])
    service.close()


class OfficeProcess:
    """An office on one database; after a kill it comes back at the same address."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"ws://127.0.0.1:{self._listening.getsockname()[1]}/terminal"

    def start(self) -> None:
        """Start; questions that come before it is ready wait in the socket."""
        descriptor = self._listening.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.busy_office", self._database, str(descriptor)],
            cwd=_CHECKOUT,
            pass_fds=[descriptor],
        )

    def kill(self) -> None:
        """Kill it in the middle of whatever it does."""
        assert self._process is not None
        self._process.kill()
        assert self._process.wait() == -signal.SIGKILL

    def stop(self) -> int:
        """Ask it to stop; return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(20)

    def close(self) -> None:
        """Let nothing of it stay."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
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
    main(*sys.argv[1:])
