"""The own environment of `emupos`, a printer emulator that we did not write: `.venv-emupos`.

It needs a newer Python than Foyer does, so it never shares our environment. The first test
that wants it makes it; from then on it stands.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

EMUPOS = "emupos==0.4.0"
OLDEST = (3, 13)
FOLDER = ".venv-emupos"
_PATIENCE_S = 120.0


class NoEmulator(Exception):
    """emupos cannot be had on this machine; the message says why."""


def python_with_emupos(checkout: Path, pythons: Iterable[Path] | None = None) -> Path:
    """Return the Python that can run emupos, after making its environment where it is missing.

    Raises NoEmulator when the machine has no Python that is new enough, or no way to the
    package.
    """
    folder = checkout / FOLDER
    python, stamp = folder / "bin" / "python", folder / ".stands"
    made_by = _first_that_runs(newer_pythons() if pythons is None else pythons)
    if made_by is None:
        oldest = ".".join(map(str, OLDEST))
        raise NoEmulator(f"emupos needs Python {oldest} or newer, and none is installed here")
    with _locked(folder):
        if not (_runs(python) and stamp.is_file() and stamp.read_text() == EMUPOS):
            stamp.unlink(missing_ok=True)
            _do([str(made_by), "-m", "venv", "--clear", "--without-pip", str(folder)])
            # Our own pip installs for the other Python: Debian's has none.
            pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-qq"]
            pip += ["--disable-pip-version-check", "--no-input", "--retries", "1"]
            _do([*pip, EMUPOS])
            stamp.write_text(EMUPOS)
    return python


def newer_pythons() -> Iterator[Path]:
    """Yield what may be new enough, the oldest first; pyenv's shims exist and may not run."""
    yield Path(sys.executable)
    for minor in range(OLDEST[1], 20):
        if found := shutil.which(f"python3.{minor}"):
            yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob("versions/3.1[3-9]*/bin/python"))


def _first_that_runs(pythons: Iterable[Path]) -> Path | None:
    return next((python for python in pythons if _runs(python)), None)


def _runs(python: Path) -> bool:
    ask = f"import sys, venv; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([python, "-c", ask], capture_output=True).returncode == 0
    except OSError:
        return False


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until no other run of the tests makes the same environment."""
    folder.mkdir(exist_ok=True)
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def _do(command: list[str]) -> None:
    # A person's PIP_USER must not lead the installation astray.
    surroundings = {key: value for key, value in os.environ.items() if key != "PIP_USER"}
    try:
        done = subprocess.run(
            command, env=surroundings, capture_output=True, text=True, timeout=_PATIENCE_S
        )
    except subprocess.TimeoutExpired:
        raise NoEmulator(f"{EMUPOS} could not be installed within {_PATIENCE_S:.0f} s") from None
    if done.returncode != 0:
        last = (done.stderr.strip() or "no word").splitlines()[-1]
        raise NoEmulator(f"{EMUPOS} could not be installed: {last}")
