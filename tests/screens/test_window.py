"""The surroundings are set before Kivy looks at them, and a missing window is said clearly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from screens.window import Pane, prepare

CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("KIVY")}


def run(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env=ENVIRONMENT | more,
        capture_output=True,
        text=True,
    )


def test_after_the_window_it_is_too_late_to_prepare() -> None:
    with pytest.raises(RuntimeError, match="before"):
        prepare(Pane(headless=True))


def test_a_missing_window_is_told_with_what_to_look_at() -> None:
    done = run(
        "from screens.window import *\n"
        "import os\n"
        "prepare(Pane())\n"
        "os.environ['SDL_VIDEODRIVER'] = 'dummy'\n"
        "opened(Pane())\n"
    )
    assert "NoWindow: Kivy could not open a window" in done.stderr


def test_preparing_imports_no_window_and_no_text_of_kivy(tmp_path: Path) -> None:
    done = run(
        "import sys, pathlib\n"
        "from screens.window import *\n"
        f"prepare(Pane(headless=True), pathlib.Path({str(tmp_path)!r}))\n"
        "from kivy.config import Config\n"
        "print('kivy.core.window' in sys.modules, Config.get('kivy', 'exit_on_escape'),"
        " [name for name, _ in Config.items('input')], Config.get('graphics', 'multisamples'))\n"
    )
    assert done.stdout.split("\n")[0] == "False 0 ['mouse'] 0"


def test_the_command_draws_pictures(tmp_path: Path) -> None:
    command = ["-m", "screens.pictures", str(tmp_path), "--languages", "de", "--only", "trouble"]
    subprocess.run([sys.executable, *command], cwd=CHECKOUT, env=ENVIRONMENT, check=True)
    (picture,) = tmp_path.iterdir()
    assert picture.name == "trouble-de.png"
    assert picture.read_bytes()[16:24] == (1080).to_bytes(4) + (1920).to_bytes(4)
