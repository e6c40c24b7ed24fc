"""The `.venv` of a checkout: made once, remade when broken. Standard library only."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class EnvironmentBroken(Exception):
    """`.venv` cannot be made or does not suffice; the message says what to do."""


class Environment:
    """`.venv` beside `pyproject.toml`, with Foyer installed in it as editable.

    `.venv/.stands` is written last: it names this checkout, its `pyproject.toml` and which
    libraries are in. Where it is missing or tells of something else, the environment is
    completed, or remade when its Python does not even start.
    """

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.folder = checkout / ".venv"
        self.python = self.folder / "bin" / "python"
        self._stamp = self.folder / ".stands"

    @property
    def exists(self) -> bool:
        """Whether its Python can be started; a link to a removed Python cannot."""
        return os.access(self.python, os.X_OK)

    @property
    def entered(self) -> bool:
        """Whether this process runs in it."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other process makes the same environment."""
        with (self.checkout / "pyproject.toml").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def stands(self, *, testing: bool) -> bool:
        """Return whether it is complete for this `pyproject.toml`; costs no process."""
        try:
            noted = self._stamp.read_text(encoding="utf-8").split()
        except OSError:
            return False
        # After an upgrade of the system the link leads to a Python that looks elsewhere.
        libraries = self.folder / "lib" / self.python.resolve().name
        return self.exists and libraries.is_dir() and {self._digest(), _set(testing)} <= set(noted)

    def make(self, *, testing: bool) -> None:
        """Make or complete it; takes a minute or two. Raises `EnvironmentBroken`."""
        self._stamp.unlink(missing_ok=True)
        if not self.entered and not self._starts():
            _say(f"Making {self.folder}")
            _do([sys.executable, "-m", "venv", "--clear", str(self.folder)], self.checkout)
        _say("Installing Foyer and its libraries into .venv")
        self._install(["-e", ".", *(["--group", "dev"] if testing else [])])
        sets = "run test" if testing else "run"
        self._stamp.write_text(f"{self._digest()} {sets}\n", encoding="utf-8")

    def _starts(self) -> bool:
        if not self.exists:
            return False
        tried = subprocess.run([self.python, "-c", "import pip"], capture_output=True)
        return tried.returncode == 0

    def _install(self, wanted: list[str]) -> None:
        pip = [str(self.python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        try:
            # Dependency groups are understood since pip 25.1.
            _do([*pip, "pip>=25.1"], self.checkout)
            _do([*pip, *wanted], self.checkout)
        except EnvironmentBroken:
            _say("That failed; trying with what is installed already")
            _do([*pip, "--no-index", "--no-build-isolation", *wanted], self.checkout)

    def _digest(self) -> str:
        # An editable installation names its folder: a moved checkout is another one.
        project = (self.checkout / "pyproject.toml").read_bytes()
        return hashlib.sha256(str(self.checkout).encode() + b"\0" + project).hexdigest()


def _set(testing: bool) -> str:
    return "test" if testing else "run"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _do(command: list[str], folder: Path) -> None:
    # A person's PIP_USER or a surrounding environment must not lead the installation astray.
    surroundings = {key: value for key, value in os.environ.items() if key != "PIP_USER"}
    done = subprocess.run(command, cwd=folder, env=surroundings, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise EnvironmentBroken(
            f"This failed with exit code {done.returncode}:\n  " + " ".join(command)
        )
