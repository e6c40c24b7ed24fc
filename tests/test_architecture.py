"""The picture of the rooms, asserted: who may import whom, and one door per library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.imports import Import, doors, imports, walls

CHECKOUT = Path(__file__).resolve().parents[1]

# Composition roots of the command line: they may put anything together.
FREE = ("kiosk/cli.py", "kiosk/ops/")

SHARED = (
    "kiosk.__version__",
    "kiosk.domain",
    "kiosk.config",
    "kiosk.journal",
    "kiosk.texts",
    "kiosk.resources",
)
TERMINAL = ("kiosk.terminal", "devices", *SHARED)
ROOMS = {
    "kiosk/__init__.py": (),
    "kiosk/__main__.py": ("kiosk.bootstrap",),
    "kiosk/bootstrap.py": ("kiosk.debian", "kiosk.environment", "kiosk.cli", "kiosk.ops.quality"),
    "kiosk/debian.py": (),
    "kiosk/environment.py": (),
    "kiosk/resources.py": (),
    "kiosk/texts.py": ("kiosk.domain", "kiosk.resources"),
    "kiosk/journal.py": ("kiosk.domain",),
    "kiosk/config/": ("kiosk.config", "kiosk.domain", "kiosk.resources"),
    "kiosk/domain/": ("kiosk.domain",),
    "kiosk/terminal/": TERMINAL,
    "kiosk/terminal/app.py": (*TERMINAL, "screens"),
    "kiosk/call/": ("kiosk.call", "devices.camera", "devices.audio", *SHARED),
    "kiosk/office/": ("kiosk.office", *SHARED),
    "screens/": ("screens", "kiosk.terminal.views", "kiosk.texts", "kiosk.resources"),
    "devices/": ("devices",),
}

OFFICE_WEB = ("kiosk/office/app.py", "kiosk/office/service.py", "kiosk/office/routes/")
DOORS = {
    "kivy": ("screens/", "kiosk/terminal/app.py"),
    "sqlalchemy": ("kiosk/office/store/",),
    "alembic": ("kiosk/office/store/",),
    "psycopg": ("kiosk/office/store/",),
    "sqlite_utils": ("kiosk/terminal/notebook.py",),
    "websockets": ("kiosk/terminal/office_link.py",),
    "fastapi": OFFICE_WEB,
    "starlette": OFFICE_WEB,
    "uvicorn": ("kiosk/office/app.py",),
    "jinja2": OFFICE_WEB,
    "argon2": ("kiosk/office/accounts.py",),
    "holidays": ("kiosk/office/holidays.py",),
    "rapidfuzz": ("kiosk/terminal/search.py",),
    "segno": ("kiosk/terminal/paper.py", "kiosk/office/qr_codes.py", "screens/qr.py"),
    "PIL": ("kiosk/terminal/paper.py",),
    "babel": ("kiosk/texts.py",),
    "pydantic": ("kiosk/config/", "kiosk/office/town_files.py", "kiosk/office/routes/"),
    "typer": ("kiosk/cli.py",),
    "rich": ("kiosk/cli.py",),
    "escpos": ("devices/printer/encoder.py",),
    "smartcard": ("devices/card_reader/pcsc.py",),
    "cv2": ("devices/camera/opencv.py",),
    # Encoders, buffers and tracks are subclasses of its own; the rest of the room knows values.
    "aiortc": ("kiosk/call/",),
    "av": ("kiosk/call/",),
    "numpy": ("devices/camera/", "devices/audio/"),
    "sounddevice": ("devices/audio/sound_card.py",),
    "livekit": ("devices/audio/processing.py",),
    # The simulated state makes what the other doors only take apart and verify.
    "asn1crypto": ("devices/travel_document/asn1.py", "devices/travel_document/simulated/state.py"),
    "ecdsa": ("devices/travel_document/curves.py",),
    "cryptography": (
        "devices/travel_document/ciphers.py",
        "devices/travel_document/agreement.py",
        "devices/travel_document/signatures.py",
        "devices/travel_document/simulated/state.py",
    ),
}


@pytest.fixture(scope="module")
def found() -> list[Import]:
    return list(imports(CHECKOUT))


def test_every_room_imports_only_what_the_table_allows(found: list[Import]) -> None:
    assert walls(found, ROOMS, FREE) == []


def test_every_library_is_imported_through_its_door(found: list[Import]) -> None:
    assert doors(found, DOORS, FREE) == []


def test_the_contract_of_a_device_needs_the_standard_library_only(found: list[Import]) -> None:
    contracts = [i for i in found if i.file.startswith("devices/") and "__init__" in i.file]
    # A contract may name values of its own folder; they are held to the same.
    own = {_file_of(i.name) for i in contracts if i.name.startswith(_package_of(i))}
    contracts += [i for i in found if i.file in own]
    assert doors(contracts, {}, ()) == []
    others = [i for i in contracts if not i.name.startswith(_package_of(i))]
    assert walls(others, {"devices/": ()}, ()) == []


def _package_of(found: Import) -> str:
    return ".".join(found.file.split("/")[:-1]) + "."


def _file_of(name: str) -> str:
    """Return the file of a name that was imported from a module of a device."""
    return "/".join(name.split(".")[:3]) + ".py"


def test_the_way_to_the_environment_needs_the_standard_library_only(found: list[Import]) -> None:
    first = ("__init__", "__main__", "bootstrap", "debian", "environment", "resources")
    files = {f"kiosk/{name}.py" for name in first} | {"kiosk/ops/quality.py"}
    assert doors([i for i in found if i.file in files], {}, ()) == []
