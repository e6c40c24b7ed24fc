"""Who imports whom, read from the source: modules, functions and kv files."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TOP = ("kiosk", "screens", "devices")
_KV_IMPORT = re.compile(r"^#:\s*import\s+\S+\s+([\w.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `from kiosk import texts` is `kiosk.texts`."""

    file: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.name}"


def imports(tree: Path) -> Iterator[Import]:
    """Yield every import of the product, also inside functions and for type checkers."""
    for path in sources(tree, ".py"):
        file = path.relative_to(tree).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), file)):
            for name in _names(node, file):
                yield Import(file, node.lineno, name)
    for path in sources(tree, ".kv"):
        text = path.read_text(encoding="utf-8")
        for found in _KV_IMPORT.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Import(path.relative_to(tree).as_posix(), line, found[1])


def sources(tree: Path, suffix: str) -> Iterator[Path]:
    """Yield the files of the product with this suffix, in a stable order."""
    for top in TOP:
        yield from sorted((tree / top).rglob(f"*{suffix}"))


def _names(node: ast.AST, file: str) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            origin = _absolute(module, level, file)
            for alias in names:
                yield origin if alias.name == "*" else f"{origin}.{alias.name}"
        case ast.Call(
            func=ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            yield name
        case _:
            return


def _absolute(module: str | None, level: int, file: str) -> str:
    if level == 0:
        return module or ""
    package = file.split("/")[:-1]
    above = package[: len(package) - (level - 1)]
    return ".".join([*above, *([module] if module else [])])


def walls(
    found: Collection[Import],
    rooms: Mapping[str, Collection[str]],
    free: Collection[str],
) -> list[str]:
    """Return every import of an own module that the importing room may not see.

    Args:
        rooms: path prefix → own modules it may import; the longest matching prefix rules.
        free: path prefixes that may import anything.
    """
    broken = []
    for each in found:
        if each.name.split(".")[0] not in TOP or _lies_in(each.file, free):
            continue
        room = max((r for r in rooms if _lies_in(each.file, [r])), key=len, default=None)
        if room is None:
            broken.append(f"{each.file}:{each.line} lies in no room of the table")
        elif not _is_under(each.name, rooms[room]):
            broken.append(f"{each}, which {room} may not")
    return broken


def doors(
    found: Collection[Import], doors: Mapping[str, Collection[str]], free: Collection[str]
) -> list[str]:
    """Return every import of a library outside its door; a library without a door has none.

    Args:
        doors: library → path prefixes where it may be imported.
        free: path prefixes that may import any library that has a door.
    """
    broken = []
    for each in found:
        library = each.name.split(".")[0]
        if library in TOP or library in sys.stdlib_module_names:
            continue
        if library not in doors:
            broken.append(f"{each}, a library without a door")
        elif not _lies_in(each.file, doors[library]) and not _lies_in(each.file, free):
            broken.append(f"{each}, whose door is {', '.join(doors[library])}")
    return broken


def _lies_in(file: str, prefixes: Collection[str]) -> bool:
    return any(file == p or (p.endswith("/") and file.startswith(p)) for p in prefixes)


def _is_under(name: str, modules: Collection[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)
