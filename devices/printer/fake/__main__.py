"""`python -m devices.printer.fake --port 9100 --control-port 9101 --paper DIR`."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import suppress
from pathlib import Path

from devices.printer.fake.abilities import Abilities
from devices.printer.fake.control import control
from devices.printer.fake.printer import FakePrinter
from devices.printer.models import MODELS


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m devices.printer.fake", description=__doc__)
    parser.add_argument("--port", type=int, default=9100, help="of 127.0.0.1 (default 9100)")
    parser.add_argument("--node", type=Path, help="a device node to make instead of a port")
    parser.add_argument("--baud", type=int, help="makes the node a serial line, e.g. 19200")
    parser.add_argument("--control-port", type=int, default=9101, help="default 9101")
    parser.add_argument("--paper", type=Path, help="folder for the tickets as PNG")
    parser.add_argument("--model", choices=MODELS, default="tm-t20iii")
    parser.add_argument("--buffer-bytes", type=int, default=4096)
    parser.add_argument("--speed-mm-s", type=float, default=200.0)
    asked = parser.parse_args()
    if asked.baud and not asked.node:
        parser.error("--baud is the rate of a serial line: give its --node too")
    return asked


async def _run(asked: argparse.Namespace) -> None:
    model = MODELS[asked.model]
    abilities = Abilities(
        profile=model.profile,
        buffer_bytes=asked.buffer_bytes,
        process_id=model.process_id,
        asb=model.pushes_status,
        clear=model.process_id,
        name=model.tells,
    )
    fake = FakePrinter(
        abilities, asked.paper, speed_mm_s=asked.speed_mm_s, port=asked.port, node=asked.node,
        baud=asked.baud,
    )  # fmt: skip
    async with fake, control(fake, asked.control_port) as port:
        print(f"{model.name} at {fake.address}, control at 127.0.0.1:{port}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(_arguments()))
