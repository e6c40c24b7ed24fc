"""Programs that we did not write, for the devices that talk to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ausweisapp import PROGRAM, AusweisApp
from tests.support.ausweisapp import ausweisapp as running_ausweisapp
from tests.support.card_certificates import Authority, found
from tests.support.eid_server import EidServer
from tests.support.eid_server import eid_server as running_eid_server
from tests.support.pcsc import CannotRun, Pcsc, pcsc_service


@pytest.fixture
def pcsc() -> Iterator[Pcsc]:
    """A PC/SC service with two empty readers, or the reason why there is none, told at the end."""
    try:
        with pcsc_service() as service:
            yield service
    except CannotRun as reason:
        pytest.skip(f"no card readers: {reason}")


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A state that issues cards, and gives a town the right to read them."""
    return found(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def eid_server(authority: Authority) -> Iterator[EidServer]:
    """The town's eID server, which reads the cards of `authority`."""
    with running_eid_server(authority) as server:
        yield server


@pytest.fixture
def ausweisapp(pcsc: Pcsc, tmp_path: Path) -> Iterator[AusweisApp]:
    """The real AusweisApp, at the readers of `pcsc`."""
    if PROGRAM is None:
        pytest.skip("no AusweisApp: install the Debian package ausweisapp2")
    with running_ausweisapp(tmp_path) as app:
        yield app
