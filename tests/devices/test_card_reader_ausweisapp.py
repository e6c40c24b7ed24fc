"""The bench of the online function holds: real AusweisApp and pcscd, our card and eID server."""

from __future__ import annotations

import asyncio

import pytest

from devices.card_reader.kinds import CardKind, kind_of
from devices.card_reader.pcsc_driver import PcscCardReader
from tests.devices.card_readers import empty, present, running
from tests.support.ausweisapp import AusweisApp, asked, sdk
from tests.support.card_certificates import Authority, Right
from tests.support.eid_server import EidServer
from tests.support.eid_session import Trouble
from tests.support.pcsc import READERS, Pcsc
from tests.support.personal_card import PersonalCard
from tests.support.virtual_card import VirtualCard

PIN, CAN = ("PIN", "123456"), ("CAN", "500540")
OPEN = {"developerMode": True, "status": False}
ERIKA_LIVES = {"street": "HEIDESTRAẞE 17", "zip_code": "51147", "place": "KÖLN", "country": "D"}


@pytest.fixture
def card(pcsc: Pcsc, authority: Authority) -> PersonalCard:
    """Erika's card, in the first reader."""
    card = PersonalCard(issued=authority.issued())
    pcsc.insert(VirtualCard(card))
    return card


async def test_name_birth_date_and_address_arrive_at_the_eid_server(
    ausweisapp: AusweisApp, eid_server: EidServer, card: PersonalCard
) -> None:
    session = eid_server.session(optional=["Address"])
    async with sdk(ausweisapp) as talk:
        await talk.card_in(READERS[0])
        last = await talk.run("RUN_AUTH", PIN, tcTokenURL=session.tc_token_url, **OPEN)
    assert last["url"] == f"{eid_server.base}/done?session={session.id}"
    assert session.outcome == "ok"
    assert session.data == {
        "GivenNames": "ERIKA",
        "FamilyName": "MUSTERMANN",
        "DateOfBirth": "19640812",
        "Address": ERIKA_LIVES,
    }
    assert card.history == ["PIN right", "DG4 read", "DG5 read", "DG8 read", "DG17 read"]


async def test_with_a_certificate_for_it_the_can_suffices(
    ausweisapp: AusweisApp, eid_server: EidServer, card: PersonalCard
) -> None:
    session = eid_server.session(right=Right.READS_WITH_CAN, optional=["CanAllowed"])
    async with sdk(ausweisapp) as talk:
        await talk.card_in(READERS[0])
        await talk.run("RUN_AUTH", CAN, tcTokenURL=session.tc_token_url, **OPEN)
        assert asked(talk.heard) == ["CAN"]
    assert session.outcome == "ok"
    assert session.data["FamilyName"] == "MUSTERMANN"


@pytest.mark.parametrize("right", [Right.EXPIRED, Right.NOT_YET, Right.FORGED])
async def test_a_card_tells_nothing_to_a_terminal_without_a_right(
    ausweisapp: AusweisApp, eid_server: EidServer, card: PersonalCard, right: Right
) -> None:
    session = eid_server.session(right=right)
    async with sdk(ausweisapp) as talk:
        await talk.card_in(READERS[0])
        last = await talk.run("RUN_AUTH", PIN, tcTokenURL=session.tc_token_url, **OPEN)
    assert last["result"]["major"].endswith("#error")
    assert session.data == {}
    assert card.history == ["PIN right"]


@pytest.mark.parametrize("trouble", [each for each in Trouble if each is not Trouble.SILENT])
async def test_an_eid_server_that_fails_ends_the_conversation(
    ausweisapp: AusweisApp, eid_server: EidServer, card: PersonalCard, trouble: Trouble
) -> None:
    session = eid_server.session(trouble=trouble)
    async with sdk(ausweisapp) as talk:
        await talk.card_in(READERS[0])
        last = await talk.run("RUN_AUTH", PIN, tcTokenURL=session.tc_token_url, **OPEN)
    assert last["result"]["major"].endswith("#error")
    assert session.data == {}


async def test_a_silent_eid_server_is_left_by_cancelling(
    ausweisapp: AusweisApp, eid_server: EidServer, card: PersonalCard
) -> None:
    session = eid_server.session(trouble=Trouble.SILENT)
    async with sdk(ausweisapp) as talk:
        await talk.card_in(READERS[0])
        await talk.say("RUN_AUTH", tcTokenURL=session.tc_token_url, **OPEN)
        await talk.next("AUTH")
        await talk.say("CANCEL")
        last = await talk.next("AUTH")
    assert last["result"]["minor"].endswith("sal#cancellationByUser")


async def test_after_our_reader_has_asked_what_it_is_ausweisapp_has_the_card(
    ausweisapp: AusweisApp, eid_server: EidServer, pcsc: Pcsc, authority: Authority
) -> None:
    session = eid_server.session()
    reader = PcscCardReader()
    async with running(reader) as changes, sdk(ausweisapp) as talk:
        for _ in range(3):
            card = VirtualCard(PersonalCard(issued=authority.issued()))
            await asyncio.to_thread(pcsc.insert, card)
            async with reader.use(await present(changes)) as ours:
                assert await kind_of(ours) is CardKind.GERMAN_EID
            assert (await talk.card_in(READERS[0]))["retryCounter"] == 3
            await asyncio.to_thread(pcsc.pull)
            await talk.card_out(READERS[0])
            await empty(changes)
        await asyncio.to_thread(pcsc.insert, VirtualCard(PersonalCard(issued=authority.issued())))
        await talk.card_in(READERS[0])
        await talk.run("RUN_AUTH", PIN, tcTokenURL=session.tc_token_url, **OPEN)
    assert session.outcome == "ok"
