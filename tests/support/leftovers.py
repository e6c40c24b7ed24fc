"""Words that somebody has said, looked for in files and in the memory of processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_FORMS = ("utf-8", "utf-16-le")
_PIECE = 1 << 24


def forms(words: Iterable[str]) -> dict[bytes, str]:
    """Return how words can stand in memory, and which ones they are."""
    found = {}
    for word in words:
        for form in _FORMS:
            found[word.encode(form)] = f"{word} ({form})"
    return found


def in_bytes(data: bytes, looked_for: dict[bytes, str]) -> set[str]:
    return {name for form, name in looked_for.items() if form in data}


def in_files(folders: Iterable[Path], words: Iterable[str]) -> dict[Path, set[str]]:
    """Return every file below these folders in which a word stands, raw."""
    looked_for = forms(words)
    found = {}
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            with suppress(OSError):  # gone meanwhile, or nothing that can be read
                if path.is_file() and (here := in_bytes(path.read_bytes(), looked_for)):
                    found[path] = here
    return found


def in_memory(pid: int, words: Iterable[str]) -> dict[str, set[str]]:
    """Return every region of a process in which a word stands, by its name and place."""
    looked_for = forms(words)
    found: dict[str, set[str]] = {}
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, name in regions(pid):
            for data in pieces(memory, start, end):
                if here := in_bytes(data, looked_for):
                    found.setdefault(f"{start:x} {name}", set()).update(here)
    return found


def regions(pid: int) -> Iterator[tuple[int, int, str]]:
    """Yield what a process can read and nobody else has written: not code, not fonts."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, _, _, inode, *name = line.split(maxsplit=5)
        start, end = (int(place, 16) for place in span.split("-"))
        if "r" in rights and "w" in rights and "[vvar" not in line:
            yield start, end, name[0] if name else f"anonymous {inode}"


def pieces(memory: object, start: int, end: int) -> Iterator[bytes]:
    overlap = 256
    for at in range(start, end, _PIECE):
        with suppress(OSError, ValueError):
            memory.seek(at)  # type: ignore[attr-defined]
            yield memory.read(min(_PIECE + overlap, end - at))  # type: ignore[attr-defined]
