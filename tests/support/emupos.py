"""`emupos` as a process: several printers over TCP, and the hand that troubles them over REST."""

from __future__ import annotations

import io
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from PIL import Image

from devices.printer import PROFILES, PaperPicture

# It has this one built in, with the name of a printer that can do more than it does.
BUILT_IN = "tm-t20iii"
NAME = "CLONE"  # what the others call themselves
_DEVICES = {**{name: f"./{name}.yaml" for name in PROFILES}, BUILT_IN: "epson-tm-t20iii"}
_PROFILE = """\
type: printer
name: {name}
dpi: {dpi}
width_dots: {width_dots}
font_a: {{ width: 12, height: 24 }}
font_b: {{ width: 9, height: 17 }}
code_pages: {{ 0: PC437 }}
default_code_page: 0
drawer_sensor_open_level: high
printer_id: {{ model: 2, autocutter: true, maker: NOBODY, name: {told} }}
"""
_DEVICE = """\
  - id: {name}
    type: printer
    profile: {profile}
    connections: [tcp: {{ host: 127.0.0.1, port: {port} }}]
    job_idle_timeout_ms: 60000
    receipts_dir: ./{name}
"""
# Its own command prints a line for each of the thousands of bytes that wake a torn printer.
_START = """\
import pathlib, sys, emupos.config, emupos.daemon.server
loaded = emupos.config.load_config_file(pathlib.Path(sys.argv[1]))
emupos.daemon.server.serve(loaded, lambda simulator: None)
"""
_ATTEMPTS = 5
_PATIENCE_S = 30.0


class Emupos:
    """Four running printers: one for each kind of paper, by its name, and the built-in one."""

    def __init__(self, api: httpx.Client, ports: dict[str, int]) -> None:
        self._api = api
        self._ports = ports
        self._taken: set[str] = set()

    def address(self, device: str) -> str:
        return f"tcp://127.0.0.1:{self._ports[device]}"

    def take(self, device: str) -> list[PaperPicture]:
        """Return the papers that fell out since the last time, the oldest first."""
        answer = self._get(f"devices/{device}/receipts").json()
        receipts = answer["receipts"] if isinstance(answer, dict) else answer
        fresh = [each["id"] for each in reversed(receipts) if each["id"] not in self._taken]
        self._taken.update(fresh)
        return [self._picture(device, receipt) for receipt in fresh]

    @contextmanager
    def trouble(self, device: str, fault: str) -> Iterator[None]:
        """Let the printer have this fault for a while."""
        place = f"devices/{device}/faults/{fault}"
        self._api.put(place).raise_for_status()
        try:
            yield
        finally:
            self._api.delete(place).raise_for_status()

    def _picture(self, device: str, receipt: str) -> PaperPicture:
        png = self._get(f"devices/{device}/receipts/{receipt}/image").content
        image = Image.open(io.BytesIO(png))
        assert image.mode == "1", "there are no greys on thermal paper"
        dpi = PROFILES[device].dpi if device in PROFILES else 203
        return PaperPicture(image.width, image.tobytes("raw", "1;I"), dpi)

    def _get(self, place: str) -> httpx.Response:
        return self._api.get(place).raise_for_status()


@contextmanager
def running_emupos(python: Path, folder: Path) -> Iterator[Emupos]:
    """Run it in this folder until the end of the context."""
    for name, profile in PROFILES.items():
        paper = _PROFILE.format(
            name=name, told=NAME, dpi=profile.dpi, width_dots=profile.width_dots
        )
        (folder / f"{name}.yaml").write_text(paper)
    for _ in range(_ATTEMPTS):  # somebody else may take a free port before emupos does
        api_port, *ports = _free_ports(1 + len(_DEVICES))
        places = dict(zip(_DEVICES, ports, strict=True))
        _configure(folder, api_port, places)
        process = _start(python, folder)
        base = f"http://127.0.0.1:{api_port}/api/v1/"
        with process, httpx.Client(base_url=base, trust_env=False) as api:
            try:
                if _answers(process, api):
                    yield Emupos(api, places)
                    return
            finally:
                process.terminate()
    raise RuntimeError(f"emupos does not start: {(folder / 'log').read_text()}")


def _configure(folder: Path, api_port: int, ports: dict[str, int]) -> None:
    devices = (
        _DEVICE.format(name=name, profile=profile, port=ports[name])
        for name, profile in _DEVICES.items()
    )
    head = f"schema: 1\napi: {{ host: 127.0.0.1, port: {api_port} }}\ndevices:\n"
    (folder / "emupos.yaml").write_text(head + "".join(devices))


def _start(python: Path, folder: Path) -> subprocess.Popen[bytes]:
    # When the tests are killed, the kernel stops it, too.
    command = ["setpriv", "--pdeathsig", "TERM", python, "-I", "-c", _START]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [*command, folder / "emupos.yaml"],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


def _answers(process: subprocess.Popen[bytes], api: httpx.Client) -> bool:
    """Wait until it is there; whether it is."""
    patience = time.monotonic() + _PATIENCE_S
    while process.poll() is None and time.monotonic() < patience:
        with suppress(httpx.TransportError):
            return api.get("health").is_success
        time.sleep(0.02)
    return False


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
