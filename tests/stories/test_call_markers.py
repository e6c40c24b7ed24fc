"""A whole call with words that can be recognised; afterwards they are nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import Browser
from tests.support.call_scene import at_a_desk, pictures_in
from tests.support.leftovers import in_files, in_memory
from tests.support.lobby_process import LobbyProcess, lobby_process
from tests.support.office_process import OfficeProcess

# Letters that no other word has; each is said once, in another way.
CITIZEN, CLERK = "zqxvkjw", "Yxqvzkj"
MARKERS = (CITIZEN, CLERK)


@pytest.fixture
def rooms(tmp_path: Path) -> dict[str, Path]:
    """Return folders for everything that a process may write anywhere."""
    made = {name: tmp_path / name for name in ("office", "terminal", "home", "tmp", "run")}
    for folder in made.values():
        folder.mkdir(mode=0o700)
    return made


@pytest.fixture
def office(rooms: dict[str, Path]) -> Iterator[OfficeProcess]:
    process = OfficeProcess(rooms["office"])
    process.start()
    yield process
    process.stop()


@pytest.fixture
def caller(office: OfficeProcess, rooms: dict[str, Path]) -> Iterator[LobbyProcess]:
    environment = {
        "HOME": str(rooms["home"]),
        "TMPDIR": str(rooms["tmp"]),
        "XDG_RUNTIME_DIR": str(rooms["run"]),
        "KIVY_HOME": str(rooms["home"] / "kivy"),
    }
    with lobby_process(office, rooms["terminal"], environment) as there:
        yield there


@pytest.fixture
def berta(office: OfficeProcess) -> Iterator[Browser]:
    with at_a_desk(office) as browser:
        yield browser


def knocks(caller: LobbyProcess) -> None:
    caller.does("wakes_it")
    for row in ("Per Video sprechen", "Wohngeldstelle", "Anklopfen", "Mit Bild und Ton"):
        caller.does("touches_row", row)
    caller.does("touches_row", "Українська")
    caller.does("touches_row", "Ja, anklopfen")
    caller.does("waits_for", "Sie haben angeklopft")


def talks(caller: LobbyProcess, berta: Browser) -> None:
    """Let both write, and send a still picture."""
    berta.clicks("#knock-list .accept")
    caller.does("sees_state", "talking")
    berta.types("#write", CLERK)
    berta.presses("\ue007")
    caller.does("hears_lines", "1")
    caller.does("touches_row", "Schreiben")
    for letter in CITIZEN:
        caller.does("writes", letter)
    caller.does("touches_row", "Senden")
    berta.sees(CITIZEN, "#lines")
    berta.clicks("#do-still")
    caller.does("touches_row", "Ja, senden")
    berta.until(lambda: berta.find("#tile-still").is_displayed(), "the still")


def test_nothing_of_a_call_is_left_in_any_file(
    caller: LobbyProcess, berta: Browser, rooms: dict[str, Path]
) -> None:
    knocks(caller)
    talks(caller, berta)
    berta.clicks("#do-end")
    berta.clicks("#send-end")
    memory = caller.does("waits_for", "Das Gespräch ist beendet")["memory"]
    caller.does("walks_away")
    assert in_files([*rooms.values(), Path("/dev/shm")], MARKERS) == {}
    assert not any(pictures_in(memory).values())
    assert in_memory(int(memory.removeprefix("call-")), (CLERK,)) == {}
