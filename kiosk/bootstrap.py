"""The first second of every command: from a bare python3 to the environment of Foyer.

Standard library only. `demo` and `test` make the environment stand: system packages, `.venv`,
the libraries. Every other command moves into `.venv` where there is one. Exit codes are those
of sysexits.h: 64 used wrongly, 69 something that is needed cannot be had.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from kiosk.debian import CannotInstall, install_missing
from kiosk.environment import Environment, EnvironmentBroken

USED_WRONGLY = 64
UNAVAILABLE = 69

# Kivy 2.3.1 comes as a wheel for these; on anything newer it would have to be compiled.
FITTING = ((3, 11), (3, 12), (3, 13))
ROOT = Path(__file__).resolve().parent.parent

HELP = """\
Foyer: the self-service terminal of a citizen office and the office service behind it.

  python3 -m kiosk demo    set everything up on this machine and open the simulated lobby
  python3 -m kiosk test    set everything up, then run every check and every test
                           (more words go to pytest: python3 -m kiosk test -k tickets)

All other commands are listed here once the environment stands."""


def main(arguments: list[str]) -> int:
    """Run one command; returns its exit code, or never when it moved into `.venv`."""
    try:
        return _run(arguments)
    except (CannotInstall, EnvironmentBroken) as trouble:
        print(trouble, file=sys.stderr)
        return UNAVAILABLE


def _run(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "--help"
    environment = Environment(ROOT) if (ROOT / "pyproject.toml").is_file() else None
    if command == "test" and environment is None:
        print("The tests are in the source checkout, not in the installed program.")
        return USED_WRONGLY
    if command in ("demo", "test") and not _asks_for_help(arguments):
        _prepare(command, arguments, environment)
    if environment is not None and not environment.entered and environment.exists:
        _become(environment.python, arguments)
    if command == "test" and not _asks_for_help(arguments):
        from kiosk.ops.quality import run

        return run(arguments[1:])
    return _hand_over(arguments)


def _asks_for_help(arguments: list[str]) -> bool:
    return not arguments or arguments[0] in ("help", "-h") or "--help" in arguments[:2]


def _prepare(command: str, arguments: list[str], environment: Environment | None) -> None:
    """Make system packages and `.venv` stand; a second time this takes milliseconds."""
    testing = command == "test"
    if environment is None:
        install_missing(testing=testing, for_venv=False)
        return
    if not environment.entered and sys.version_info[:2] not in FITTING:
        _become(_fitting_python(), arguments)
    with environment.locked():
        standing = environment.stands(testing=testing)
        install_missing(testing=testing, for_venv=not standing and not environment.entered)
        if not standing:
            environment.make(testing=testing)


def _fitting_python() -> Path:
    for major, minor in reversed(FITTING):
        found = shutil.which(f"python{major}.{minor}")
        if found:
            return Path(found)
    raise EnvironmentBroken(
        f"Foyer needs Python 3.11 to 3.13; this is {sys.version.split()[0]}, and none of them is"
        " installed beside it."
    )


def _become(python: Path, arguments: list[str]) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [str(python), "-m", "kiosk", *arguments])


def _hand_over(arguments: list[str]) -> int:
    try:
        from kiosk.cli import main as commands
    except ModuleNotFoundError as missing:
        if _asks_for_help(arguments):
            print(HELP)
            return 0
        raise EnvironmentBroken(
            f"{missing.name} is not installed here; `python3 -m kiosk demo` sets everything up."
        ) from missing
    sys.argv = ["kiosk", *(arguments or ["--help"])]
    commands()
    return 0
