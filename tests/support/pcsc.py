"""A PC/SC service of the tests' own: pcscd with virtual readers, beside the machine's one.

pcscd has its socket compiled in; so it runs where `/run` is a folder of its own (a mount
namespace), and this process and its children find it by PCSCLITE_CSOCK_NAME. It sees no reader of
this machine. libpcsclite reads that name once, so the place is one for the whole process and one
service runs at a time. The virtual readers listen on all addresses of this machine while it runs.

Debian: pcscd, vsmartcard-vpcd.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartcard import scard

from tests.support.virtual_card import VirtualCard

READERS = ("Virtual PCD 00 00", "Virtual PCD 00 01")
DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
PCSCD = Path("/usr/sbin/pcscd")
PLACE = Path(tempfile.gettempdir()) / f"foyer-pcsc-{os.getpid()}"
_SOCKET = PLACE / "run" / "pcscd.comm"
_READY_WITHIN_S = 20
_TRIES = 5
_PORTS = range(20_000, 32_000)  # below those that the system gives to connections
# A fresh /run, our folder in it, and no drivers of real readers.
_SCRIPT = """
mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$1/run" /run/pcscd || exit 70
for driver in /usr/lib/pcsc/drivers/*.bundle; do
    test ! -d "$driver" || mount -t tmpfs none "$driver" || exit 70
done
exec "$2" --foreground --critical --config "$1/readers"
"""
os.environ["PCSCLITE_CSOCK_NAME"] = str(_SOCKET)


class CannotRun(Exception):
    """This machine cannot run a PC/SC service of our own; the message says why."""


class Pcsc:
    """The service and what lies in its two readers."""

    def __init__(self) -> None:
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._cards: dict[int, VirtualCard] = {}
        self._log = PLACE / "log"
        for folder in ("run", "readers"):
            (PLACE / folder).mkdir(parents=True, exist_ok=True)

    @property
    def pid(self) -> int:
        """The process of pcscd."""
        assert self._process is not None
        return self._process.pid

    def start(self, *, with_readers: bool = True) -> None:
        """Start it and wait until it answers. Raises CannotRun."""
        for _ in range(_TRIES if with_readers else 1):
            self.port = self.port or _free_ports()
            self._begin(with_readers)
            if self._ready(READERS if with_readers else ()):
                return
            self.stop()
            self.port = 0
        raise CannotRun(f"pcscd does not come up: {self._log.read_text(errors='replace')!r}")

    def _begin(self, with_readers: bool) -> None:
        entry = PLACE / "readers" / "vpcd"
        entry.unlink(missing_ok=True)
        if with_readers:
            entry.write_text(
                f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{self.port}\n'
                f"LIBPATH {DRIVER}\nCHANNELID {self.port}\n"
            )
        alone = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        with self._log.open("wb") as written:
            self._process = subprocess.Popen(
                ["unshare", *alone, "--mount", "--propagation", "private"]
                + ["sh", "-c", _SCRIPT, "pcsc", str(PLACE), str(PCSCD)],
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=written,
            )

    def _ready(self, wanted: tuple[str, ...]) -> bool:
        deadline = time.monotonic() + _READY_WITHIN_S
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                return False
            if _SOCKET.exists() and (found := _listed()) is not None:
                return found == wanted
            time.sleep(0.02)
        return False

    def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, as a crash does; the cards fall out."""
        if self._process is not None:
            # It may have been stopped; then it would not hear.
            for each in (how, signal.SIGCONT):
                with suppress(ProcessLookupError):
                    self._process.send_signal(each)
            self._process.wait()
            self._process = None
        for slot in tuple(self._cards):
            self.pull(slot)
        for left in (PLACE / "run").iterdir():
            left.unlink()

    def restart(self, *, with_readers: bool = True) -> None:
        self.stop()
        self.start(with_readers=with_readers)

    def freeze(self) -> None:
        """Let it hang."""
        os.kill(self.pid, signal.SIGSTOP)

    def insert(self, card: VirtualCard, slot: int = 0) -> VirtualCard:
        """Put a card into a reader, in the place of one that is there.

        Waits until the reader is seen to be empty: it is looked at every 0.4 s only, and no hand
        is as fast as a program.
        """
        self.pull(slot)
        deadline = time.monotonic() + _READY_WITHIN_S
        while not _empty(READERS[slot]):
            assert time.monotonic() < deadline, "the card that was pulled is still seen"
            time.sleep(0.02)
        card.insert(self.port + slot)
        self._cards[slot] = card
        return card

    def has_noticed(self, slot: int = 0) -> bool:
        """Whether pcscd itself, asked by somebody else, sees a card within 3 s.

        vpcd loses one connection in some hundreds; it then sees no card for ever.
        """
        deadline = time.monotonic() + 3
        while _empty(READERS[slot]):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def pull(self, slot: int = 0) -> None:
        """Pull the card out, if there is one."""
        if (card := self._cards.pop(slot, None)) is not None:
            card.pull()


@contextmanager
def pcsc_service() -> Iterator[Pcsc]:
    """Run one until the block ends. Raises CannotRun."""
    for needed, package in ((PCSCD, "pcscd"), (DRIVER, "vsmartcard-vpcd")):
        if not needed.exists():
            raise CannotRun(f"{needed} is missing: install the Debian package {package}")
    service = Pcsc()
    try:
        service.start()
        yield service
    finally:
        service.stop()
        shutil.rmtree(PLACE)


def _free_ports() -> int:
    """Return the first of two ports that nobody listens on now."""
    while True:
        first = random.choice(_PORTS)
        try:
            for port in (first, first + 1):
                with socket.socket() as probe:
                    probe.bind(("0.0.0.0", port))
            return first
        except OSError:
            continue


def _listed() -> tuple[str, ...] | None:
    """Return the readers that the service knows; None while it does not answer."""
    with _context() as context:
        if context is None:
            return None
        result, names = scard.SCardListReaders(context, [])
        return tuple(names) if result == scard.SCARD_S_SUCCESS else ()


def _empty(name: str) -> bool:
    with _context() as context:
        asked = [(name, scard.SCARD_STATE_UNAWARE)]
        result, seen = scard.SCardGetStatusChange(context, 0, asked)
        return result == scard.SCARD_S_SUCCESS and bool(seen[0][1] & scard.SCARD_STATE_EMPTY)


@contextmanager
def _context() -> Iterator[int | None]:
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        yield None
        return
    try:
        yield context
    finally:
        scard.SCardReleaseContext(context)
