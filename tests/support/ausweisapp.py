"""The real AusweisApp without a window, in a home of its own, and its SDK by WebSocket.

Debian: ausweisapp2 (1.26.2, good enough for tests; production takes a newer one).
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

PROGRAM = shutil.which("AusweisApp2")
READY_WITHIN_S = 30
LEVEL = 2
_TRIES, _LOOKS, _LOOK_S = 10, 15, 0.2
_SIMULATED = "Simulator"
# The double of the eID server has a certificate of nobody's, so nothing is checked beforehand.
_SETTINGS = "[preverification]\nenabled=false\n"
_COMMAND = (
    *("--ui", "websocket", "--address", "127.0.0.1", "--port", "0"),
    *("--no-proxy", "--no-logfile"),
)
_ENDS = {"RUN_AUTH": "AUTH", "RUN_CHANGE_PIN": "CHANGE_PIN"}
Message = dict[str, Any]


class AusweisApp:
    """One process; `home` is all that it writes to."""

    def __init__(self, home: Path) -> None:
        self.home = home
        settings = home / ".config" / "Unknown Organization"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "AusweisApp2.conf").write_text(_SETTINGS)
        (home / "tmp").mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [PROGRAM or "AusweisApp2", *_COMMAND],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.port = self._wait_for_port()

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        return os.environ | own

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/eID-Kernel"

    def _wait_for_port(self) -> int:
        place = self.home / "tmp" / f"AusweisApp2.{self.pid}.port"
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if place.exists() and (text := place.read_text().strip()):
                return int(text)
            time.sleep(0.02)
        raise AssertionError(f"AusweisApp does not come up (exit code {self._process.poll()})")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it; a program that hangs is killed."""
        self._process.send_signal(how)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def ausweisapp(folder: Path) -> Iterator[AusweisApp]:
    """Run one until the block ends; its home is gone afterwards."""
    home = folder / "home"
    home.mkdir(mode=0o700)
    running = AusweisApp(home)
    try:
        yield running
    finally:
        running.end()
        shutil.rmtree(home)


def asked(messages: list[Message]) -> list[str]:
    """Return what the citizen was asked for, in turn: PIN, CAN …"""
    kinds = (message["msg"] for message in messages)
    return [kind.removeprefix("ENTER_") for kind in kinds if kind.startswith("ENTER_")]


class Sdk:
    """The conversation with AusweisApp, word by word; for the proofs of this bench."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self.heard: list[Message] = []
        self._cards: dict[str, Message | None] = {}

    async def say(self, command: str, **more: object) -> None:
        await self._line.send(json.dumps({"cmd": command, **more}))

    async def next(self, *names: str, within_s: float = READY_WITHIN_S) -> Message:
        """Wait for the next message, of these kinds when there are any."""
        async with asyncio.timeout(within_s):
            while True:
                message: Message = json.loads(await self._line.recv())
                self.heard.append(message)
                self._note(message)
                if not names or message["msg"] in names:
                    return message

    async def run(self, command: str, *digits: tuple[str, str], **more: object) -> Message:
        """Carry a command out to its end and return the last message.

        Args:
            digits: what to answer in turn: kind (PIN, CAN, PUK, NEW_PIN) and value. When something
                else is asked for, or there is no answer left, the conversation is cancelled.
        """
        left = list(digits)
        await self.say(command, **more)
        while True:
            message = await self.next()
            kind = message["msg"]
            if kind == _ENDS[command] and message.keys() & {"result", "error", "success"}:
                return message
            if kind == "ACCESS_RIGHTS":
                await self.say("ACCEPT")
            elif kind.startswith("ENTER_"):
                if left and kind == f"ENTER_{left[0][0]}":
                    name, value = left.pop(0)
                    await self.say(f"SET_{name}", value=value)
                else:
                    await self.say("CANCEL")

    async def card_in(self, reader: str) -> Message:
        """Wait until it has seen a card in this reader; return what it says of the card."""
        while not (card := self._cards.get(reader)):
            await self.next("READER", "READER_LIST")
        return card

    async def card_out(self, reader: str) -> None:
        """Wait until it has seen that this reader is empty: a quicker change it does not notice."""
        while reader not in self._cards or self._cards[reader]:
            await self.next("READER", "READER_LIST")

    async def looks_at_readers(self) -> bool:
        """Say whether it has found any reader but the one that it simulates, within 3 s."""
        for _ in range(_LOOKS):
            await self.say("GET_READER_LIST")
            await self.next("READER_LIST")
            if self._cards.keys() - {_SIMULATED}:
                return True
            await asyncio.sleep(_LOOK_S)
        return False

    def _note(self, message: Message) -> None:
        if message["msg"] in ("READER", "READER_LIST"):
            for each in message.get("readers", [message]):
                self._cards[each["name"]] = each.get("card")


@asynccontextmanager
async def sdk(app: AusweisApp) -> AsyncIterator[Sdk]:
    """Connect, as its only client, and wait until it knows the readers of `pcsc`.

    One who connects while 1.26.2 still starts up may get a program that looks at no reader before
    the first task; connecting anew helps.
    """
    for _ in range(_TRIES):
        async with connect(app.url, user_agent_header="foyer", proxy=None) as line:
            talk = Sdk(line)
            await talk.say("SET_API_LEVEL", level=LEVEL)
            await talk.next("API_LEVEL")
            if await talk.looks_at_readers():
                yield talk
                return
    raise AssertionError("AusweisApp looks at no reader")
