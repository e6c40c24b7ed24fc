"""Printers that we did not write, and tickets for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.emupos import Emupos, running_emupos
from tests.support.emupos_environment import NoEmulator, python_with_emupos
from tests.terminal.slip_samples import draw_arms, draw_plan

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def emupos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emupos]:
    """The emulator, or the reason why it cannot be asked here, told in pytest's last lines."""
    try:
        python = python_with_emupos(CHECKOUT)
    except NoEmulator as reason:
        pytest.skip(f"no second opinion on what is printed: {reason}")
    with running_emupos(python, tmp_path_factory.mktemp("emupos")) as running:
        yield running


@pytest.fixture(scope="session")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The arms and the plan of the house."""
    folder = tmp_path_factory.mktemp("drawings")
    arms, plan = draw_arms(folder / "arms.png"), draw_plan(folder / "plan.png")
    return {"arms": arms, "plan": plan}
