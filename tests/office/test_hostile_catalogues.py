"""Files that are broken or mean harm change nothing, and say in one sentence why."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.office.catalogue_import import (
    CatalogueRefused,
    import_catalogue,
    load_current,
    render_report,
)
from kiosk.office.catalogue_import.json_file import LARGEST_FILE_BYTES

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GOOD = {"data": [{"id": "1", "name": "Reisepass"}]}


def good(text: str = json.dumps(GOOD)) -> bytes:
    return text.encode()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """An office that has a catalogue already."""
    file = tmp_path / "good.json"
    file.write_bytes(good())
    import_catalogue(file, None, tmp_path / "state", NOON)
    return tmp_path / "state"


def everything(state: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in state.rglob("*") if p.is_file()}


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "spaces": b" \n ",
    "truncated": good()[:-9],
    "nul bytes": good().replace(b"Reise", b"Rei\0se"),
    "not utf-8": good().replace(b"Reise", b"Rei\xffse"),
    "utf-16": json.dumps(GOOD).encode("utf-16"),
    "deep lists": b"[" * 200_000 + b"]" * 200_000,
    "deep objects": b'{"data":' * 500 + b"[]" + b"}" * 500,
    "a hundred levels": b'{"data":' * 100 + b"[]" + b"}" * 100,
    "too many values": b'{"data":[' + b"[]," * 4_000_001 + b"[]]}",
    "too many entries": b'{"data":[' + b"{}," * 20_001 + b"{}]}",
    "not a number": b'{"data":[{"id":NaN,"name":"x"}]}',
    "huge number": b'{"data":[{"id":' + b"9" * 10_000 + b"}]}",
    "long text": b'{"data":[{"id":"1","name":"' + b"a" * 300_000 + b'"}]}',
    "a list": b"[1, 2]",
    "a text": b'"data"',
    "data is a text": b'{"data": "x"}',
    "no services": b'{"data": []}',
    "only internal": b'{"data":[{"id":"1","name":"SB Pass"},{"id":"2","name":"x","public":false}]}',
    "english": b'{"data":[{"id":"1","name":"Passport","meta":{"locale":"en"}}]}',
    "html error page": b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_changes_nothing(
    name: str, state: Path, tmp_path: Path
) -> None:
    before = everything(state)
    file = tmp_path / "hostile.json"
    file.write_bytes(HOSTILE[name])
    with pytest.raises(CatalogueRefused, match=r"hostile\.json"):
        import_catalogue(file, None, state, NOON)
    assert everything(state) == before


def test_a_hostile_offices_file_spoils_the_whole_import(state: Path, tmp_path: Path) -> None:
    before = everything(state)
    services, offices = tmp_path / "services.json", tmp_path / "offices.json"
    services.write_bytes(good('{"data":[{"id":"2","name":"Neu"}]}'))
    offices.write_bytes(b'{"data": 7}')
    with pytest.raises(CatalogueRefused):
        import_catalogue(services, offices, state, NOON)
    assert everything(state) == before


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE_BYTES + 1)


@pytest.mark.parametrize("make", [sparse, os.mkfifo, lambda path: None, Path.mkdir])
def test_what_is_no_usable_file_is_refused(
    make: Callable[[Path], object], tmp_path: Path, state: Path
) -> None:
    make(tmp_path / "odd.json")
    with pytest.raises(CatalogueRefused, match=r"odd\.json"):
        import_catalogue(tmp_path / "odd.json", None, state, NOON)


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_bytes(good())
    (tmp_path / "state").write_text("a file stands where the folder should be")
    with pytest.raises(CatalogueRefused, match="cannot be written"):
        import_catalogue(tmp_path / "good.json", None, tmp_path / "state", NOON)


@pytest.mark.parametrize("spoil", [b"", b"{", b'{"source":"x","version":"y","services":{}}'])
def test_a_damaged_kept_catalogue_is_told_and_the_next_import_heals_it(
    spoil: bytes, state: Path, tmp_path: Path
) -> None:
    version = (state / "catalogue" / "current").read_text().strip()
    (state / "catalogue" / f"{version}.json").write_bytes(spoil)
    with pytest.raises(CatalogueRefused):
        load_current(state)
    report = import_catalogue(tmp_path / "good.json", None, state, NOON)
    assert "could not be compared" in render_report(report)
    assert load_current(state) is not None


def test_a_pointer_cannot_lead_out_of_the_folder(state: Path) -> None:
    (state / "catalogue" / "current").write_text("../../../etc/passwd")
    with pytest.raises(CatalogueRefused, match="does not name a version"):
        load_current(state)
