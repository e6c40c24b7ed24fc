"""From a picture to bytes, and what the library's import must not leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer import PaperPicture
from devices.printer.encoder import BAND_ROWS, Encoder, without_real_time
from devices.printer.fake.realtime import RealTimeScanner
from devices.printer.models import MODELS, told
from tests.devices.fault_matrix import ticket

COMMANDS = [b"\x10\x04\x01", b"\x10\x05\x02", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"]


@pytest.mark.parametrize("rows", [1, 23, 24, 25, 240, 1_239])
def test_the_bands_are_the_picture(rows: int) -> None:
    picture = ticket("bands", rows)
    bands = list(Encoder(MODELS["tm-t20iii"]).bands(picture))
    assert b"".join(band[8:] for band in bands) == picture.rows
    for band in bands:
        height = int.from_bytes(band[6:8], "little")
        assert band[:6] == b"\x1dv0\x00\x48\x00" and 0 < height <= BAND_ROWS
        assert len(band) == 8 + 72 * height


@pytest.mark.parametrize("name", MODELS)
def test_every_model_prints_its_own_width(name: str) -> None:
    model = MODELS[name]
    step = model.profile.width_dots // 8
    picture = PaperPicture(model.profile.width_dots, b"\xa5" * step * 30, model.profile.dpi)
    first, second = Encoder(model).bands(picture)
    assert first[4:8] == bytes((step, 0, 24, 0)) and second[4:8] == bytes((step, 0, 6, 0))


def test_a_model_is_cut_as_its_blade_can() -> None:
    assert Encoder(MODELS["tm-t20iii"]).cut() == b"\x1dVB\x00"
    assert Encoder(MODELS["eu-m30"]).cut() == b"\x1dVA\x00"
    assert Encoder(MODELS["generic-58mm"]).cut() == b"\x1bd\x06"


@given(st.lists(st.sampled_from([*COMMANDS, b"\x10", b"\x10\x10\x04\x04", b"ab"])))
def test_dots_are_never_obeyed(pieces: list[bytes]) -> None:
    band = b"".join(pieces)
    safe = without_real_time(band)
    assert RealTimeScanner().feed(safe) == []
    changed = sum((a ^ b).bit_count() for a, b in zip(band, safe, strict=True))
    assert changed <= sum(piece in COMMANDS or piece[:2] == b"\x10\x10" for piece in pieces) * 2


def test_dots_that_are_no_command_stay_as_they_are() -> None:
    assert without_real_time(b"\x10\x04\x09\x10\x06\x01") == b"\x10\x04\x09\x10\x06\x01"


@pytest.mark.parametrize(
    ("tells", "width_dots", "dpi"),
    [
        ("TM-T20II", 576, 203),
        ("TM-T20III", 576, 203),
        ("TM-m30III", 576, 203),
        ("EU-m30", 576, 203),
        ("TM-T88V", 512, 180),
        ("TM-T88VI", 512, 180),
        ("TM-T88VII", 512, 180),
    ],
)
def test_every_model_that_confirms_its_tickets_is_in_the_table(
    tells: str, width_dots: int, dpi: int
) -> None:
    model = told(tells)
    assert model is not None and model.process_id and model.pushes_status
    assert (model.profile.width_dots, model.profile.dpi) == (width_dots, dpi)


def test_of_a_clone_nothing_is_taken_for_granted() -> None:
    for model in (MODELS["generic"], MODELS["generic-58mm"]):
        assert not (model.process_id or model.pushes_status or model.near_end_sensor)
        assert model.code_pages and model.double_byte


def test_a_printer_is_known_by_the_name_it_tells() -> None:
    assert told("TM-T88VI") is MODELS["tm-t88vi"]
    assert told("tm t20iii") is MODELS["tm-t20iii"]
    assert told("") is told("XP-80") is None


def test_the_library_leaves_no_folder_and_no_log_handler_behind(tmp_path: Path) -> None:
    program = (
        "import logging; from pathlib import Path\n"
        "from devices.printer.encoder import Encoder; from devices.printer.models import MODELS\n"
        f"Encoder(MODELS['tm-t88v'], Path({str(tmp_path / 'cache')!r}))\n"
        "print(logging.root.handlers)\n"
    )
    litter = tmp_path / "tmp"
    litter.mkdir()
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=os.environ | {"TMPDIR": str(litter)},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
    )
    assert (said.stdout, said.stderr) == ("[]\n", "")
    assert list(litter.iterdir()) == []
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".pickle"]
