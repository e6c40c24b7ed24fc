"""What a technician asks a ticket printer."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable

from devices.printer import OutcomeChanged, StateChanged, Unreachable
from devices.printer.escpos import EscPosPrinter
from devices.printer.findings import (
    ConfirmsAfterCut,
    Finding,
    NotReached,
    Reached,
    RecoversFromTorn,
    Recovery,
    SilentWithOpenCover,
)
from devices.printer.models import MODELS
from devices.printer.selftest import selftest
from devices.printer.switches import Switch


def sentence(finding: Finding) -> str:
    """Return a finding as a sentence with its stable code."""
    match finding:
        case Reached(name, state):
            told = f"It answers, calls itself {name or 'nothing'}, and is {state.code}."
        case NotReached(reason):
            told = f"It cannot be asked: {reason}."
        case ConfirmsAfterCut(True, after_s):
            told = (
                f"It confirms each ticket after the cut ({after_s or 0:.2f} s after the last byte)."
            )
        case ConfirmsAfterCut():
            told = "It does not confirm tickets: choose a model without process id."
        case RecoversFromTorn(Recovery.LOST, _):
            told = "After a torn connection it does not come back: switch it off and on."
        case RecoversFromTorn(how, next_ticket):
            after = "the next ticket is confirmed" if next_ticket else "the next ticket is in doubt"
            told = f"It recovers from a torn connection ({how}); {after}."
        case SilentWithOpenCover(None):
            told = "The cover was not opened in time."
        case SilentWithOpenCover(silent):
            told = "It is silent" if silent else "It goes on answering"
            told += " while its cover is open."
    return f"{finding.code}: {told}"


def switched(port: int, trouble: str, *, on: bool) -> str:
    """Give a fake printer a trouble and return what it says; raises OSError or ValueError."""
    match trouble:
        case "new-roll":
            wish: dict[str, object] = {"do": "load-roll"}
        case "well":
            wish = {"do": "repair"}
        case _ if trouble in set(Switch):
            wish = {"do": "switch", "trouble": trouble, "on": on}
        case _:
            raise ValueError(f"{trouble!r} is none of: new-roll, well, {', '.join(Switch)}")
    with socket.create_connection(("127.0.0.1", port), timeout=5) as control:
        control.sendall(json.dumps(wish).encode() + b"\n")
        said = json.loads(control.makefile().readline())
    if not said.pop("ok"):
        raise ValueError(said["error"])
    return ", ".join(f"{name}: {value}" for name, value in said.items())


async def ask_three_questions(address: str, model: str, say: Callable[[str], None]) -> bool:
    """Run the self-test and say each finding; return whether tickets can be trusted."""
    trusted = False
    async for finding in selftest(address, MODELS[model]):
        say(sentence(finding))
        if isinstance(finding, ConfirmsAfterCut):
            trusted = finding.confirms
    return trusted


async def watch(address: str, model: str, say: Callable[[str], None]) -> None:
    """Say every change of a printer until cancelled."""
    printer = EscPosPrinter(address, MODELS[model])
    running = asyncio.create_task(printer.run(), name="printer")
    try:
        async for change in printer.changes():
            match change:
                case StateChanged(Unreachable(reason)):
                    say(f"unreachable: {reason}")
                case StateChanged(state):
                    say(state.code)
                case OutcomeChanged(job_id, outcome):
                    say(f"{job_id} {outcome.code}")
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
