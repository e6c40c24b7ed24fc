"""A network namespace for one measurement, and the end of everything that was started in it.

The library of the calls leaves out 127.0.0.1, so there has to be an address that is no loopback.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

HOST = "10.99.0.1"
_SAYS_WITHIN_S = 15
_INTERRUPTED = 130
_CABLE = ("link", "add", "d0", "type", "veth", "peer", "name", "d1")
_ADDRESS = ("addr", "add", f"{HOST}/24", "dev", "d0")
_NO_IPV6 = ("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1")


def run_inside(module: str, arguments: Sequence[str]) -> int:
    """Run a module of ours in a room of its own; return how it ended.

    Raises RuntimeError where that is not allowed (root and iproute2 are needed).
    """
    room = f"call-{os.getpid()}"
    signal.signal(signal.SIGTERM, _interrupt)
    _ip("netns", "add", room)
    try:
        subprocess.run(["ip", "netns", "exec", room, *_NO_IPV6], check=False)
        for words in (_CABLE, _ADDRESS):
            _ip("-n", room, *words)
        for end in ("lo", "d0", "d1"):
            _ip("-n", room, "link", "set", end, "up")
        command = ["ip", "netns", "exec", room, sys.executable, "-m", module, *arguments]
        return _ended(subprocess.Popen(command))
    finally:
        _clear(room)


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end; who is interrupted may still say what it has."""
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_SAYS_WITHIN_S)
        return _INTERRUPTED


def _clear(room: str) -> None:
    """End whatever was started in the room, also what was stopped or has lost its parent."""
    listed = subprocess.run(["ip", "netns", "pids", room], capture_output=True, text=True)
    for pid in listed.stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    subprocess.run(["ip", "netns", "del", room], check=False)


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"network namespaces are missing (root, iproute2): {done.stderr}")


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
