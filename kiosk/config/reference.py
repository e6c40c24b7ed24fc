"""The reference of the configuration file, made from the fields themselves.

`python -m kiosk.config.reference > docs/configuration.md`
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kiosk.config.roles import Config

HEAD = """\
# Configuration

One TOML file, one table per role. Every key has a default; an unknown key or a wrong value stops
the start with file and line. Relative paths count from the working directory. Secrets are never
values, only paths to files.

This page is made from `kiosk/config/roles.py`:
`python -m kiosk.config.reference > docs/configuration.md`.
"""


_KINDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    time: "time",
    Path: "path",
}


def reference() -> str:
    """Return the whole page as markdown."""
    return "\n".join([HEAD, *_tables(Config, "")])


def _tables(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _table(inner, f"{prefix}{name}")
            yield from _tables(inner, f"{prefix}{name}.")


def _table(model: type[BaseModel], title: str) -> Iterator[str]:
    yield f"## [{title}]\n\n{model.__doc__}\n"
    yield "| key | type | default | meaning |\n|---|---|---|---|"
    for name, info in model.model_fields.items():
        if not isinstance(info.default, BaseModel):
            meaning = " ".join((info.description or "").split())
            yield f"| `{name}` | {_kind(info.annotation)} | {_default(info)} | {meaning} |"
    yield ""


def _default(info: FieldInfo) -> str:
    match info.default:
        case None:
            return "–"
        case bool() as yes:
            return f"`{str(yes).lower()}`"
        case ():
            return "`[]`"
        case int() | float() as number:
            return f"`{number:g}`"
        case Enum() as member:
            return f'`"{member.value}"`'
        case other:
            return f'`"{other}"`'


def _kind(annotation: Any) -> str:
    if isinstance(annotation, UnionType):
        return " or ".join(_kind(one) for one in get_args(annotation) if one is not NoneType)
    if get_origin(annotation) is Literal:
        return " or ".join(f'`"{value}"`' for value in get_args(annotation))
    if get_origin(annotation) is tuple:
        return f"list of {_kind(get_args(annotation)[0])}"
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " or ".join(f'`"{member.value}"`' for member in annotation)
    return _KINDS[annotation]


if __name__ == "__main__":
    print(reference(), end="")
