"""The table of a call: the terminal's own end, and beside it the same call between two browsers.

Run: python -m tests.benchmarks.call [--quick] [--only calm far …] [--times 3] [--calls 20]

A real office, the real page of a desk in Chromium, a real call process with the simulated camera
at 720p30, in a network of its own. The glass is left out: drawn without a graphics card it takes a
core for itself. The end beside it is a page in another Chromium, which takes the same commands,
over the same signalling and through the same link. The median of three is printed.

Our microphone is cleaned of echo and noise, which takes 15 ms; that of the page is not. Needs root
and iproute2 for the network, takes 20 minutes, and two cores for itself: look at the load.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.calls.desk import LOGIN, Desk
from tests.benchmarks.calls.namespace import run_inside
from tests.benchmarks.calls.network import Network
from tests.benchmarks.calls.plan import ENDS, Item, Run, plan
from tests.benchmarks.calls.table import printed
from tests.benchmarks.calls.terminal import Terminal
from tests.support.office_process import OfficeProcess

_NAMES = [item.name for item in plan(1, 1)]
_QUICK = ("calm", "loss-5", "far", "share", "closed", "growth")


def asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.call")
    parser.add_argument("--only", nargs="+", choices=_NAMES, help="nothing but these")
    parser.add_argument("--ends", nargs="+", choices=list(ENDS), default=list(ENDS))
    parser.add_argument("--quick", action="store_true", help="a part of it, once, and shorter")
    parser.add_argument("--times", type=int, help="how often each is measured (3)")
    parser.add_argument("--calls", type=int, help="how many calls must leave nothing behind (20)")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(words)


def items(how: argparse.Namespace) -> list[Item]:
    times, calls = (1, 6) if how.quick else (3, 20)
    wanted = how.only or (_QUICK if how.quick else _NAMES)
    return [item for item in plan(how.times or times, how.calls or calls) if item.name in wanted]


async def measure(how: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = OfficeProcess(Path(folder))
        office.account(LOGIN)
        office.start()
        network, desk = Network(), Desk(office)
        terminal = Terminal(office.terminal_url, network, office.now)
        serving = asyncio.create_task(terminal.run())
        settle_s, watch_s = (3.0, 5.0) if how.quick else (4.0, 10.0)
        run = Run(network, terminal, desk, settle_s, watch_s)
        try:
            await run.plays(items(how), how.ends)
        finally:
            names = [ENDS[end].name for end in how.ends]
            print(printed(run.measured, names, run.loads), flush=True)
            await desk.closes()
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            office.stop()


def main() -> None:
    words = sys.argv[1:]
    how = asked(words)
    if how.inside:
        with suppress(KeyboardInterrupt):
            asyncio.run(measure(how))
    else:
        sys.exit(run_inside("tests.benchmarks.call", [*words, "--inside"]))


if __name__ == "__main__":
    main()
