"""Who hears of a call, seen on the cables: nobody but the two ends, the office and its relay.

What Chromium itself asks for at its maker's is kept from it, name by name
(`office_in_house.SILENT`): every other name and every other address would be found here.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.test_call_breaks import ends, talks
from tests.support.coturn import relay
from tests.support.house_network import HouseNetwork, Machine
from tests.support.office_in_house import House, house, house_of_three
from tests.support.wire import Kind, Wire, listening

TERMINAL, OFFICE, DESK = Machine


@pytest.fixture
def network() -> Iterator[HouseNetwork]:
    with house_of_three() as there:
        yield there


@pytest.fixture
def wire(network: HouseNetwork) -> Iterator[Wire]:
    """Every cable, from before the first program is started."""
    with listening(network, *Machine) as there:
        yield there


async def a_whole_call(here: House) -> None:
    """Knock, talk, see each other, end, and close camera and microphone."""
    await talks(here.scene.caller, here.berta)
    await here.berta_sees_the_citizen()
    await asyncio.to_thread(ends, here.berta, here.scene.caller)
    await here.scene.closes()
    assert here.berta.complaints() == []


async def test_nobody_but_both_ends_and_the_office_hears_of_a_call(
    network: HouseNetwork, wire: Wire, tmp_path: Path
) -> None:
    async with house(network, tmp_path) as here:
        await a_whole_call(here)
    for machine in Machine:
        others = {network.address(other) for other in Machine if other is not machine}
        assert wire.told_to(machine) == others, machine
    assert wire.names_asked() == set()
    for one, other in ((TERMINAL, DESK), (DESK, TERMINAL)):
        moving = {str(flow.to) for flow in wire.sent(one, Kind.RTP)}
        assert moving == {network.address(other)}, "sound and picture go straight"


async def test_with_a_relay_only_neither_end_hears_where_the_other_one_is(
    network: HouseNetwork, wire: Wire, tmp_path: Path
) -> None:
    office, before = network.address(OFFICE), network.command(OFFICE)
    with relay(tmp_path, address=office, before=before) as coturn:
        urls, secret = json.dumps([coturn.url("udp")]), json.dumps(str(coturn.secret))
        settings = (f"turn_urls = {urls}", f"turn_secret = {secret}", "turn_only = true")
        async with house(network, tmp_path, *settings) as here:
            await a_whole_call(here)
        assert coturn.allocations() >= 2
    for machine in (TERMINAL, DESK):
        assert wire.told_to(machine) == {office}, machine
        datagrams = {flow.port for flow in wire.sent(machine) if flow.kind is not Kind.OTHER}
        assert datagrams == {coturn.port}, machine
    assert wire.told_to(OFFICE) == {network.address(TERMINAL), network.address(DESK)}
    assert wire.names_asked() == set()
