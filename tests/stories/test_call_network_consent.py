"""Nothing of the citizen leaves the machine before consent and accept, nor after: on the cable."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.call_control import DeviceState
from kiosk.terminal.views import Moving
from tests.stories.test_call_breaks import ends, together
from tests.stories.test_knock_and_talk import DOOR, talk
from tests.support.call_scene import Scene
from tests.support.house_network import HouseNetwork, Machine
from tests.support.lobby import Visitor
from tests.support.office_in_house import house, house_of_three
from tests.support.wire import Kind, Wire, listening

TERMINAL, OFFICE, DESK = Machine
PICTURES = 60  # of the self view: about 2 s of an open camera
# A handshake and a data channel without a word; a single picture has more packets than this.
MOST_OF_A_SILENT_CONNECTION = 60


@pytest.fixture
def network() -> Iterator[HouseNetwork]:
    with house_of_three() as there:
        yield there


@pytest.fixture
def wire(network: HouseNetwork) -> Iterator[Wire]:
    with listening(network, TERMINAL) as there:
        yield there


def count(wire: Wire, *kinds: Kind) -> int:
    return wire.sent(TERMINAL, *kinds).total()


async def is_seen_by_nobody_else(caller: Visitor) -> None:
    """Wait while the citizen sees themselves on the glass."""

    def number() -> int:
        picture = caller.attendant.calls.pictures.newest(Moving.SELF, 0)
        return picture.number if picture is not None else 0

    await caller.until(lambda: talk(caller).camera is DeviceState.WORKING, "the camera")
    await caller.until(lambda: number() > 0, "the self view")
    first = number()
    await caller.until(lambda: number() >= first + PICTURES, "more pictures")


async def comes_to_the_consent(caller: Visitor) -> None:
    await caller.wakes_it()
    for words in ("Per Video sprechen", DOOR, "Anklopfen", "Mit Bild und Ton"):
        await caller.touches_row(words)


async def test_no_sound_and_no_picture_is_on_the_cable_before_somebody_has_accepted(
    network: HouseNetwork, wire: Wire, tmp_path: Path
) -> None:
    async with house(network, tmp_path) as here:
        caller, berta = here.scene.caller, here.berta
        await comes_to_the_consent(caller)
        await is_seen_by_nobody_else(caller)
        assert {str(flow.to) for flow in wire.sent(TERMINAL)} == {network.address(OFFICE)}
        assert count(wire, Kind.STUN, Kind.DTLS, Kind.RTP, Kind.RTCP) == 0, "not even a way"

        await caller.touches_row("Ja, anklopfen")
        await caller.waits_for("Sie haben angeklopft")
        await asyncio.to_thread(berta.clicks, "#knock-list .look")
        await asyncio.to_thread(berta.find, "#preview-line.stands")
        await is_seen_by_nobody_else(caller)
        assert count(wire, Kind.STUN) > 0 and count(wire, Kind.DTLS) > 0, "a way stands by"
        assert count(wire, Kind.RTP) == 0
        assert count(wire, Kind.DTLS, Kind.RTCP) < MOST_OF_A_SILENT_CONNECTION
        datagrams = {str(flow.to) for flow in wire.sent(TERMINAL, Kind.DTLS)}
        assert datagrams == {network.address(DESK)}

        await asyncio.to_thread(berta.clicks, "#knock-list .accept")
        await together(caller)
        assert count(wire, Kind.RTP) > 0
        await asyncio.to_thread(ends, berta, caller)
        await nothing_is_said_any_more(here.scene, wire)


async def nothing_is_said_any_more(scene: Scene, wire: Wire) -> None:
    await scene.closes()
    before = count(wire, Kind.RTP)
    await scene.caller.touches_row("Zur Startseite")
    await scene.caller.waits_for("Per Video sprechen")
    assert count(wire, Kind.RTP) == before
