"""No recording code: nothing between lens, microphone and screen knows a way to keep anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = CHECKOUT / "kiosk" / "office" / "pages"
ROOMS = ("kiosk/call", "devices/camera", "devices/audio")
FILES = sorted(path for room in ROOMS for path in (CHECKOUT / room).rglob("*.py"))

# Classes and functions that write pictures, sounds or anything else to a file, or hand it to
# another program. Drivers and aiortc bring most of them along; nobody may name them.
KEEPERS = frozenset(
    """
    MediaRecorder MediaPlayer MediaBlackhole MediaRelay
    VideoWriter VideoWriter_fourcc imwrite imwritemulti imwriteanimation imencode FileStorage
    add_stream add_stream_from_template mux mux_one OutputContainer
    NamedTemporaryFile TemporaryFile SpooledTemporaryFile mkstemp
    write_bytes write_text writelines tofile dump memmap save savetxt savez sendfile
    Popen system popen posix_spawn
    """.split()
)
MODULES = frozenset(
    """
    contrib wave sunau aifc soundfile wavfile tempfile shelve pickle marshal sqlite3 zipfile
    tarfile dbm subprocess multiprocessing
    """.split()
)
OPENERS = frozenset({"open", "fdopen"})
LIBRARIES = frozenset({"os", "io", "av", "codecs", "gzip"})
# The line to the terminal, and the memory between the two processes.
MAY_OPEN = {("kiosk/call/lines.py", "os.fdopen"), ("devices/camera/shared.py", "os.open")}

# What a page could keep or send away with; what shows, draws and sends to the terminal is not here.
KEEPERS_OF_PAGES = re.compile(
    r"MediaRecorder|captureStream|toBlob|convertToBlob|toDataURL|createObjectURL|FileReader"
    r"|\bdownload\b|FilePicker|DirectoryPicker|getFileHandle|indexedDB|\bcaches\b|document\.cookie"
    r"|serviceWorker|ScriptProcessor|AudioWorklet|TrackProcessor|createEncodedStreams"
    r"|RTCRtpScriptTransform|ImageCapture|sendBeacon|XMLHttpRequest|\bfetch\(|EventSource"
    r"|sessionStorage"
)
# A guest's page asks for its place once, without a word, and remembers what is switched off.
ALLOWED_IN_PAGES = {("guest.js", "fetch("), ("guest.js", "sessionStorage")}
KEPT_BY_PAGES = {"call_devices.js": {"foyer-microphone", "foyer-camera", "foyer-loudspeaker"}}


def used(tree: ast.AST) -> Iterator[str]:
    """Yield every name and attribute, also those that are imported."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the parts of every imported module's name."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (part for alias in names for part in alias.name.split("."))
            case ast.ImportFrom(module=str(module), names=names):
                yield from module.split(".")
                yield from (alias.name for alias in names)


def opened(tree: ast.AST) -> Iterator[str]:
    """Yield what opens a file; a device that is opened is no file."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in OPENERS:
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id=of), attr=name)):
                if name in OPENERS and of in LIBRARIES:
                    yield f"{of}.{name}"
            case ast.ImportFrom(module=str(module), names=names) if module in LIBRARIES:
                yield from (alias.name for alias in names if alias.name in OPENERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_no_code_of_camera_microphone_and_call_can_keep_anything(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    file = path.relative_to(CHECKOUT).as_posix()
    assert set(used(tree)) & KEEPERS == set()
    assert set(imported(tree)) & MODULES == set()
    assert {(file, each) for each in opened(tree)} <= MAY_OPEN


def test_every_room_was_looked_at() -> None:
    rooms = {room for path in FILES for room in ROOMS if path.is_relative_to(CHECKOUT / room)}
    assert rooms == set(ROOMS) and len(FILES) > 40


def call_scripts() -> list[Path]:
    """Return the scripts that a picture, a sound or a word of a call passes through."""
    found = [
        path for path in (PAGES / "js").glob("*.js") if re.match("call|knock|guest", path.name)
    ]
    assert len(found) > 15
    return sorted(found)


def test_no_page_of_a_call_can_keep_anything() -> None:
    found = {
        (path.name, each)
        for path in (*call_scripts(), *PAGES.glob("templates/*call*.html"))
        for each in KEEPERS_OF_PAGES.findall(path.read_text(encoding="utf-8"))
    }
    assert found <= ALLOWED_IN_PAGES


def test_a_guest_s_page_remembers_on_and_off() -> None:
    text = (PAGES / "js" / "guest.js").read_text(encoding="utf-8")
    assert re.findall(r"sessionStorage\.setItem\((.*)\)", text) == ['name, on ? "on" : "off"']
    assert re.findall(r"\bfetch\((.*)\)", text) == [
        'location.pathname, { method: "POST", headers: { "X-Piece": "1" } }'
    ]


def test_a_page_remembers_which_devices_were_chosen_and_nothing_else() -> None:
    for path in call_scripts():
        text = path.read_text(encoding="utf-8")
        if "localStorage" in text:
            assert set(re.findall(r'"(foyer-[\w-]+)"', text)) == KEPT_BY_PAGES.get(path.name)
            assert set(re.findall(r"localStorage\.setItem\((\S+),", text)) == {"KEPT[kind]"}


@pytest.mark.parametrize(
    "code",
    [
        "from aiortc.contrib.media import MediaRecorder",
        "import cv2\ncv2.VideoWriter('a.avi', 0, 30, (1, 1))",
        "import av\nav.open('a.mp4', 'w')",
        "import wave",
        "from scipy.io import wavfile",
        "from av import open as begin",
        "open('/tmp/a', 'wb')",
        "path.write_bytes(picture.planes)",
        "import subprocess",
    ],
)
def test_the_check_finds_what_records(code: str) -> None:
    tree = ast.parse(code)
    assert {*used(tree)} & KEEPERS or {*imported(tree)} & MODULES or list(opened(tree))


@pytest.mark.parametrize(
    "code", ["new MediaRecorder(stream)", "canvas.toBlob(keep)", 'fetch("/away", { body })']
)
def test_the_check_finds_what_keeps_in_a_page(code: str) -> None:
    assert KEEPERS_OF_PAGES.search(code)
