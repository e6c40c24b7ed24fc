"""How a terminal's line begins: who is welcomed, and who is sent away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from kiosk.domain.envelopes import decode, encode
from kiosk.domain.messages import PROTOCOL, AskForHelp, Hello, LineChanged, Refusal, Welcome
from tests.support.served_office import ServedBranch, dialled, served_branch


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServedBranch]:
    with served_branch(tmp_path) as opened:
        yield opened


async def test_a_terminal_is_welcomed_and_told_the_line(office: ServedBranch) -> None:
    async with dialled(office.url) as socket:
        await socket.send(encode(Hello(7, "lobby-1", PROTOCOL, "1.0")))
        welcome = decode(await socket.recv())
        version = office.premises.town_version
        assert welcome == Welcome(7, PROTOCOL, version, office.now, office.premises.pages_url)
        line = decode(await socket.recv())
        assert isinstance(line, LineChanged)
        assert [d.department for d in line.departments] == ["citizens", "vehicles", "housing"]


async def test_another_protocol_is_told_which_one_the_office_speaks(office: ServedBranch) -> None:
    async with dialled(office.url) as socket:
        await socket.send(encode(Hello(7, "lobby-1", PROTOCOL + 1, "9.0")))
        assert decode(await socket.recv()) == Refusal(7, "protocol", {"office": PROTOCOL})
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd and closed.value.rcvd.code == 1008


async def test_who_says_nothing_is_sent_away(office: ServedBranch) -> None:
    async with dialled(office.url) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd and closed.value.rcvd.code == 1008


@pytest.mark.parametrize(
    "first",
    [
        encode(AskForHelp(1)),
        encode(Hello(1, "Frau Müller", PROTOCOL, "1.0")),
        encode(Hello(1, "", PROTOCOL, "1.0")),
        encode(Hello(1, "lobby\n1", PROTOCOL, "1.0")),
        '{"type":"hello"}',
        "hello?",
        b"\x00\x01",
    ],
)
async def test_who_does_not_say_hello_is_sent_away(
    office: ServedBranch, first: str | bytes
) -> None:
    async with dialled(office.url) as socket:
        await socket.send(first)
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd and closed.value.rcvd.code == 1008


async def test_a_browser_has_no_business_here(office: ServedBranch) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with dialled(office.url, origin="http://127.0.0.1:8080"):
            pass
    assert refused.value.response.status_code == 403


async def test_a_terminal_is_not_trusted_for_being_on_this_machine_behind_a_proxy(
    office: ServedBranch,
) -> None:
    office.service.trust_loopback = False
    with pytest.raises(InvalidStatus) as refused:
        async with dialled(office.url):
            pass
    assert refused.value.response.status_code == 403
