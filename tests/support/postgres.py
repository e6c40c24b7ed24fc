"""A private PostgreSQL for tests: its own folder, its own socket, durable like a real one."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

# Debian and Ubuntu keep the programs here; a `postgres` on the path may be something else.
_INSTALLED = Path("/usr/lib/postgresql")
# initdb refuses root, so root lends the cluster to somebody without rights.
_UNPRIVILEGED = ("postgres", "nobody")
_OWNER = "foyer"
_PATIENCE_S = 30.0
_PORT = 5432  # names the socket; there is no TCP port
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "80",
    "fsync": "on",
    "synchronous_commit": "on",
    "log_min_messages": "warning",
}


def programs() -> Path:
    """Return the folder of the newest PostgreSQL; raises RuntimeError with the package's name."""
    found = [path.parent for path in _INSTALLED.glob("*/bin/initdb")]
    if not found:
        raise RuntimeError("PostgreSQL is missing: install the package postgresql")
    return max(found, key=lambda folder: float(folder.parent.name))


class PrivatePostgres:
    """One cluster in a temporary folder, reached by a socket in it."""

    def __init__(self) -> None:
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="foyer-postgres-"))
        self._data = self.folder / "data"
        self._somebody = _somebody()
        self._numbers = itertools.count(1)
        if self._somebody is not None:
            os.chown(self.folder, self._somebody.pw_uid, self._somebody.pw_gid)
        self._run("initdb", "--username", _OWNER, "--auth", "trust", "--encoding", "UTF8")
        self.start()

    def start(self) -> None:
        """Start, and return when it answers."""
        options = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        # When the tests are killed, the kernel stops it, too.
        command = ["setpriv", "--pdeathsig", "INT", self._programs / "postgres", "-D", self._data]
        with (self.folder / "log").open("a") as log:
            self._server = subprocess.Popen(
                [*command, *options, "-k", self.folder, "-p", str(_PORT)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self._as_somebody(),
            )
        patience = time.monotonic() + _PATIENCE_S
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > patience:
                raise RuntimeError(f"PostgreSQL does not start: {self._log()}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        try:
            self._execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, how: str = "fast") -> None:
        """Stop; `fast` throws everybody out, `immediate` is a crash."""
        self._run("pg_ctl", "stop", "-w", "-m", how)
        self._server.wait(_PATIENCE_S)

    def restart(self) -> None:
        """Stop and start, as an upgrade of the package does."""
        self.stop()
        self.start()

    def url(self, database: str) -> str:
        """Return the address of a database, as the office's configuration has it."""
        return f"postgresql+psycopg://{_OWNER}@/{database}?host={self.folder}&port={_PORT}"

    def new_database(self) -> str:
        """Make an empty database; return its name."""
        name = f"office_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def drop(self, database: str) -> None:
        """Forget a database; whoever is connected is thrown out."""
        self._execute(f"DROP DATABASE {database} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        address = f"host={self.folder} port={_PORT} user={_OWNER} dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def close(self) -> None:
        """Stop and forget everything."""
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, "-D", self._data, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **self._as_somebody(),
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr or done.stdout} {self._log()}")

    def _as_somebody(self) -> dict[str, Any]:
        somebody = self._somebody
        if somebody is None:
            return {"cwd": self.folder}
        owner = {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
        return {"cwd": self.folder, **owner}

    def _log(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""


def _somebody() -> pwd.struct_passwd | None:
    """Return who runs the cluster: ourselves (None), or somebody without rights for root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in _UNPRIVILEGED if name in known)


@contextmanager
def private_postgres() -> Iterator[PrivatePostgres]:
    """Run a cluster until the block ends."""
    postgres = PrivatePostgres()
    try:
        yield postgres
    finally:
        postgres.close()
