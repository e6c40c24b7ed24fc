"""No recording: nothing in the room of the camera can write a picture to a disk."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOM = Path(__file__).resolve().parents[2] / "devices" / "camera"
WRITERS = {
    "VideoWriter", "VideoWriter_fourcc", "imencode", "imwrite", "imwritemulti",
    "dump", "memmap", "save", "savetxt", "savez", "tofile", "write_bytes", "write_text",
}  # fmt: skip


def names(path: Path) -> Iterator[str]:
    """Yield every name and attribute that is used or imported."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name


def test_no_file_of_the_camera_names_a_way_to_record() -> None:
    found = {(path.name, name) for path in ROOM.glob("*.py") for name in names(path)}
    assert {(file, name) for file, name in found if name in WRITERS} == set()


def test_only_the_memory_between_processes_opens_a_file() -> None:
    opening = set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="open")):
                    opening.add(path.name)
                case ast.Call(func=ast.Attribute(value=ast.Name(id="os" | "io"), attr="open")):
                    opening.add(path.name)
    assert opening == {"shared.py"}
