"""How slips are built: German first, part by part between rules, then the other language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from kiosk.domain.phrases import Phrase
from kiosk.terminal import slip_blocks as blocks
from kiosk.terminal.paper import Sheet, Words
from kiosk.terminal.tongue import Tongue

Part = Callable[[Sheet], None]


def begin(
    sheet: Sheet,
    both: Sequence[Tongue],
    office: Phrase,
    moment: datetime,
    arms: Path | None,
    *,
    reprint: bool = False,
) -> None:
    """Whose slip it is, when it was printed, and whether for the second time."""
    german = both[0]
    blocks.header(sheet, german.of(office), list(german.when(moment)), arms)
    if reprint:
        blocks.stamp(sheet, [say.fixed("Zweitdruck") for say in both])


def framed(sheet: Sheet, parts: Iterable[Part]) -> None:
    """Set every part between rules of its own."""
    for part in parts:
        sheet.down(blocks.ABOVE_MM)
        part(sheet)
        blocks.close(sheet)


def running(sheet: Sheet, parts: Iterable[Part]) -> None:
    """Set all parts in one frame, for those who do not read German."""
    for index, part in enumerate(parts):
        sheet.down(blocks.PART_MM if index else blocks.ABOVE_MM)
        part(sheet)
    blocks.close(sheet)


def end(sheet: Sheet, keep: Words | None, small: Words | None) -> None:
    """What to do with the paper, and what it does not tell."""
    sheet.down(blocks.ABOVE_MM)
    if keep is not None:
        blocks.lines(sheet, [(keep, True)], blocks.HEADING_MM, "centre")
    if small is not None:
        sheet.down(blocks.NEXT_MM if keep is not None else 0)
        blocks.lines(sheet, [(small, False)], blocks.SMALL_MM, "centre")
    sheet.down(2.0)


def sentences(*texts: tuple[Words, bool], em_mm: float = blocks.BODY_MM) -> Part:
    """Return sentences as a part; True makes one bold."""
    return lambda sheet: blocks.lines(sheet, texts, em_mm)


def boxes(title: Words, items: Sequence[blocks.Item], em_mm: float = blocks.BODY_MM) -> Part:
    """Return a check-list as a part."""

    def part(sheet: Sheet) -> None:
        blocks.heading(sheet, title, em_mm)
        blocks.box_list(sheet, items)

    return part
