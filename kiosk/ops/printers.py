"""What a technician asks a ticket printer."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import termios
from collections.abc import Callable, Sequence
from functools import partial
from typing import TextIO

from devices.printer import Able, OutcomeChanged, StateChanged, Unreachable
from devices.printer.escpos import EscPosPrinter
from devices.printer.findings import (
    ConfirmsAfterCut,
    Finding,
    NotReached,
    Reached,
    RecoversFromTorn,
    Recovery,
    SilentWithOpenCover,
    TakesNothing,
)
from devices.printer.models import MODELS
from devices.printer.selftest import OpenCover, selftest
from devices.printer.switches import Switch

_MENDING = {"new-roll": "load-roll", "well": "repair"}
_STRANGER = "What listens on port {port} is not the control port of a demonstration's printer."
_LONGEST_ANSWER = 65_536
_TICKETS = 2  # that a self-test prints
_ONE_IN_DOUBT = "It did not confirm one of two tickets: ask it again."
COVER_WITHIN_S = 60.0


def sentence(finding: Finding) -> str:
    """Return a finding as a sentence with its stable code."""
    match finding:
        case Reached(name, state):
            called = f"calls itself {name}" if name else "does not say its name"
            told = f"It answers, {called}, and is {state.code}."
        case NotReached(reason):
            told = f"It cannot be asked: {reason}."
        case TakesNothing(state):
            said = "says that it is ready" if isinstance(state, Able) else f"is {state.code}"
            told = f"It stopped in the middle of a ticket and takes nothing more; it {said}."
        case ConfirmsAfterCut(True, after_s):
            told = (
                f"It confirms each ticket after the cut ({after_s or 0:.2f} s after the last byte)."
            )
        case ConfirmsAfterCut():
            told = "It did not confirm a ticket after the cut."
        case RecoversFromTorn(Recovery.LOST, _):
            told = "After a torn connection it does not come back: switch it off and on."
        case RecoversFromTorn(how, next_ticket):
            after = "the next ticket is confirmed" if next_ticket else "the next ticket is in doubt"
            told = f"It recovers from a torn connection ({how}); {after}."
        case SilentWithOpenCover(None):
            told = "The cover was not opened, or not in time."
        case SilentWithOpenCover(silent):
            told = "It is silent" if silent else "It goes on answering"
            told += " while its cover is open."
    return f"{finding.code}: {told}"


class NobodyThere(Exception):
    """No fake printer is switched on this port; the message is a sentence."""


def switched(port: int, trouble: str, *, on: bool, within_s: float = 5.0) -> str:
    """Give a fake printer a trouble and return what it says.

    Raises ValueError for a wish that it cannot be given, and `NobodyThere`.
    """
    if trouble in _MENDING and not on:
        raise ValueError(f"{trouble} mends the printer: there is nothing to switch off")
    if trouble in _MENDING:
        wish: dict[str, object] = {"do": _MENDING[trouble]}
    elif trouble in set(Switch):
        wish = {"do": "switch", "trouble": trouble, "on": on}
    else:
        raise ValueError(f"{trouble!r} is none of: {', '.join((*_MENDING, *Switch))}")
    match _answer(port, json.dumps(wish).encode() + b"\n", within_s):
        case {"ok": True, **said}:
            return ", ".join(f"{name}: {value}" for name, value in said.items())
        case {"ok": False, "error": str(error)}:
            raise ValueError(error)
        case _:
            raise NobodyThere(_STRANGER.format(port=port))


def _answer(port: int, wish: bytes, within_s: float) -> object:
    try:
        control = socket.create_connection(("127.0.0.1", port), within_s)
    except (OSError, OverflowError) as error:
        raise NobodyThere(f"Nothing listens on port {port}.") from error
    with control:
        try:
            control.sendall(wish)
            return json.loads(control.makefile("rb").readline(_LONGEST_ANSWER))
        except (OSError, ValueError, RecursionError) as error:
            raise NobodyThere(_STRANGER.format(port=port)) from error


async def ask_three_questions(
    address: str, model: str, say: Callable[[str], None], cover_is_open: OpenCover | None
) -> bool:
    """Run the self-test and say each finding; return whether tickets can be trusted.

    Args:
        cover_is_open: without it, the question about the open cover is left out.
    """
    findings: list[Finding] = []
    async for finding in selftest(address, MODELS[model], cover_is_open=cover_is_open):
        say(sentence(finding))
        findings.append(finding)
    confirmed = _confirmed(findings)
    if len(confirmed) == _TICKETS and not all(confirmed):
        say(_ONE_IN_DOUBT if any(confirmed) else _advice(model))
    return len(confirmed) == _TICKETS and all(confirmed) and not _broken(findings)


def _confirmed(findings: Sequence[Finding]) -> list[bool]:
    """Say of each ticket that was printed whether it was confirmed."""
    confirmed = []
    for finding in findings:
        match finding:
            case ConfirmsAfterCut(confirms, _):
                confirmed.append(confirms)
            case RecoversFromTorn(how, next_ticket) if how is not Recovery.LOST:
                confirmed.append(next_ticket)
    return confirmed


def _broken(findings: Sequence[Finding]) -> bool:
    return any(isinstance(finding, NotReached | TakesNothing) for finding in findings)


def _advice(model: str) -> str:
    if MODELS[model].process_id:
        return "It did not confirm either ticket: choose a model without process id."
    return f"It did not confirm either ticket, as is known of {model}: look at the paper."


async def cover_opened(
    keyboard: int, say: Callable[[str], None], within_s: float = COVER_WITHIN_S
) -> bool:
    """Ask the technician to open the cover; whether Enter was pressed in time."""
    termios.tcflush(keyboard, termios.TCIFLUSH)  # what was typed before is no answer
    say(f"Open the cover, then press Enter (within {within_s:.0f} s).")
    loop = asyncio.get_running_loop()
    pressed = asyncio.Event()
    loop.add_reader(keyboard, pressed.set)
    try:
        async with asyncio.timeout(within_s):
            await pressed.wait()
        return os.read(keyboard, _LONGEST_ANSWER) != b""
    except TimeoutError:
        return False
    finally:
        loop.remove_reader(keyboard)


def technician(stdin: TextIO | None, say: Callable[[str], None]) -> OpenCover | None:
    """Return who opens the cover; None when nobody sits at a keyboard, and says so."""
    if stdin is not None and stdin.isatty():
        return partial(cover_opened, stdin.fileno(), say)
    say(f"{SilentWithOpenCover.code}: Left out, because there is no terminal to answer on.")
    return None


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
