"""Boxes that are filled from data: one cell per item, kept while the item changes."""

from __future__ import annotations

from kivy.factory import Factory
from kivy.properties import ObjectProperty

from screens.boxes import Stack
from screens.grids import Grid, Wrap
from screens.parts import Box, Part


class Fed(Box):
    """A box with one cell per item of `data`; `cell` is their class, with an `item` property."""

    data = ObjectProperty(())
    cell = ObjectProperty(None, allownone=True)

    def __init__(self, **properties: object) -> None:
        self.cells: list[Part] = []
        super().__init__(**properties)
        self.fbind("data", self._fill)
        self.fbind("cell", self._fill)
        self._fill()

    divisible = False  # whether its cells may stand on different pages

    def _fill(self, *_: object) -> None:
        if self.cell is None:
            return
        kind = Factory.get(self.cell) if isinstance(self.cell, str) else self.cell
        items = tuple(self.data)
        if self.cells and type(self.cells[0]) is not kind:
            self.cells.clear()
        del self.cells[len(items) :]
        for cell, item in zip(self.cells, items, strict=False):
            cell.item = item
        for item in items[len(self.cells) :]:
            cell = kind(item=item)
            cell.owner, cell.number = self, len(self.cells)
            self.cells.append(cell)
        self.show(0, len(self.cells))
        self.shown = bool(items)
        self.changed()

    def show(self, first: int, end: int) -> None:
        """Have only these cells on the glass; the last one knows that it is the last."""
        wanted = self.cells[first:end]
        if self.children[::-1] != wanted:
            self.clear_widgets()
            for cell in wanted:
                self.add_widget(cell)
        for cell in wanted:
            cell.last = cell is wanted[-1]


class Rows(Fed, Stack):
    """A list, which may be divided between pages."""

    divisible = True


class Tiles(Fed, Grid):
    """Equal cells in columns; a single column may be divided between pages."""

    @property
    def divisible(self) -> bool:
        return self.columns == 1


class Strip(Fed, Wrap):
    """Cells beside each other, on more lines when they must."""
