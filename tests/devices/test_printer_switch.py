"""`kiosk printer switch`: one clear sentence, whatever listens on the port."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner, Result

from devices.printer.fake.control import control
from devices.printer.fake.printer import FakePrinter
from kiosk.cli import app
from kiosk.ops.printers import NobodyThere, switched


@contextmanager
def stranger(answer: bytes | None) -> Iterator[int]:
    """Something on a port that answers so to whatever comes; None says nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer_one() -> None:
            client, _ = listening.accept()
            with client:
                client.recv(4_096)
                if answer is None:
                    client.recv(4_096)  # until the other side has enough
                else:
                    client.sendall(answer)

        thread = threading.Thread(target=answer_one)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["printer", "switch", *words])


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"{}\n", b"[]\n", b"7\n", b"\xff\xfe\n",
        b'{"ok": false}\n', b"[" * 60_000 + b"\n",
    ],
)  # fmt: skip
def test_a_stranger_on_the_port_is_called_one(answer: bytes) -> None:
    with stranger(answer) as port:
        result = run(str(port), "paper-out")
    assert result.exit_code == 1
    assert result.output == (
        f"What listens on port {port} is not the control port of a demonstration's printer.\n"
    )


def test_a_stranger_who_says_nothing_is_called_one() -> None:
    with stranger(None) as port, pytest.raises(NobodyThere, match="is not the control port"):
        switched(port, "well", on=True, within_s=0.05)


@pytest.mark.parametrize("port", ["0", "99999"])
def test_a_port_on_which_nobody_listens_is_called_so(port: str) -> None:
    result = run(port, "paper-out")
    assert (result.exit_code, result.output) == (1, f"Nothing listens on port {port}.\n")


@pytest.mark.parametrize("mending", ["well", "new-roll"])
def test_what_mends_the_printer_cannot_be_switched_off(mending: str) -> None:
    result = run("1", mending, "--off")
    assert (result.exit_code, mending in result.output) == (2, True)


def test_an_unknown_trouble_is_answered_with_the_known_ones() -> None:
    result = run("1", "rain")
    assert result.exit_code == 2
    assert "new-roll" in result.output and "paper-out" in result.output


async def test_a_demonstration_does_what_it_is_told() -> None:
    async with FakePrinter() as fake, control(fake) as port:
        said = await asyncio.to_thread(switched, port, "paper-out", on=True)
        assert "troubles: ['paper-out']" in said
        assert "troubles: []" in await asyncio.to_thread(switched, port, "well", on=True)
