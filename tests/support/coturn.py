"""A real TURN server (coturn) of the test's own, with time-limited credentials."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.authority import Certificate, certificate

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
    """Where it listens, who vouches for it, and what it wrote down."""

    address: str
    port: int
    tls_port: int
    certificate: Certificate
    secret: Path
    log: Path

    def url(self, transport: str) -> str:
        """Return its address; `transport` is udp, tcp or tls."""
        if transport == "tls":
            return f"turns:{self.address}:{self.tls_port}?transport=tcp"
        return f"turn:{self.address}:{self.port}?transport={transport}"

    def allocations(self) -> int:
        """Return how many ways through it were opened."""
        return self.log.read_text(errors="replace").count("ALLOCATE processed, success")


@contextmanager
def relay(
    folder: Path, *, address: str | None = None, before: Sequence[str] = ()
) -> Iterator[Relay]:
    """Run one until the block ends.

    Args:
        address: its own; without it, this machine's.
        before: what stands before the command that starts it on another machine.
    """
    address = address or own_address()
    port, tls_port = _free_ports()
    secret, log = folder / "turn-secret", folder / "turn.log"
    secret.write_text(SECRET, encoding="utf-8")
    there = Relay(address, port, tls_port, certificate(folder, address), secret, log)
    options = {
        "listening-ip": there.address,
        "relay-ip": there.address,
        "listening-port": port,
        "tls-listening-port": tls_port,
        "cert": there.certificate.server,
        "pkey": there.certificate.key,
        "realm": "town.example",
        "static-auth-secret": SECRET,
        "pidfile": folder / "turn.pid",
        "min-port": 49152,
        "max-port": 65535,
        "log-file": "stdout",
    }
    command = [*before, "turnserver", "-n", "--verbose", "--use-auth-secret", "--no-cli"]
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


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _wait(there: Relay) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while True:
        try:
            socket.create_connection((there.address, there.port), 1).close()
            return
        except OSError:
            assert time.monotonic() < deadline, there.log.read_text(errors="replace")
            time.sleep(0.05)
