"""What the processes of one end cost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Held:
    """What a group of processes holds: memory as the sum of their fair shares (PSS)."""

    memory_mb: float
    descriptors: int
    threads: int


def processor_s(pids: Iterable[int]) -> float:
    """Return the processor time that they have used so far."""
    return sum(_processor_s(pid) for pid in pids)


def _processor_s(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S
    return 0.0


def held(pids: Iterable[int]) -> Held:
    memory_kb = descriptors = threads = 0
    for pid in pids:
        with suppress(OSError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            memory_kb += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
            descriptors += len(os.listdir(f"/proc/{pid}/fd"))
            threads += len(os.listdir(f"/proc/{pid}/task"))
    return Held(memory_kb / 1024, descriptors, threads)


def tell(pids: Iterable[int], what: signal.Signals) -> None:
    """Send a signal to each; who is gone already has gone."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, what)
