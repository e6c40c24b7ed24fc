"""Reading the file: what is wrong is named with its line and what was probably meant."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from kiosk.config.roles import Config

_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake in the file; line 0 is the file as a whole."""

    line: int
    sentence: str


class ConfigWrong(Exception):
    """The configuration cannot be used; says each mistake as `file:line: sentence`."""

    def __init__(self, file: Path, findings: Sequence[Finding]) -> None:
        self.file = file
        self.findings = tuple(sorted(findings, key=lambda finding: finding.line))
        super().__init__(
            "\n".join(
                f"{file}:{finding.line}: {finding.sentence}"
                if finding.line
                else f"{file}: {finding.sentence}"
                for finding in self.findings
            )
        )


def load(path: Path | None = None) -> Config:
    """Read the file, or return the defaults where there is none; raises `ConfigWrong`."""
    if path is None:
        return Config()
    try:
        text = path.read_text(encoding="utf-8")
        return Config.model_validate(tomllib.loads(text))
    except OSError as trouble:
        raise ConfigWrong(path, [Finding(0, trouble.strerror or "cannot be read")]) from None
    except UnicodeDecodeError:
        raise ConfigWrong(path, [Finding(0, "is not UTF-8")]) from None
    except tomllib.TOMLDecodeError as trouble:
        at = _AT_LINE.search(str(trouble))
        finding = Finding(int(at[1]) if at else 0, f"is not TOML: {trouble}")
        raise ConfigWrong(path, [finding]) from None
    except ValidationError as wrong:
        findings = [
            Finding(
                line_of(text, [str(part) for part in error["loc"]]),
                _sentence([str(part) for part in error["loc"]], error["type"], error["msg"]),
            )
            for error in wrong.errors()
        ]
        raise ConfigWrong(path, findings) from None


def line_of(text: str, key: Sequence[str]) -> int:
    """Return the line where a key stands, or of the nearest table around it; 0 is nowhere."""
    best, depth = 0, 0
    for number, path in _keys(text):
        shared = next(
            (i for i, (a, b) in enumerate(zip(path, key, strict=False)) if a != b),
            min(len(path), len(key)),
        )
        if shared == min(len(path), len(key)) and shared > depth:
            best, depth = number, shared
    return best


def _keys(text: str) -> list[tuple[int, list[str]]]:
    """Return the full path of every key and table header, with its line."""
    keys: list[tuple[int, list[str]]] = []
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            keys.append((number, table))
        elif key := _KEY.match(line):
            keys.append((number, [*table, *_parts(key[1])]))
    return keys


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _sentence(key: Sequence[str], kind: str, message: str) -> str:
    *tables, name = key
    place = f"[{'.'.join(tables)}]" if tables else "the file"
    if kind != "extra_forbidden":
        return f"{name} in {place}: {message[0].lower()}{message[1:]}"
    nearest = difflib.get_close_matches(name, _known(tables), n=1, cutoff=0.5)
    meant = f"; was {nearest[0]} meant?" if nearest else ""
    return f"unknown key {name} in {place}{meant}"


def _known(tables: Sequence[str]) -> list[str]:
    model: type[BaseModel] = Config
    for table in tables:
        inner = model.model_fields[table].annotation
        assert isinstance(inner, type) and issubclass(inner, BaseModel)
        model = inner
    return list(model.model_fields)
