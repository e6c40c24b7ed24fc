"""The wheel: everything that is not code travels, and an installed Foyer finds it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDERS = {
    "assets": "kiosk/_assets",
    "systemd": "kiosk/_systemd",
    "screens": "screens",
    "kiosk": "kiosk",
    "devices": "devices",
}

ASK = """
import json, sys, kiosk, screens, devices, kiosk.resources as resources
print(json.dumps({
    "code": [kiosk.__file__, screens.__file__, devices.__file__],
    "assets": sorted(str(p.relative_to(resources.assets()))
                     for p in resources.assets().rglob("*") if p.is_file()),
    "units": sorted(p.name for p in resources.systemd_units().iterdir()),
}))
"""


def travelling(folder: str) -> Iterator[str]:
    """Yield what lies in a folder of the checkout, without what Python leaves behind."""
    for path in sorted((CHECKOUT / folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(CHECKOUT / folder).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout, without a network."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (built,) = target.glob("foyer-*-py3-none-any.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel installed outside the checkout; the libraries are those of this environment."""
    site = wheel.parent / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        + ["--no-index", "--no-deps", "--no-compile", "--target", str(site), str(wheel)],
        check=True,
    )
    return site


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_in_the_wheel(wheel: Path, folder: str) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    expected = {f"{FOLDERS[folder]}/{name}" for name in travelling(folder)}
    assert expected
    assert sorted(expected - packed) == []


def test_the_wheel_carries_the_licence_and_no_tests(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in packed}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "kiosk",
        "screens",
        "devices",
    }
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in packed)


def test_an_installed_foyer_finds_its_files_from_anywhere(installed: Path, tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    answer = json.loads(asked.stdout)
    assert all(file.startswith(f"{installed}/") for file in answer["code"])
    assert answer["assets"] == sorted(travelling("assets"))
    assert answer["units"] == sorted(p.name for p in (CHECKOUT / "systemd").iterdir())


def test_an_installed_foyer_helps_and_says_where_the_tests_are(
    installed: Path, tmp_path: Path
) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "kiosk", "test"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 64
    assert asked.stdout == "The tests are in the source checkout, not in the installed program.\n"


@pytest.mark.parametrize("name", ["kiosk", "screens", "devices"])
def test_no_other_installed_package_claims_our_names(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"foyer"}


def test_the_licence_is_the_whole_eupl() -> None:
    text = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{article}. " in text for article in range(1, 16)] == [True] * 15
    assert text.endswith("require the production of a new EUPL version.\n")
