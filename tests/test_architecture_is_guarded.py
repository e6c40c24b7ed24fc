"""The guards of the rooms have been seen to bark: planted violations are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clocks import out_of_place, readings
from tests.support.imports import doors, imports, walls
from tests.test_architecture import DOORS, FREE, ROOMS
from tests.test_clocks import OWNERS


def house(folder: Path, file: str, text: str) -> Path:
    """Build a small house with one innocent file in every room, and one planted file."""
    innocent = {
        "kiosk/domain/tickets.py": "from kiosk.domain.numbers import TicketNumber\n",
        "kiosk/terminal/visit.py": "import devices.printer\nfrom kiosk import texts\n",
        "kiosk/terminal/app.py": "import kivy\nimport screens\n",
        "kiosk/office/counter.py": "from kiosk.domain import line\n",
        "kiosk/ops/check.py": "import sqlalchemy, kivy\nimport kiosk.office, kiosk.terminal\n",
        "screens/home.py": "from kiosk.terminal.views import Home\nfrom .theme import INK\n",
        "devices/printer/simulator.py": "from . import Printer\nfrom time import monotonic\n",
    }
    for path, lines in {**innocent, file: text}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(lines, encoding="utf-8")
    return folder


WALLS = {
    "a plain import": ("kiosk/domain/opening.py", "import kiosk.config"),
    "an import of the package": ("kiosk/office/hub.py", "from kiosk import terminal"),
    "a relative import": ("kiosk/office/hub.py", "from ..terminal.visit import Visit"),
    "a relative import in an __init__": ("kiosk/domain/__init__.py", "from ..texts import Texts"),
    "an import in a function": ("kiosk/terminal/degraded.py", "def f():\n    import screens.home"),
    "an import for type checkers": (
        "screens/desk.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from kiosk.domain import calls",
    ),
    "an import by name": ("devices/eid/driver.py", "__import__('kiosk.terminal.identity')"),
    "an import in a kv file": ("screens/home.kv", "#:kivy 2.3.1\n#:import printer devices.printer"),
    "a star": ("kiosk/office/hub.py", "from devices.printer import *"),
    "a look-alike": ("screens/home2.py", "import kiosk.terminal.views_secret"),
    "a file outside the table": ("kiosk/utils.py", "from kiosk.domain import line"),
}


@pytest.mark.parametrize("planted", WALLS.values(), ids=WALLS)
def test_a_hole_in_a_wall_is_reported(tmp_path: Path, planted: tuple[str, str]) -> None:
    (finding,) = walls(list(imports(house(tmp_path, *planted))), ROOMS, FREE)
    assert finding.startswith(planted[0])


LIBRARIES = {
    "a library in the domain": ("kiosk/domain/opening.py", "import holidays"),
    "a part of a library": ("kiosk/office/hub.py", "from sqlalchemy.orm import Session"),
    "a library under another name": ("kiosk/terminal/visit2.py", "import kivy.app as k"),
    "a library without a door": ("devices/printer/driver.py", "import requests"),
    "a library of the other role": ("kiosk/office/hub.py", "from sqlite_utils import Database"),
    "a library by name": ("kiosk/terminal/a.py", "import importlib as i\ni.import_module('cv2')"),
}


@pytest.mark.parametrize("planted", LIBRARIES.values(), ids=LIBRARIES)
def test_a_library_beside_its_door_is_reported(tmp_path: Path, planted: tuple[str, str]) -> None:
    (finding,) = doors(list(imports(house(tmp_path, *planted))), DOORS, FREE)
    assert finding.startswith(planted[0])


CLOCKS = {
    "a module": ("kiosk/domain/line.py", "import datetime\nnow = datetime.datetime.now()"),
    "a class": ("kiosk/office/counter2.py", "from datetime import date\nday = date.today()"),
    "another name": ("kiosk/terminal/visit2.py", "import time as t\nnow = t.time()"),
    "a function": ("kiosk/office/hub.py", "from time import monotonic as m\nstart = m()"),
    "a default": ("screens/home2.py", "from datetime import datetime\nclock = datetime.now"),
    "the wall clock in a device": ("devices/eid/driver.py", "import time\nnow = time.time()"),
}


@pytest.mark.parametrize("planted", CLOCKS.values(), ids=CLOCKS)
def test_a_secret_look_at_the_clock_is_reported(tmp_path: Path, planted: tuple[str, str]) -> None:
    (finding,) = out_of_place(list(readings(house(tmp_path, *planted))), OWNERS)
    assert finding.startswith(planted[0])


def test_the_innocent_house_is_clean(tmp_path: Path) -> None:
    built = house(tmp_path, "kiosk/cli.py", "import typer, time\nfrom kiosk.office import app")
    found = list(imports(built))
    assert len(found) == 17
    assert walls(found, ROOMS, FREE) == doors(found, DOORS, FREE) == []
    assert out_of_place(list(readings(built)), OWNERS) == []
