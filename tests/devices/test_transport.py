"""Where a printer may be."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from devices.printer.patience import Patience
from devices.printer.transport import DeviceAddress, SerialAddress, TcpAddress, address


def test_a_printer_is_on_a_network_on_a_cable_or_on_a_serial_line() -> None:
    assert address("tcp://printer.example:9101") == TcpAddress("printer.example", 9101)
    assert address("tcp://192.0.2.7") == TcpAddress("192.0.2.7", 9100)
    assert address("tcp://[2001:db8::7]:9100") == TcpAddress("2001:db8::7", 9100)
    assert address("/dev/usb/lp0") == DeviceAddress(Path("/dev/usb/lp0"))
    port = Path("/dev/ttyUSB0")
    assert address("serial:/dev/ttyUSB0") == SerialAddress(port, 115_200)
    assert address("serial:/dev/ttyUSB0?baud=921600") == SerialAddress(port, 921_600)
    assert address("serial:/dev/ttyUSB0?text=yes") == SerialAddress(port, 115_200, True)
    assert address("serial:/dev/ttyUSB0?text=no") == SerialAddress(port, 115_200, False)


@pytest.mark.parametrize(
    ("text", "slow"),
    [
        ("tcp://printer.example", False),
        ("/dev/usb/lp0", False),
        ("serial:/dev/ttyUSB0", True),
        ("serial:/dev/ttyUSB0?baud=115200&text=no", False),
        ("serial:/dev/ttyUSB0?baud=230400", False),
        ("serial:/dev/ttyUSB0?baud=230400&text=yes", True),
        ("serial:/dev/ttyUSB0?baud=57600", True),
        ("serial:/dev/ttyUSB0?baud=9600", True),
        ("serial:/dev/ttyACM0", False),
        ("serial:/dev/ttyACM0?baud=9600&text=no", False),
        ("serial:/dev/ttyACM0?text=yes", True),
    ],
)
def test_a_line_below_230400_baud_is_slow_and_a_usb_cable_is_not(text: str, slow: bool) -> None:
    assert address(text).slow is slow


def test_a_slow_line_is_given_more_time_for_what_it_holds_back() -> None:
    assert address("tcp://printer.example").held_back_s == 0
    held_back_s = address("serial:/dev/ttyUSB0?baud=9600").held_back_s
    assert 4 < held_back_s < 5
    assert Patience().on_line(held_back_s).confirm_s == Patience().confirm_s + held_back_s


@pytest.mark.parametrize(
    "text",
    [
        "", "printer", "tcp://", "tcp://host:0", "tcp://host:99999", "http://host:9100",
        "serial:ttyUSB0", "serial:/dev/ttyUSB0?baud=4800", "serial:/dev/ttyUSB0?baud=123456",
        "serial:/dev/ttyUSB0?baud=fast", "serial:/dev/ttyUSB0?text=perhaps",
        "serial:/dev/ttyUSB0?parity=even", "serial:/dev/ttyUSB0?",
        "serial:/dev/ttyUSB0?baud=9600&baud=19200", "serial:/dev/ttyUSB0?text=yes&text=yes",
        "serial:/dev/ttyUSB0?baud=57600&text=no",
    ],
)  # fmt: skip
def test_an_address_that_is_none_stops_the_start(text: str) -> None:
    with pytest.raises(ValueError, match=r"printer|baud"):
        address(text)


def test_pictures_that_a_line_is_too_slow_for_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="57600 baud is too slow for pictures"):
        address("serial:/dev/ttyUSB0?baud=57600&text=no")


async def test_a_printer_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    assert not address(str(tmp_path / "lp0")).present()
    with pytest.raises(OSError):
        await address(str(tmp_path / "lp0")).open()


def test_the_pauses_between_attempts_double_and_end_at_half_a_minute() -> None:
    pauses = Patience().retries(Random(1))
    seen = [next(pauses) for _ in range(10)]
    for number, pause in enumerate(seen):
        due = min(30.0, 0.5 * 2**number)
        assert 0.8 * due <= pause <= 1.2 * due
    assert len(set(seen)) == len(seen)


def test_two_terminals_do_not_call_in_step() -> None:
    first, second = (Patience().retries(Random(seed)) for seed in (1, 2))
    assert [next(first) for _ in range(5)] != [next(second) for _ in range(5)]
