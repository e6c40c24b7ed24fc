"""The virtual identity card counts as a real one does, in the eyes of the real AusweisApp."""

from __future__ import annotations

import pytest

from tests.support.ausweisapp import AusweisApp, Message, asked, sdk
from tests.support.pcsc import READERS, Pcsc
from tests.support.personal_card import PersonalCard
from tests.support.virtual_card import VirtualCard

NEW = ("NEW_PIN", "246813")
CAN, WRONG_CAN = ("CAN", "500540"), ("CAN", "111111")
PUK, WRONG_PUK = ("PUK", "9876543210"), ("PUK", "0000000000")
RIGHT, WRONG = ("PIN", "123456"), ("PIN", "000000")


async def change(
    app: AusweisApp, pcsc: Pcsc, card: PersonalCard, *digits: tuple[str, str]
) -> tuple[Message, list[str]]:
    """Change the PIN of a card; return the last word, and what was asked for."""
    pcsc.insert(VirtualCard(card))
    async with sdk(app) as talk:
        await talk.card_in(READERS[0])
        last = await talk.run("RUN_CHANGE_PIN", *digits, status=False)
        return last, asked(talk.heard)


async def test_the_transport_pin_makes_way_for_a_pin_of_one_s_own(
    ausweisapp: AusweisApp, pcsc: Pcsc
) -> None:
    card = PersonalCard(pin=b"12345")
    last, _ = await change(ausweisapp, pcsc, card, ("PIN", "12345"), NEW)
    assert last["success"]
    assert (card.pin, card.tries) == (b"246813", 3)
    assert card.history == ["PIN right", "PIN changed"]


async def test_after_two_wrong_pins_the_can_is_asked_for(
    ausweisapp: AusweisApp, pcsc: Pcsc
) -> None:
    card = PersonalCard()
    last, kinds = await change(
        ausweisapp, pcsc, card, WRONG, WRONG, WRONG_CAN, WRONG_CAN, CAN, RIGHT, NEW
    )
    assert last["success"]
    assert kinds == ["PIN", "PIN", "CAN", "CAN", "CAN", "PIN", "NEW_PIN"]
    assert (card.pin, card.tries) == (b"246813", 3)


async def test_after_three_wrong_pins_only_the_puk_helps(
    ausweisapp: AusweisApp, pcsc: Pcsc
) -> None:
    card = PersonalCard(tries=1)
    last, kinds = await change(ausweisapp, pcsc, card, CAN, WRONG, WRONG_PUK, PUK, RIGHT, NEW)
    assert last["success"]
    assert kinds == ["CAN", "PIN", "PUK", "PUK", "PIN", "NEW_PIN"]
    assert card.puk_uses == 9


async def test_a_puk_that_was_used_ten_times_helps_no_more(
    ausweisapp: AusweisApp, pcsc: Pcsc
) -> None:
    card = PersonalCard(tries=0, puk_uses=0)
    last, kinds = await change(ausweisapp, pcsc, card, PUK)
    assert last["success"] is False
    assert kinds == ["PUK"]
    assert card.tries == 0


@pytest.mark.parametrize(
    ("tries", "deactivated", "told"), [(3, False, 3), (2, False, 2), (1, False, 1), (0, False, 0),
                                       (3, True, 0)]
)  # fmt: skip
async def test_tries_left_are_told_before_anything_is_asked(
    ausweisapp: AusweisApp, pcsc: Pcsc, tries: int, deactivated: bool, told: int
) -> None:
    pcsc.insert(VirtualCard(PersonalCard(tries=tries, deactivated=deactivated)))
    async with sdk(ausweisapp) as talk:
        seen = await talk.card_in(READERS[0])
    assert (seen["retryCounter"], seen["deactivated"]) == (told, deactivated)
