"""A citizen draws a number for "Wohnsitz ummelden", follows it on the phone, and is served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.support.browser import Browser
from tests.support.lobby import Visitor
from tests.support.office_process import OfficeProcess


async def beside(act: Callable[..., object], *arguments: object) -> None:
    """Do something in a browser while the glass goes on living."""
    await asyncio.to_thread(act, *arguments)


async def test_from_the_first_touch_to_the_end_of_the_visit(
    office: OfficeProcess, visitor: Visitor, house: dict[str, Browser], anna: Browser
) -> None:
    display, phone = house["display"], house["phone"]
    await beside(display.opens, "/display")

    number = await visitor.draws("Wohnsitz ummelden")
    await visitor.takes_the_paper()
    assert len(visitor.papers()) == 1

    await beside(phone.opens, visitor.address())
    await beside(phone.sees, number)
    await beside(phone.sees, "Sie sind als Nächstes dran")
    assert office.waiting("melden") == 1

    await beside(anna.clicks, "#do-next")
    await beside(anna.sees, number, "#part-current")
    await beside(display.sees, number)
    await beside(display.sees, "Platz 1")
    await beside(display.until, lambda: int(display.data("gongs")) >= 1, "a gong")
    await beside(phone.until, lambda: phone.data("state") == "called", "called")
    await beside(phone.sees, "Platz 1")

    await beside(anna.clicks, "#do-appear")
    await beside(phone.until, lambda: phone.data("state") == "serving", "serving")
    await beside(anna.clicks, "#do-finish")
    await beside(anna.clicks, "#send-finish")
    await beside(anna.find, "#do-next")
    await beside(phone.until, lambda: phone.data("state") == "done", "done")

    await visitor.leaves()
    assert not visitor.attendant.notebook.undelivered()


async def test_a_missed_call_and_coming_back_once(
    visitor: Visitor, house: dict[str, Browser], anna: Browser
) -> None:
    phone = house["phone"]
    number = await visitor.draws("Wohnsitz ummelden")
    await visitor.takes_the_paper()
    await beside(phone.opens, visitor.address())

    await beside(anna.clicks, "#do-next")
    await beside(anna.clicks, "#do-give-up")
    await beside(phone.until, lambda: phone.data("state") == "no_show", "missed")

    await beside(phone.touches, "Wieder anstellen")
    await beside(phone.until, lambda: phone.data("state") == "waiting", "waiting again")

    await beside(anna.clicks, "#do-next")
    await beside(anna.sees, number, "#part-current")
    await beside(anna.clicks, "#do-give-up")
    await beside(phone.until, lambda: phone.data("state") == "no_show", "missed again")
    assert not await asyncio.to_thread(
        lambda: phone.find("form[data-act=reactivate]").is_displayed()
    )


async def test_coming_back_at_the_terminal_with_the_code(visitor: Visitor, anna: Browser) -> None:
    number = await visitor.draws("Wohnsitz ummelden")
    await visitor.takes_the_paper()
    drawn = visitor.attendant.visit.drawn
    assert drawn is not None
    await visitor.leaves()
    await beside(anna.clicks, "#do-next")
    await beside(anna.clicks, "#do-give-up")
    await beside(anna.find, "#do-next")

    await visitor.wakes_it()
    await visitor.touches_row("Meine Nummer")
    for letter in drawn.code:
        await visitor.touches(letter)
    await visitor.touches_row("Nummer suchen")
    await visitor.waits_for("waren nicht da")
    await visitor.touches_row("Ich bin wieder da")
    await visitor.waits_for("Sie sind in der Reihe")
    assert visitor.sees(number)


async def test_a_transfer_keeps_number_and_place(
    office: OfficeProcess, visitor: Visitor, house: dict[str, Browser], anna: Browser
) -> None:
    phone = house["phone"]
    number = await visitor.draws("Wohnsitz ummelden")
    await visitor.takes_the_paper()
    await beside(phone.opens, visitor.address())
    await beside(anna.clicks, "#do-next")
    await beside(anna.clicks, "#do-appear")
    await beside(anna.clicks, "#do-transfer")
    await beside(
        anna.script,
        "document.querySelector('#transfer-department').value = 'kfz'",
    )
    await beside(anna.types, "#transfer-note", "Fragt auch nach dem Fahrzeugschein")
    await beside(anna.clicks, "#send-transfer")
    await beside(anna.find, "#do-next")

    await beside(phone.sees, "Kfz-Zulassung")
    await beside(phone.sees, number)
    assert (office.waiting("melden"), office.waiting("kfz")) == (0, 1)
