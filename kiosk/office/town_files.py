"""The files a town is written in: TOML, strict, every mistake named with file and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from kiosk.domain.phrases import Phrase, phrase_from

LARGEST_FILE_BYTES = 4 * 1024 * 1024
WORDS_FILE = "words.toml"

Text = str | dict[str, str]
"""German text, `{de = "…", en = "…"}`, or `"@name"`: the text of that name in `words.toml`."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]+)*")
_READABLE = {
    "extra_forbidden": "is not a known key",
    "missing": "is missing",
}

T = TypeVar("T")


class TownFileWrong(Exception):
    """A town's file cannot be used: `file: key: what is wrong`."""

    def __init__(self, file: Path, key: str, message: str) -> None:
        self.file = file
        self.key = key
        self.message = message
        super().__init__(f"{file}: {key}: {message}" if key else f"{file}: {message}")


class Table(BaseModel):
    """A TOML table that knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def read_toml(file: Path) -> dict[str, Any]:
    """Return the content of a TOML file; raises `TownFileWrong`."""
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise TownFileWrong(file, "", f"is larger than {LARGEST_FILE_BYTES // 1024**2} MiB")
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise TownFileWrong(file, "", trouble.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise TownFileWrong(file, "", "is not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        raise TownFileWrong(file, "", f"is not TOML: {wrong}") from None


def understand(kind: type[T], raw: Any, file: Path, key: str = "") -> T:
    """Return the typed form of what a file says; raises `TownFileWrong`."""
    try:
        return TypeAdapter(kind).validate_python(raw)
    except ValidationError as wrong:
        # A misspelt key is also a missing one; what stands in the file is easier to find.
        first = min(wrong.errors(), key=lambda error: error["type"] != "extra_forbidden")
        place = ".".join(filter(None, (key, _written_key(raw, first["loc"]))))
        raise TownFileWrong(file, place, _READABLE.get(first["type"], first["msg"])) from None


def _written_key(raw: Any, location: tuple[int | str, ...]) -> str:
    """Keep what the reader of the file can find there: no names of types and unions."""
    parts: list[str] = []
    for part in location:
        if isinstance(raw, Mapping) and part in raw:
            raw = raw[part]
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw, part = raw[part], part + 1
        elif not isinstance(raw, Mapping) or part != location[-1]:
            continue
        parts.append(str(part))
    return ".".join(parts)


class Words:
    """The texts that several entries share, by name."""

    def __init__(self, shared: Mapping[str, Phrase]) -> None:
        self._shared = shared

    @classmethod
    def of(cls, folder: Path) -> Words:
        """Read `words.toml` of a town; a town may do without."""
        file = folder / WORDS_FILE
        if not file.is_file():
            return cls({})
        raw = understand(dict[str, dict[str, str]], read_toml(file), file)
        return cls({name: _phrase(text, file, name) for name, text in raw.items()})

    def phrase(self, text: Text, file: Path, key: str) -> Phrase:
        """Return the phrase of a text or of the name it points to; raises `TownFileWrong`."""
        if not isinstance(text, str) or not text.startswith("@"):
            return _phrase(text, file, key)
        if text[1:] not in self._shared:
            raise TownFileWrong(file, key, f"there is no {text[1:]!r} in {WORDS_FILE}")
        return self._shared[text[1:]]


def _phrase(text: Text, file: Path, key: str) -> Phrase:
    if isinstance(text, dict):
        for language, said in text.items():
            if not _LANGUAGE.fullmatch(language):
                raise TownFileWrong(file, f"{key}.{language}", "is not a language code")
            if not said.strip():
                raise TownFileWrong(file, f"{key}.{language}", "is empty")
        if "de" not in text:
            raise TownFileWrong(file, f"{key}.de", "is missing: German is always needed")
    return phrase_from(text)
