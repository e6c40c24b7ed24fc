"""Credentials of relays: made as coturn checks them, and none without a relay of our own."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.config import OfficeConfig
from kiosk.domain.desk_messages import DeskConnect
from kiosk.office.app import open_office
from kiosk.office.relays import VALID_FOR, Relays, RelaySecretWrong, relays_of
from tests.support.small_town import MORNING
from tests.support.video_house import VideoHouse, video_house

URLS = ("turn:relay.town.example:3478?transport=udp", "turns:relay.town.example:443?transport=tcp")
OURS = Relays(URLS, b"north", only=True)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[VideoHouse]:
    with video_house(tmp_path, relays=OURS) as opened:
        yield opened


def test_without_relays_nobody_outside_is_asked() -> None:
    assert Relays().servers("lobby-1", MORNING) == ()
    assert OfficeConfig().turn_urls == ()


def test_a_password_is_the_name_signed_with_the_secret() -> None:
    (server,) = OURS.servers("lobby-1", MORNING)
    ends_at = int((MORNING + VALID_FOR).timestamp())
    assert server.urls == URLS and server.username == f"{ends_at}:lobby-1"
    signed = hmac.digest(b"north", server.username.encode(), hashlib.sha1)
    assert base64.b64decode(server.credential) == signed


def test_a_password_is_what_another_implementation_makes_of_it() -> None:
    # echo -n 1772459000:lobby-1 | openssl dgst -sha1 -hmac north -binary | base64
    then = MORNING.fromtimestamp(1_772_459_000, MORNING.tzinfo) - VALID_FOR
    (server,) = OURS.servers("lobby-1", then)
    assert server.credential == "nKCI5usviTmF9PZekEQ6/65FvYk="


def test_a_password_of_yesterday_is_another_one() -> None:
    (today,) = OURS.servers("lobby-1", MORNING)
    (yesterday,) = OURS.servers("lobby-1", MORNING - timedelta(days=1))
    assert today.credential != yesterday.credential


async def test_both_ends_of_a_connection_get_their_own(house: VideoHouse) -> None:
    place, glass = house.place(), house.glass()
    await glass.knocks()
    place.opens(glass)
    (connect,) = glass.connects
    (ready,) = [push for push in place.heard if isinstance(push, DeskConnect)]
    assert connect.relay_only and ready.relay_only
    assert connect.ice_servers[0].username.endswith(":lobby-1")
    assert ready.ice_servers[0].username.endswith(":desk-1")
    assert glass.ticket_id not in repr((connect.ice_servers, ready.ice_servers))


def test_the_office_reads_the_secret_from_its_file(tmp_path: Path) -> None:
    secret = tmp_path / "turn-secret"
    secret.write_text("north\n", encoding="utf-8")
    config = OfficeConfig(
        database=f"sqlite:///{tmp_path}/office.sqlite3",
        state_dir=tmp_path,
        turn_urls=URLS,
        turn_secret=secret,
        turn_only=True,
    )
    office = open_office(config)
    try:
        assert office.relays == OURS
    finally:
        office.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"turn_urls": ("stun:stun.example:3478",), "turn_secret": "secret"},
        {"turn_urls": ("https://relay.example",), "turn_secret": "secret"},
        {"turn_urls": URLS},
        {"turn_only": True},
    ],
)
def test_relays_that_cannot_work_stop_the_start(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="turn"):
        OfficeConfig.model_validate(wrong)


@pytest.mark.parametrize("written", [None, "", " \n"])
def test_a_secret_that_is_not_there_stops_the_start(tmp_path: Path, written: str | None) -> None:
    secret = tmp_path / "turn-secret"
    if written is not None:
        secret.write_text(written, encoding="utf-8")
    with pytest.raises(RelaySecretWrong, match="turn-secret: "):
        relays_of(OfficeConfig(turn_urls=URLS, turn_secret=secret))
