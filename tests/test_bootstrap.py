"""The two commands on a bare machine: a copied checkout, and a Debian that remembers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
FILES = ("__init__", "__main__", "bootstrap", "debian", "environment", "ops/__init__")
DEMO = (
    *("libgl1", "libegl1", "libmtdev1t64, libmtdev1 (= 1.1.6)", "libfribidi0"),
    *("libportaudio2", "xvfb"),
    *("libpcsclite-dev", "swig", "gcc", "python3-dev"),
)
TEST = (
    *("chromium", "chromium-driver", "firefox-esr", "xdotool", "zbar-tools"),
    *("tesseract-ocr", *(f"tesseract-ocr-{letters}" for letters in ("deu", "tur", "ukr", "ara"))),
    *("pcscd", "libccid", "vsmartcard-vpcd", "libeac3", "openpace", "ausweisapp2"),
    *("coturn", "dbus", "pipewire", "pipewire-alsa", "wireplumber", "postgresql"),
)


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout without an environment, and `bin` with nothing but Python."""
    for name in FILES:
        copy = tmp_path / "kiosk" / f"{name}.py"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / "kiosk" / f"{name}.py", copy)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    (tmp_path / "bin" / "env").symlink_to("/usr/bin/env")
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        cwd=folder,
        env={"PATH": str(folder / "bin"), "HOME": str(folder), "PIP_NO_INDEX": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def debian(folder: Path, *installed: str, apt_says: int = 0) -> Path:
    """Give the machine a dpkg that knows some packages, and an apt that writes down its calls."""
    calls = folder / "apt-calls"
    lines = "".join(f"installed\\t{name}, \\n" for name in installed)
    program(folder / "bin", "dpkg-query", f"printf '{lines}config-files\\tpostgresql, \\n'")
    program(folder / "bin", "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {calls}\nexit {apt_says}')
    program(folder / "bin", "sudo", 'shift\nexec "$@"')
    return calls


def environment(folder: Path, *, offline: bool = False) -> Path:
    """Lay an environment whose Python writes down its calls and can do everything."""
    calls = folder / "python-calls"
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "lib" / "python").mkdir(parents=True)
    refuse = '\ncase "$*" in *"install -qq"*) case "$*" in *--no-index*) ;; *) exit 1;; esac;; esac'
    program(folder / ".venv" / "bin", "python", f'echo "$*" >> {calls}{refuse if offline else ""}')
    return calls


def test_help_needs_nothing_at_all(bare: Path) -> None:
    for words in ([], ["--help"], ["demo", "--help"]):
        answer = start(bare, *words)
        assert answer.returncode == 0
        assert "python3 -m kiosk demo" in answer.stdout


def test_another_command_says_what_to_do_first(bare: Path) -> None:
    answer = start(bare, "office")
    assert answer.returncode == 69
    assert "`python3 -m kiosk demo` sets everything up" in answer.stderr


def test_missing_packages_are_named_with_the_reason_and_installed_once(bare: Path) -> None:
    calls = debian(bare, *DEMO[1:])
    environment(bare)
    answer = start(bare, "demo")
    assert answer.returncode == 0
    assert "libgl1             the glass draws with OpenGL" in answer.stderr
    update, install = calls.read_text().splitlines()
    assert update.startswith("noninteractive") and update.endswith("update")
    assert install.endswith("install -y --no-install-recommends libgl1")


def test_a_removed_package_with_leftovers_counts_as_missing(bare: Path) -> None:
    calls = debian(bare, *DEMO, *TEST[:-1], apt_says=100)
    answer = start(bare, "test")
    assert answer.returncode == 69
    assert calls.read_text().endswith("--no-install-recommends postgresql\n")
    assert "apt-get install --no-install-recommends postgresql" in answer.stderr


def test_without_apt_the_packages_are_named(bare: Path) -> None:
    answer = start(bare, "demo")
    assert answer.returncode == 69
    assert "libgl1, libegl1, libmtdev1, libfribidi0, libportaudio2, xvfb, " in answer.stderr
    assert ", libpcsclite-dev, swig, gcc, python3-dev" in answer.stderr


def test_the_environment_is_completed_once_and_then_entered(bare: Path) -> None:
    apt = debian(bare, *DEMO, *TEST)
    python = environment(bare)
    assert start(bare, "test", "-k", "tickets").returncode == 0
    first = python.read_text().splitlines()
    assert first[-2].endswith("-e . --group dev")
    assert first[-1] == "-m kiosk test -k tickets"
    python.unlink()
    assert start(bare, "demo").returncode == 0
    assert python.read_text() == "-m kiosk demo\n"
    assert not apt.exists()


@pytest.mark.parametrize("change", ["pyproject.toml", ".venv/.stands"])
def test_a_changed_project_is_installed_again(bare: Path, change: str) -> None:
    debian(bare, *DEMO)
    python = environment(bare)
    start(bare, "demo")
    python.unlink()
    (bare / change).write_text("# changed\n")
    start(bare, "demo")
    assert "install" in python.read_text()


def test_the_tests_need_more_than_the_demonstration(bare: Path) -> None:
    debian(bare, *DEMO, *TEST)
    python = environment(bare)
    start(bare, "demo")
    assert "--group dev" not in python.read_text()
    start(bare, "test")
    assert "--group dev" in python.read_text()


def test_without_a_network_what_is_installed_suffices(bare: Path) -> None:
    debian(bare, *DEMO)
    python = environment(bare, offline=True)
    answer = start(bare, "demo")
    assert answer.returncode == 0
    assert "--no-index --no-build-isolation -e ." in python.read_text()


def test_a_broken_environment_is_made_again(bare: Path) -> None:
    debian(bare, *DEMO)
    (bare / ".venv" / "bin").mkdir(parents=True)
    (bare / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    (bare / ".venv" / ".stands").write_text("half\n")
    answer = start(bare, "demo")
    assert (bare / ".venv" / "pyvenv.cfg").is_file()
    assert (bare / ".venv" / "bin" / "python").resolve() == Path(sys.executable).resolve()
    # This copy has neither sources nor a network to be installed from.
    assert answer.returncode == 69
    assert "This failed with exit code" in answer.stderr
    assert not (bare / ".venv" / ".stands").exists()
