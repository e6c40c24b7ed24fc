"""Language, theme and text size change while somebody stands there, and leave nothing behind."""

from __future__ import annotations

import gc
import weakref

from kiosk.terminal.views import Theme
from screens.samples import lists, pages, wearing
from screens.theme import theme
from tests.support.citizen import Citizen


async def test_a_language_changes_every_word(citizen: Citizen) -> None:
    assert citizen.sees("Bedienhilfen")
    await citizen.is_shown(lists.home("en"))
    assert citizen.sees("Accessibility") and not citizen.sees("Bedienhilfen")
    assert {node.language for node in citizen.nodes} == {"de", "en", "tr", "uk", "ar", ""} - {""}


async def test_arabic_mirrors_the_glass_but_not_a_number(citizen: Citizen) -> None:
    left = citizen.part("Nummer ziehen").x
    await citizen.is_shown(lists.home("ar"))
    width = citizen.app.glass.width
    mirrored = citizen.part("خذ رقمًا")
    assert width - mirrored.right == left
    await citizen.is_shown(pages.ticket("ar", "take"))
    assert citizen.sees("B042") and citizen.part("B042").lines == ("B042",)


async def test_coming_back_to_german_looks_as_before(citizen: Citizen) -> None:
    before = citizen.picture()
    for language in ("ar", "uk", "tr", "en"):
        await citizen.is_shown(wearing(lists.home(language), Theme.CONTRAST_DARK, 200))
        assert citizen.picture() != before
    await citizen.is_shown(lists.home("de"))
    assert citizen.picture() == before


async def test_a_theme_recolours_what_already_stands_there(citizen: Citizen) -> None:
    await citizen.is_shown(wearing(lists.home("de"), Theme.CONTRAST_DARK))
    assert citizen.part("Nummer ziehen").ground == list(theme.tones["action"])
    corner = citizen.picture()[(1600 * 1080 + 2) * 4 :][:3]
    assert corner == b"\x00\x00\x00"


async def test_larger_text_is_larger(citizen: Citizen) -> None:
    normal = theme.sizes["body"]
    await citizen.is_shown(wearing(lists.home("de"), percent=200))
    assert theme.sizes["body"] == 2 * normal
    await citizen.touches("Nächste Seite")
    await citizen.is_shown(wearing(lists.home("de"), percent=100))
    assert citizen.sees("Nummer ziehen")


async def test_an_update_keeps_the_leaf_that_somebody_reads(citizen: Citizen) -> None:
    await citizen.is_shown(lists.home("de", many=True))
    await citizen.touches("Nächste Seite")
    await citizen.is_shown(lists.home("de", many=True))
    assert citizen.sees("Standesamt")
    await citizen.is_shown(pages.help_("de"))
    await citizen.is_shown(lists.home("de", many=True))
    assert not citizen.sees("Standesamt")


async def test_nothing_of_a_visit_stays_in_memory(citizen: Citizen) -> None:
    await citizen.is_shown(pages.follow("de"))
    assert citizen.sees("K 7 Q 2 M")
    screen = weakref.ref(citizen.app.glass.screen)
    await citizen.is_shown(pages.standby("de"))
    gc.collect()
    assert screen() is None
    await citizen.is_shown(lists.home("de"))
    assert not citizen.sees("K 7 Q 2 M")


async def test_a_glass_that_forgot_says_nothing(citizen: Citizen) -> None:
    citizen.app.glass.forget()
    assert citizen.nodes == ()
