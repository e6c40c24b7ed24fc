"""The whole way without touching the glass: keypad only, in English and in Arabic."""

from __future__ import annotations

import pytest

from kiosk.texts import texts
from tests.support.lobby import Visitor


async def presses_until(visitor: Visitor, text: str) -> None:
    """Go on with the keypad until something that says this has the focus, and activate it."""
    for _ in range(60):
        await visitor.presses("down")
        focused = visitor.app.glass.focused
        for node, part in visitor.app.glass.nodes():
            if part is focused and node.label.startswith(text) and node.actions:
                await visitor.presses("enter")
                return
    raise AssertionError(f"the keypad does not reach {text!r}")


@pytest.mark.parametrize("language", ["English", "العربية"])
async def test_a_number_by_keypad(visitor: Visitor, language: str) -> None:
    await visitor.wakes_it()
    await presses_until(visitor, language)
    say = texts(visitor.attendant.visit.language)
    town = visitor.attendant.lobby.town
    assert town is not None
    wanted = town.catalogue.services["wohnsitz-ummelden"].name.said_in(say.language)
    await visitor.waits_for(say._("Nummer ziehen"))
    await presses_until(visitor, say._("Nummer ziehen"))
    await visitor.waits_for(wanted)
    await presses_until(visitor, wanted)
    await visitor.waits_for(say._("Das brauchen Sie"))
    await presses_until(visitor, say._("Nummer ziehen"))
    number = await visitor.holds()
    await visitor.waits_for(say._("Bitte Marke entnehmen."))
    assert visitor.sees(number)
    assert visitor.address().startswith("/T/")
