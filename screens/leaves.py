"""Content that turns leaves instead of scrolling: everybody sees that there is more.

However long a translation and however large the text, what does not fit stands on the next
page; nothing is shortened and nothing gets smaller.
"""

from __future__ import annotations

from dataclasses import dataclass

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, OptionProperty

from kiosk.terminal.views import Ask, Intent, Pages
from screens.control import above
from screens.pagination import Atom, divisible, paginated, runs_of
from screens.parts import Box, Part, start_of
from screens.theme import theme


@dataclass(frozen=True, slots=True)
class Column:
    """The blocks that stand below each other, and those pinned to the foot of every page."""

    blocks: list[Part]
    pinned: list[Part]
    x: float
    width: float


class Leaves(Box):
    """The content of a screen, in one column or, in landscape, in two.

    Of a block, `column` says where it stands in landscape, `across` that it stands above both,
    `keep` that it stays with the next block, `always` that it stands at the top of every page,
    and `pinned` that it stands at the foot of every page.
    """

    page = NumericProperty(0)
    count = NumericProperty(1)
    share = NumericProperty(0.45)  # of the first column
    rest = OptionProperty("below", options=("below", "around"))
    between = NumericProperty(40)  # the two columns
    columns = NumericProperty(1)
    even = BooleanProperty(False)  # both columns end above the pager
    pages = ObjectProperty(Pages())
    pager = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: object) -> None:
        self.blocks: list[Part] = []
        super().__init__(**properties)
        for name in ("page", "columns", "share", "pages"):
            self.fbind(name, self.changed)

    def add_widget(self, widget: Part, *args: object, **kwargs: object) -> None:
        """Take a block, or the pager, which is read out last."""
        if getattr(widget, "turns_leaves", False):
            self.pager = widget
            super().add_widget(widget)
        else:
            self.blocks.append(widget)
            super().add_widget(widget, index=0 if self.pager is None else 1)

    # ------------------------------------------------------------ turning
    @property
    def more_before(self) -> bool:
        return self.page > 0 or self.pages.number > 1

    @property
    def more_after(self) -> bool:
        return self.page + 1 < self.count or self.pages.number < self.pages.count

    def turn(self, step: int) -> None:
        """Turn a leaf; past the last one the view's next page is asked for."""
        if 0 <= self.page + step < self.count:
            self.page += step
            return
        screen = above(self, "asks")
        if screen is not None:
            screen.asks(Intent(Ask.PAGE, "next" if step > 0 else "previous"))

    # ------------------------------------------------------------ layout
    def measure(self, width: float) -> tuple[float, float]:
        return width, self.least_height

    def place_parts(self, x: float, y: float, width: float, height: float) -> None:
        for block in self.blocks:
            block.hide()
        height -= self._place_across(x, y + height, width)
        columns = self._columns(x, width)
        rooms = [height - self._foot(column) for column in columns]
        pages = self._paginated(columns, rooms)
        several = self.pages.count > 1 or any(len(each) > 1 for each in pages)
        if several and self.pager is not None:
            high = self.pager.measure(columns[-1].width)[1] + self.gap
            last = len(rooms) - 1
            rooms = [room - high * (self.even or at == last) for at, room in enumerate(rooms)]
            pages = self._paginated(columns, rooms)
        self.count = max(len(each) for each in pages)
        self.page = min(self.page, self.count - 1)
        for column, leaves, room in zip(columns, pages, rooms, strict=True):
            leaf = leaves[min(self.page, len(leaves) - 1)]
            self._place_leaf(leaf, column, y + height, room)
            self._place_pinned(column, y)
        self._place_pager(several, columns[-1], y + self._foot(columns[-1]))

    def _paginated(self, columns: list[Column], rooms: list[float]) -> list[list[list[Atom]]]:
        return [
            paginated(column.blocks, column.width, room, self.gap)
            for column, room in zip(columns, rooms, strict=True)
        ]

    def _columns(self, x: float, width: float) -> list[Column]:
        two = self.columns > 1
        blocks = [block for block in self.blocks if block.shown and not (two and block.across)]
        if not two:
            return [_column(blocks, x, width)]
        first = int((width - self.between) * self.share)
        second = width - self.between - first
        lefts = (x + second + self.between, x) if theme.rtl else (x, x + first + self.between)
        return [
            _column([block for block in blocks if block.column == at], left, wide)
            for at, left, wide in zip((0, 1), lefts, (first, second), strict=True)
        ]

    def _place_across(self, x: float, top: float, width: float) -> float:
        """Place what stands above both columns; returns the height used."""
        used = 0.0
        if self.columns > 1:
            for block in (block for block in self.blocks if block.shown and block.across):
                high = block.measure(width)[1]
                block.place(x, top - used - high, width, high)
                used += high + self.gap
        return used

    def _foot(self, column: Column) -> float:
        return sum(block.measure(column.width)[1] + self.gap for block in column.pinned)

    def _place_pinned(self, column: Column, y: float) -> None:
        for block in reversed(column.pinned):
            high = block.measure(column.width)[1]
            block.place(column.x, y, column.width, high)
            y += high + self.gap

    def _place_leaf(self, leaf: list[Atom], column: Column, top: float, height: float) -> None:
        runs = runs_of(leaf)
        used = sum(run.height for run in runs) + sum(run.gap for run in runs[1:])
        if self.rest == "around":
            top -= max(0, height - used) / 2
        for index, run in enumerate(runs):
            block = run.block
            if divisible(block):
                block.show(run.first, run.end)
            top -= run.height + (run.gap if index else 0)
            wide = column.width if block.fill else block.measure(column.width)[0]
            left = start_of(column.x, column.width, wide, theme.rtl)
            block.place(left, top, wide, run.height)

    def _place_pager(self, several: bool, column: Column, y: float) -> None:
        if self.pager is None:
            return
        self.pager.shown = several
        if not several:
            self.pager.hide()
            return
        inside = self.count > 1
        self.pager.number = self.page + 1 if inside else self.pages.number
        self.pager.count = self.count if inside else self.pages.count
        self.pager.before, self.pager.after = self.more_before, self.more_after
        self.pager.place(column.x, y, column.width, self.pager.measure(column.width)[1])


def _column(blocks: list[Part], x: float, width: float) -> Column:
    flowing = [block for block in blocks if not block.pinned]
    return Column(flowing, [block for block in blocks if block.pinned], x, width)
