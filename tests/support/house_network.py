"""Three machines of one house, each in a network namespace: terminal, office, desk.

A router stands between them; it can be told to lose what two of them send each other, without a
word to anybody, as a broken network does. Everything else than the house is behind it as well: a
packet for a strange address leaves its machine, and is lost there.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")
_CLONE_NEWNET = 0x40000000
_numbers = itertools.count(1)


class Machine(StrEnum):
    """Who has a cable of its own."""

    TERMINAL = "terminal"
    OFFICE = "office"
    DESK = "desk"


Cable = tuple[Machine, Machine]


class HouseNetwork:
    """The cables and the router; made by `house_network`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._router = f"{name}-router"

    def address(self, machine: Machine) -> str:
        """Return the only address of a machine beside its loopback."""
        return f"10.77.{1 + list(Machine).index(machine)}.2"

    def command(self, machine: Machine) -> tuple[str, ...]:
        """Return what has to stand before a command that shall run there."""
        return ("ip", "netns", "exec", self._room(machine))

    def on(self, machine: Machine, act: Callable[[], T]) -> T:
        """Do something there, in a thread of its own; a socket stays where it was made."""
        results: list[T] = []

        def work() -> None:
            _enter(f"/run/netns/{self._room(machine)}")
            results.append(act())

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return results[0]

    @contextmanager
    def at(self, machine: Machine) -> Iterator[None]:
        """Be there with this thread, and with all processes and threads that it starts."""
        with open("/proc/thread-self/ns/net", "rb") as home:
            _enter(f"/run/netns/{self._room(machine)}")
            try:
                yield
            finally:
                _setns(home.fileno())

    @contextmanager
    def broken(self, *cables: Cable) -> Iterator[None]:
        """Let nothing through between some machines until the block ends; nobody is told."""
        ways = [way for one, other in cables for way in ((one, other), (other, one))]
        rules = [("from", self.address(here), "to", self.address(there)) for here, there in ways]
        for rule in rules:
            _ip("-n", self._router, "rule", "add", *rule, "blackhole")
        try:
            yield
        finally:
            for rule in rules:
                _ip("-n", self._router, "rule", "del", *rule, "blackhole")

    def _room(self, machine: Machine) -> str:
        return f"{self._name}-{machine}"

    def lay(self) -> None:
        """Make namespaces and cables."""
        _ip("netns", "add", self._router)
        _ip("netns", "exec", self._router, "sysctl", "-qw", "net.ipv4.ip_forward=1")
        for machine in Machine:
            self._connect(machine)

    def _connect(self, machine: Machine) -> None:
        room, port = self._room(machine), f"to-{machine}"
        gate = self.address(machine).removesuffix(".2") + ".1"
        _ip("netns", "add", room)
        _ip("-n", room, "link", "set", "lo", "up")
        ends = ("cable", "netns", room, "type", "veth", "peer", port, "netns", self._router)
        _ip("link", "add", *ends)
        for where, end, address in (
            (room, "cable", self.address(machine)),
            (self._router, port, gate),
        ):
            _ip("-n", where, "address", "add", f"{address}/24", "dev", end)
            _ip("-n", where, "link", "set", end, "up")
        _ip("-n", room, "route", "add", "default", "via", gate)

    def remove(self) -> None:
        """Take everything away; processes that are still there keep what they use."""
        for room in (self._router, *map(self._room, Machine)):
            subprocess.run(["ip", "netns", "del", room], check=False, stderr=subprocess.DEVNULL)


@contextmanager
def house_network() -> Iterator[HouseNetwork]:
    """Lay the cables of a house; raises `RuntimeError` where that is not allowed."""
    network = HouseNetwork(f"house-{os.getpid()}-{next(_numbers)}")
    try:
        network.lay()
        yield network
    finally:
        network.remove()


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"network namespaces are missing (root, iproute2): {done.stderr}")


def _enter(path: str) -> None:
    with open(path, "rb") as room:
        _setns(room.fileno())


def _setns(file: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.setns(file, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
