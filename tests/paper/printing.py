"""Tickets printed for real: by our driver over TCP, on the paper of the fake printer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from devices.printer import Confirmed, PaperPicture, Profile
from devices.printer.escpos import EscPosPrinter
from devices.printer.fake.abilities import Abilities
from devices.printer.fake.printer import FakePrinter
from devices.printer.models import MODELS, Cut, Model
from tests.devices.printers import SCALE, running

# One model for each paper, by the name of the profile; each has a blade.
MODEL_ON: dict[str, Model] = {
    "80mm-203dpi": MODELS["tm-t20iii"],
    "80mm-180dpi": MODELS["tm-t88v"],
    "58mm-203dpi": replace(MODELS["generic-58mm"], cut=Cut.PARTIAL),
}


async def printed(pictures: Iterable[PaperPicture], profile: Profile, folder: Path) -> list[Path]:
    """Print them and return the papers that fell out, as files, the first one first."""
    model = MODEL_ON[profile.name]
    abilities = Abilities(
        profile=profile, process_id=model.process_id, asb=model.pushes_status, name=model.tells
    )
    async with FakePrinter(abilities, folder, time_scale=SCALE) as fake:
        printer = EscPosPrinter(fake.address, model, time_scale=SCALE)
        async with running(printer):
            for number, picture in enumerate(pictures):
                assert await printer.print(f"ticket-{number}", picture) == Confirmed()
    return sorted(folder.glob("*.png"))
