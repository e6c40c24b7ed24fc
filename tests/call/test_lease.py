"""Camera and microphone run only under a fresh yes."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.call.lease import SHUT, LeaseClock, Leased
from kiosk.domain.call_control import LEASE, Lease

BOTH = Lease(True, True)


class Device:
    """Remembers whether it is open."""

    def __init__(self, breaks: bool = False) -> None:
        self.open, self.breaks = False, breaks
        self.opened = asyncio.Event()

    async def run(self) -> None:
        self.open = True
        self.opened.set()
        try:
            if self.breaks:
                raise ZeroDivisionError
            await asyncio.Event().wait()
        finally:
            self.open = False


def test_before_any_lease_everything_is_shut() -> None:
    assert LeaseClock().now(0) == SHUT


def test_a_lease_lasts_three_seconds() -> None:
    clock = LeaseClock()
    clock.renew(BOTH, 100)
    assert clock.now(100 + LEASE.total_seconds() - 0.01) == BOTH
    assert clock.now(100 + LEASE.total_seconds()) == SHUT


def test_a_no_counts_at_once() -> None:
    clock = LeaseClock()
    clock.renew(BOTH, 100)
    clock.renew(SHUT, 100.1)
    assert clock.now(100.1) == SHUT


async def test_a_device_runs_only_while_it_may() -> None:
    device = Device()
    leased = Leased(device.run, "device")
    leased.allow(True)
    await device.opened.wait()
    assert device.open and leased.on
    await leased.close()
    assert not device.open and not leased.on


async def test_a_device_that_breaks_is_not_taken_for_a_closed_one() -> None:
    device = Device(breaks=True)
    leased = Leased(device.run, "device")
    leased.allow(True)
    await device.opened.wait()
    await asyncio.sleep(0)
    with pytest.raises(ZeroDivisionError):
        leased.check()
