"""A sound server of the tests' own: PipeWire without hardware, root or session.

Debian: pipewire, pipewire-alsa, wireplumber, dbus.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_SERVER = """
context.properties = {
  core.daemon = true, core.name = pipewire-0
  default.clock.rate = 48000, default.clock.quantum = 480, default.clock.max-quantum = 960
}
context.spa-libs = {
  audio.convert.* = audioconvert/libspa-audioconvert
  support.* = support/libspa-support
}
context.modules = [
  { name = libpipewire-module-protocol-native }
  { name = libpipewire-module-metadata }
  { name = libpipewire-module-spa-node-factory }
  { name = libpipewire-module-client-node }
  { name = libpipewire-module-client-device }
  { name = libpipewire-module-access }
  { name = libpipewire-module-adapter }
  { name = libpipewire-module-link-factory }
  { name = libpipewire-module-session-manager }
]
"""
_CABLE = (
    "create-node adapter { factory.name=support.null-audio-sink node.name=lobby "
    "media.class=Audio/Duplex audio.position=[MONO] }\n"
)
_CARD = "pcm.!default { type pipewire hint { show on description lobby } }\n"
_NO_CARD = "pcm.nothing { type hw card 99 }\n"


class SoundServer:
    """PipeWire without hardware, without root and without the session of whoever runs the tests."""

    def __init__(self, place: Path) -> None:
        (place / "server.conf").write_text(_SERVER)
        (place / "card.conf").write_text(_CARD)
        self.environment = {
            "ALSA_CONFIG_PATH": str(place / "card.conf"),
            "JACK_DEFAULT_SERVER": "nobody",
            **{name: str(place) for name in ("PIPEWIRE_RUNTIME_DIR", "XDG_RUNTIME_DIR")},
            **{name: str(place) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")},
        }
        self._log = (place / "log").open("wb")
        self._server = self._start("pipewire", "-c", str(place / "server.conf"))
        while not (place / "pipewire-0").exists():
            assert self._server.poll() is None, (place / "log").read_text()
        self._manager = self._start("dbus-run-session", "--", "wireplumber")
        self._cable: subprocess.Popen[bytes] | None = None
        self.plug_in()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=os.environ | self.environment,
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def plug_in(self) -> None:
        if self._cable is None:
            self._cable = self._start("pw-cli")
            assert self._cable.stdin is not None
            self._cable.stdin.write(_CABLE.encode())
            self._cable.stdin.flush()

    def unplug(self) -> None:
        """The cable belongs to its client and goes with it."""
        if self._cable is not None:
            _end(self._cable)
            self._cable = None

    def links(self) -> str:
        """Return what is connected now."""
        listing = subprocess.run(
            ["pw-link", "--links"], env=os.environ | self.environment, capture_output=True
        )
        return listing.stdout.decode()

    def close(self) -> None:
        self.unplug()
        _end(self._manager)
        _end(self._server)
        self._log.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


@contextmanager
def sound_server(place: Path) -> Iterator[SoundServer]:
    """Run a sound server that this process uses instead of the machine's."""
    server = SoundServer(place)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        try:
            yield server
        finally:
            server.close()


def no_card(place: Path, patch: pytest.MonkeyPatch) -> None:
    """Let this process see a machine without sound."""
    (place / "none.conf").write_text(_NO_CARD)
    patch.setenv("ALSA_CONFIG_PATH", str(place / "none.conf"))
    patch.setenv("JACK_DEFAULT_SERVER", "nobody")
