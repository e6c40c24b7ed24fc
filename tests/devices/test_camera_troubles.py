"""Troubles of the simulated camera that somebody writes into a file."""

from __future__ import annotations

from pathlib import Path

from devices.camera import Gap, Looking, NoPicture
from devices.camera.simulated import SimulatedCamera
from devices.camera.switches import Switch, switched_on
from tests.devices.cameras import running, state_of


async def test_a_file_names_the_troubles_and_may_change_at_any_time(tmp_path: Path) -> None:
    file = tmp_path / "troubles"
    camera = SimulatedCamera(320, 180, troubles=file)
    async with running(camera):
        changes = camera.changes()
        await state_of(changes, Looking)
        file.write_text(Switch.UNPLUGGED, encoding="utf-8")
        await state_of(changes, NoPicture(Gap.UNPLUGGED))
        file.write_text(Switch.COVERED, encoding="utf-8")
        await state_of(changes, Looking)
        await camera.switch(Switch.BUSY)
        assert camera.switched_on == {Switch.COVERED, Switch.BUSY}
        await camera.repair()
        file.unlink()
        assert camera.switched_on == frozenset()


def test_what_is_no_trouble_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "troubles"
    assert switched_on(file) == frozenset()
    file.write_text("unplugged\nmelted\n frozen ", encoding="utf-8")
    assert switched_on(file) == {Switch.UNPLUGGED, Switch.FROZEN}
    file.write_bytes(b"\xff\xfe unplugged")
    assert switched_on(file) == frozenset()
    assert switched_on(tmp_path) == frozenset()
