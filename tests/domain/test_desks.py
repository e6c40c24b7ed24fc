"""Who sits at a desk."""

from __future__ import annotations

import pytest

from kiosk.domain.desks import Break
from tests.domain.situations import a_seat


def test_somebody_signed_in_works() -> None:
    assert a_seat().working


@pytest.mark.parametrize("why", Break)
def test_nobody_calls_on_a_break(why: Break) -> None:
    assert not a_seat(paused=why).working
