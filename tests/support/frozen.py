"""Processes that are stopped for a while, as a machine that hangs stops them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.browser import Browser


def family(pid: int) -> list[int]:
    """Return a process and everything that it has started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found


def chromium(browser: Browser) -> list[int]:
    """Return every process of a browser."""
    return family(int(browser.driver.capabilities["goog:processID"]))


def pages(browser: Browser) -> list[int]:
    """Return the processes in which the pages of a browser run."""
    return [pid for pid in chromium(browser) if "--type=renderer" in command(pid)]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


@contextmanager
def frozen(processes: Sequence[int]) -> Iterator[None]:
    """Stop processes, and let them go on afterwards."""
    assert processes
    try:
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in processes:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
