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

from devices.printer.fake.abilities import Abilities, Answering, Break, Kind
from devices.printer.fake.printer import ROLL_MM, FakePrinter
from devices.printer.switches import Switch

_LONGEST_LINE = 4_096


async def obey(fake: FakePrinter, line: str | bytes) -> dict[str, Any]:
    """Do what one line says and return what is so now."""
    try:
        wish = json.loads(line)
        await _do(fake, wish)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return {"ok": True, **state(fake)}


def state(fake: FakePrinter) -> dict[str, Any]:
    """Return what somebody beside the printer would see."""
    return {
        "address": fake.address,
        "troubles": sorted(fake.switched_on),
        "left_mm": round(fake.paper.left_mm),
        "fallen": fake.paper.fallen,
        "rows_hanging": fake.paper.rows,
    }


async def _do(fake: FakePrinter, wish: dict[str, Any]) -> None:
    match wish.pop("do"):
        case "switch":
            await fake.switch(Switch(wish["trouble"]), bool(wish.get("on", True)))
        case "switch-after":
            fake.switch_after(int(wish["rows"]), Switch(wish["trouble"]))
        case "load-roll":
            await fake.load_roll(float(wish.get("mm", ROLL_MM)))
        case "repair":
            await fake.repair()
        case "break":
            fake.break_line(Break(wish["how"]), int(wish.get("after_bytes", 0)))
        case "answer":
            if "dropped" in wish:
                wish["dropped"] = frozenset(Kind(kind) for kind in wish["dropped"])
            if "stray" in wish:
                wish["stray"] = bytes.fromhex(wish["stray"])
            fake.answer(**_known(Answering, wish))
        case "become":
            fake.become(**_known(Abilities, wish))
        case "state":
            pass
        case other:
            raise ValueError(f"nobody can do {other!r}")


def _known(kind: type, wish: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)} - {"profile", "buffer_bytes"}
    if unknown := wish.keys() - names:
        raise ValueError(f"no such thing: {', '.join(sorted(unknown))}")
    return wish


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
