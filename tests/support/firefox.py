"""A real Firefox in a window of its own, steered by what it speaks itself (W3C WebDriver BiDi)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FIREFOX = "firefox-esr"
_PATIENCE_S = 15.0
_PREFERENCES = {
    # A camera, a microphone and a screen that need no permission.
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.default": 0,
    # It looks for nothing on the network.
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One window of Firefox."""

    def __init__(self, socket: ClientConnection, address: str) -> None:
        self._socket, self._address, self._last = socket, address, 0
        self.complaints: list[str] = []
        self._command("session.new", capabilities={})
        self._command("session.subscribe", events=["log.entryAdded"])
        self._window = self._command("browsingContext.getTree")["contexts"][0]["context"]

    def opens(self, path: str) -> None:
        url = self._address + path
        self._command("browsingContext.navigate", context=self._window, url=url, wait="complete")

    def script(self, code: str, *arguments: Any) -> Any:
        """Return what a function body returns; strings, numbers, truth values."""
        given = f"const given = {json.dumps(arguments)};"
        answer = self._command(
            "script.evaluate",
            expression=f"(() => {{ {given} {code} }})()",
            target={"context": self._window},
            awaitPromise=True,
            userActivation=True,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def until(self, code: str, what: str = "") -> Any:
        """Wait until an expression is true and return it."""
        deadline = time.monotonic() + _PATIENCE_S
        while not (found := self.script(f"return {code}")):
            assert time.monotonic() < deadline, f"not seen: {what or code}\n{self.text()}"
            time.sleep(0.05)
        return found

    def text(self) -> str:
        return str(self.script("return document.body.innerText"))

    def sees(self, words: str) -> None:
        self.until(f"document.body.innerText.includes({json.dumps(words)})", words)

    def clicks(self, css: str) -> None:
        self.until(f"document.querySelector({json.dumps(css)}) !== null", css)
        self.script("document.querySelector(given[0]).click()", css)

    def types(self, css: str, text: str) -> None:
        self.script("document.querySelector(given[0]).value = given[1]", css, text)

    def presses(self, key: str) -> None:
        """Press a key, wherever the focus is."""
        strokes = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        self._command("input.performActions", context=self._window, actions=actions)

    def _command(self, method: str, **parameters: Any) -> Any:
        self._last += 1
        text = json.dumps({"id": self._last, "method": method, "params": parameters})
        self._socket.send(text)
        while True:
            heard = json.loads(self._socket.recv(_PATIENCE_S))
            if heard.get("method") == "log.entryAdded" and heard["params"]["level"] == "error":
                self.complaints.append(str(heard["params"]["text"]))
            if heard.get("id") == self._last:
                assert heard["type"] == "success", heard
                return heard["result"]


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that can be shared: Firefox has none of its own."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1366x768x24",
        "-nolisten",
        "tcp",
    ]
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait(10)


@contextmanager
def firefox(address: str) -> Iterator[Firefox]:
    """Open a Firefox with an empty profile."""
    with tempfile.TemporaryDirectory(prefix="firefox-") as profile, _screen() as screen:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [FIREFOX, "--no-remote", "--remote-debugging-port=0", "--profile", profile]
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "HOME": profile, "DISPLAY": screen},
        )
        try:
            with connect(_told(process) + "/session", proxy=None, max_size=None) as socket:
                yield Firefox(socket, address)
        finally:
            process.kill()
            process.communicate()


def _told(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(r"BiDi listening on (ws://\S+)", line)
        if found:
            return found[1]
    raise AssertionError("Firefox did not start")
