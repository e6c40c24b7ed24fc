"""The emulator's own environment: found, made, or missing with a word that everybody sees."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.emupos_environment import EMUPOS, FOLDER, NoEmulator, python_with_emupos


def program(place: Path, script: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return place


def test_without_a_newer_python_the_reason_is_told(tmp_path: Path) -> None:
    shim = program(tmp_path / "python3.13", "exit 127")
    gone = tmp_path / "python3.14"
    with pytest.raises(NoEmulator, match=r"emupos needs Python 3\.13 or newer, and none is"):
        python_with_emupos(tmp_path, [shim, gone])
    assert not (tmp_path / FOLDER).exists()


def test_without_a_way_to_the_package_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    newer = program(
        tmp_path / "newer",
        f'case "$1" in -c) exit 0;; *) exec {sys.executable} "$@";; esac',
    )
    with pytest.raises(NoEmulator, match=f"{EMUPOS} could not be installed: .*No matching"):
        python_with_emupos(tmp_path, [newer])


def test_a_standing_environment_is_used_as_it_is(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    newer = program(tmp_path / "newer", f'echo "$2" >> {calls}')
    python = program(tmp_path / FOLDER / "bin" / "python", "exit 0")
    (tmp_path / FOLDER / ".stands").write_text(EMUPOS)
    assert python_with_emupos(tmp_path, [newer]) == python
    assert "".join(calls.read_text().splitlines()).startswith("import sys, venv")


def test_the_reason_stands_in_the_last_lines_of_pytest(pytestconfig: pytest.Config) -> None:
    assert "-ra" in pytestconfig.getini("addopts")  # every test that did not run, and why
