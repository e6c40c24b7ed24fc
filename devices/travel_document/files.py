"""Reading elementary files whole, piece by piece, never more than a file may have (9303-10)."""

from __future__ import annotations

from dataclasses import dataclass

from devices.travel_document import Step, tlv
from devices.travel_document.apdu import END_OF_FILE, LONGEST_SHORT, OK, Command
from devices.travel_document.errors import Halt, Malformed
from devices.travel_document.link import ACCESS_DENIED, NOT_FOUND, Link

SELECT, READ, READ_FAR = 0xA4, 0xB0, 0xB1
ATR_INFO = b"\x2f\x01"
APPLICATION = bytes.fromhex("a0000002471001")
MAIN_FOLDER = b"\x3f\x00"
_NEAR = 0x7FFF
_FIRST = 8
_SMALLEST_PIECE = 32
OFFSET, CONTENT = 0x54, 0x53


@dataclass(frozen=True, slots=True)
class File:
    """An elementary file: its number, the tag it begins with, how many bytes it may have."""

    step: Step
    number: int
    tag: int
    limit: int


CARD_ACCESS = File(Step.CARD_ACCESS, 0x011C, 0x31, 4_096)
COM = File(Step.COM, 0x011E, 0x60, 1_024)
SOD = File(Step.SOD, 0x011D, 0x77, 65_536)
DG1 = File(Step.DG1, 0x0101, 0x61, 256)
DG2 = File(Step.DG2, 0x0102, 0x75, 256 * 1_024)
DG11 = File(Step.DG11, 0x010B, 0x6B, 65_536)
DG12 = File(Step.DG12, 0x010C, 0x6C, 256 * 1_024)


async def select_application(link: Link) -> bool:
    """Enter the application of travel documents; False if the chip has none."""
    answer = await link.send(Command(SELECT, 4, 0x0C, APPLICATION))
    return answer.is_ok


async def select_main_folder(link: Link) -> None:
    """Leave whatever application somebody else selected; chips that refuse are there already."""
    await link.send(Command(SELECT, 0, 0x0C, MAIN_FOLDER))


async def read_atr_info(link: Link) -> bytes:
    """Return EF.ATR/INFO, a list of objects without a head; empty where the chip has none."""
    selected = await link.send(Command(SELECT, 2, 0x0C, ATR_INFO))
    if not selected.is_ok:
        return b""
    answer = await link.send(Command(READ, 0, 0, expected=LONGEST_SHORT))
    return answer.data if answer.status in (OK, END_OF_FILE) else b""


async def read_file(link: Link, file: File) -> bytes:
    """Return a file whole; Halt tells that the chip keeps it or does not have it."""
    content = await read_optional(link, file)
    if content is None:
        raise Halt(link.refused(ACCESS_DENIED[0]))
    return content


async def read_optional(link: Link, file: File) -> bytes | None:
    """Return a file whole, None where the chip does not have it or keeps it."""
    link.step = file.step
    selected = await link.send(Command(SELECT, 2, 0x0C, file.number.to_bytes(2, "big")))
    if not selected.is_ok:
        _take_as_missing(link, selected.status)
        return None
    first = await link.send(Command(READ, 0, 0, expected=_FIRST))
    if first.status not in (OK, END_OF_FILE):
        _take_as_missing(link, first.status)
        return None
    tag, head, length = tlv.head(first.data)
    if tag != file.tag or head + length > file.limit:
        raise Malformed("a file begins with something else, or is too long")
    return await _rest(link, first.data[: head + length], head + length)


def _take_as_missing(link: Link, status: int) -> None:
    """Take a refusal as "not here". Before it is open, a chip without PACE refuses in any words."""
    if link.messaging is not None and status not in NOT_FOUND + ACCESS_DENIED:
        raise Halt(link.refused(status))


async def _rest(link: Link, first: bytes, size: int) -> bytes:
    content = bytearray(first)
    while len(content) < size:
        wanted = min(link.longest_content, size - len(content))
        piece = await _piece(link, len(content), wanted)
        if len(piece) < min(wanted, _SMALLEST_PIECE) or len(piece) > wanted:
            raise Malformed("a piece of a file is too short or too long")
        content += piece
    return bytes(content)


async def _piece(link: Link, at: int, size: int) -> bytes:
    if at <= _NEAR:
        return await _read(link, Command(READ, at >> 8, at & 0xFF, expected=size))
    offset = tlv.encode(OFFSET, at.to_bytes(3 if at > 0xFFFF else 2, "big"))
    # The answer has a head of its own, of at most four bytes.
    wanted = min(size, link.longest_content - 4)
    data = await _read(link, Command(READ_FAR, 0, 0, offset, wanted + 4))
    return tlv.only(data, CONTENT)[:size]


async def _read(link: Link, command: Command) -> bytes:
    answer = await link.send(command)
    if answer.status not in (OK, END_OF_FILE):
        raise Halt(link.refused(answer.status))
    return answer.data
