"""Switching a fake printer from outside: one JSON object a line, on a port of this machine.

    {"do": "switch", "trouble": "paper-out"}            {"do": "switch", "trouble": …, "on": false}
    {"do": "switch-after", "rows": 600, "trouble": "cover-open"}
    {"do": "load-roll", "mm": 80000}                    {"do": "repair"}
    {"do": "break", "how": "rst", "after_bytes": 30000}
    {"do": "answer", "late_s": 0.5, "split": true, "dropped": ["processed"]}
    {"do": "become", "process_id": false}               {"do": "state"}

Every line is answered by one: `{"ok": true, …what is so now}` or `{"ok": false, "error": "…"}`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields
from typing import Any

from devices.printer.fake.abilities import Abilities, Answering, Break
from devices.printer.fake.printer import ROLL_MM, FakePrinter
from devices.printer.fake.wishes import checked, count, flag, no_number, number
from devices.printer.switches import Switch

_LONGEST_LINE = 4_096
_LONGEST_ROLL_MM = 1_000_000.0
_ASKED = {
    "switch": ("trouble", "on"),
    "switch-after": ("rows", "trouble"),
    "load-roll": ("mm",),
    "repair": (),
    "break": ("how", "after_bytes"),
    "answer": tuple(field.name for field in fields(Answering)),
    "become": tuple(
        field.name for field in fields(Abilities) if field.name not in ("profile", "buffer_bytes")
    ),
    "state": (),
}


async def obey(fake: FakePrinter, line: str | bytes) -> dict[str, Any]:
    """Do what one line says and return what is so now."""
    try:
        wish = json.loads(line, parse_constant=no_number)
        if not isinstance(wish, dict):
            raise ValueError("A wish is one JSON object.")
        await _do(fake, wish.pop("do"), wish)
        return {"ok": True, **state(fake)}
    except KeyError as error:
        return {"ok": False, "error": f"Something is missing: {error}."}
    except RecursionError:
        return {"ok": False, "error": "That is nested too deep."}
    except ValueError as error:
        return {"ok": False, "error": str(error)}


def state(fake: FakePrinter) -> dict[str, Any]:
    """Return what somebody beside the printer would see."""
    return {
        "address": fake.address,
        "troubles": sorted(fake.switched_on),
        "left_mm": round(fake.paper.left_mm),
        "fallen": fake.paper.fallen,
        "rows_hanging": fake.paper.rows,
    }


async def _do(fake: FakePrinter, what: object, wish: dict[str, Any]) -> None:
    if not isinstance(what, str) or what not in _ASKED:
        raise ValueError(f"Nobody can do {what!r}; what can be done: {', '.join(_ASKED)}.")
    if unknown := wish.keys() - set(_ASKED[what]):
        raise ValueError(f"{what} takes no {', '.join(sorted(unknown))}.")
    match what:
        case "switch":
            await fake.switch(Switch(wish["trouble"]), flag("on", wish.get("on", True)))
        case "switch-after":
            fake.switch_after(count("rows", wish["rows"], 1), Switch(wish["trouble"]))
        case "load-roll":
            await fake.load_roll(number("mm", wish.get("mm", ROLL_MM), _LONGEST_ROLL_MM))
        case "repair":
            await fake.repair()
        case "break":
            after_bytes = count("after_bytes", wish.get("after_bytes", 0), 0)
            fake.break_line(Break(wish["how"]), after_bytes)
        case "answer":
            fake.answer(**checked(Answering, wish))
        case "become":
            fake.become(**checked(Abilities, wish))


@asynccontextmanager
async def control(fake: FakePrinter, port: int = 0) -> AsyncIterator[int]:
    """Listen on this machine only; give the port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                answer = json.dumps(await obey(fake, line))
                writer.write(answer.encode() + b"\n")
                await writer.drain()
        except (OSError, ValueError):  # too long a line, or the hand is gone
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port, limit=_LONGEST_LINE)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
