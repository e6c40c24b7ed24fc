"""A real TURN server (coturn) of the test's own, with time-limited credentials."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_READY_WITHIN_S = 10
SECRET = "a secret that office and relay share"


def own_address() -> str:
    """Return an address of this machine that is not the loopback; media never uses that."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.254", 9))  # sends nothing
        address: str = probe.getsockname()[0]
        return address


@dataclass(frozen=True, slots=True)
class Relay:
    """Where it listens, and what it wrote down."""

    address: str
    port: int
    secret: Path
    log: Path

    def url(self, transport: str) -> str:
        return f"turn:{self.address}:{self.port}?transport={transport}"

    def allocations(self) -> int:
        """Return how many ways through it were opened."""
        return self.log.read_text(errors="replace").count("ALLOCATE processed, success")


@contextmanager
def relay(folder: Path) -> Iterator[Relay]:
    """Run one until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    secret, log = folder / "turn-secret", folder / "turn.log"
    secret.write_text(SECRET, encoding="utf-8")
    there = Relay(own_address(), port, secret, log)
    options = {
        "listening-ip": there.address,
        "relay-ip": there.address,
        "listening-port": port,
        "realm": "town.example",
        "static-auth-secret": SECRET,
        "pidfile": folder / "turn.pid",
        "min-port": 49152,
        "max-port": 65535,
        "log-file": "stdout",
    }
    command = ["turnserver", "-n", "--verbose", "--use-auth-secret", "--no-cli", "--no-tls"]
    command += ["--no-dtls", "--fingerprint", "--no-multicast-peers"]
    command += [f"--{name}={value}" for name, value in options.items()]
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written, cwd=folder)
        try:
            _wait(there)
            yield there
        finally:
            process.kill()
            process.wait()


def _wait(there: Relay) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while True:
        try:
            socket.create_connection((there.address, there.port), 1).close()
            return
        except OSError:
            assert time.monotonic() < deadline, there.log.read_text(errors="replace")
            time.sleep(0.05)
