"""Every check and every test, in the order of their speed. Standard library only."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Check:
    """One program that says yes (exit code 0) or no."""

    headline: str
    command: tuple[str, ...]

    def passes(self) -> int:
        """Run it with its own output; returns its exit code."""
        print(f"── {self.headline} ".ljust(80, "─"), flush=True)
        command = [sys.executable, "-m", *self.command]
        return subprocess.run(command, cwd=CHECKOUT).returncode


CHECKS = (
    Check("Rules of the code: ruff", ("ruff", "check", ".")),
    Check("Form of the code: ruff format", ("ruff", "format", "--check", ".")),
    Check("Types: mypy", ("mypy", "--strict", "kiosk", "devices")),
)


# Most tests wait for a browser, a printer or a clock: two at a time take half as long. A file
# stays with one worker, because what it starts is its own.
_TWO_AT_A_TIME = ("-n", "2", "--dist", "loadfile")


def run(arguments: list[str]) -> int:
    """Run everything, or only pytest when there are words for it; returns the first failure.

    A failed check does not stop the next one: pytest's closing line is always the last.
    """
    tests = Check("Tests: pytest", ("pytest", *(arguments or _TWO_AT_A_TIME)))
    checks = (tests,) if arguments else (*CHECKS, tests)
    codes = [check.passes() for check in checks]
    return next((code for code in codes if code != 0), 0)
