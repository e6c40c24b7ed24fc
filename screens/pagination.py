"""Dividing the blocks of a screen between pages. Knows heights and gaps, nothing of drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from screens.parts import Part
from screens.theme import theme

# What stands on every page may take so much of it, otherwise it stands only on the first.
MOST_ALWAYS, MOST_ALWAYS_LARGE = 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never divided: a block, or one cell of a list. `gap` is the room above it."""

    block: Part
    index: int
    height: float
    gap: float


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring atoms of one block on one page: cells `first` to `end` of a list."""

    block: Part
    first: int
    end: int
    height: float
    gap: float


def divisible(block: Part) -> bool:
    """Return whether a block is a list whose cells may stand on different pages."""
    return getattr(block, "divisible", False)


def gap_above(block: Part, gap: float) -> float:
    """Return the room above a block: its own wish, or the usual gap."""
    return gap if block.space < 0 else block.space


def atoms_of(blocks: Sequence[Part], width: float, gap: float) -> list[Atom]:
    """Return the atoms of the blocks at a breadth."""
    atoms = []
    for block in blocks:
        above = gap_above(block, gap)
        if not divisible(block):
            atoms.append(Atom(block, 0, block.measure(width)[1], above))
            continue
        inner = width - block.padded[0]
        for index, cell in enumerate(block.cells):
            between = block.gap if index else above
            atoms.append(Atom(block, index, cell.measure(inner)[1], between))
    return atoms


def height_of(atoms: Sequence[Atom]) -> float:
    """Return the height of a page, with the padding of every list on it."""
    lists = {atom.block for atom in atoms if divisible(atom.block)}
    gaps = sum(atom.gap for atom in atoms[1:])
    return gaps + sum(a.height for a in atoms) + sum(block.padded[1] for block in lists)


def paginated(blocks: Sequence[Part], width: float, height: float, gap: float) -> list[list[Atom]]:
    """Return the pages; every page has at least one atom, if there is any."""
    always = atoms_of([block for block in blocks if block.always], width, gap)
    atoms = atoms_of([block for block in blocks if not block.always], width, gap)
    most = MOST_ALWAYS_LARGE if theme.large else MOST_ALWAYS
    if height_of(always) > height * (most if atoms else 1):
        always, atoms = [], atoms_of(blocks, width, gap)
    pages, page, bare = [], list(always), len(always)
    heading: Atom | None = None
    for before, atom in zip([None, *atoms], atoms, strict=False):
        full = height_of([*page, atom]) > height + 1
        if full and not pages and page == always and height_of([atom]) <= height:
            # What stands on every page leaves no room for this on the first one.
            pages.append(page)
            page, bare = [], 0
            atom = replace(atom, gap=0)
        if full and len(page) > bare:
            kept = page.pop() if atom.index == 0 and page[-1].block.keep else None
            if len(page) > bare:
                pages.append(page)
            atom = replace(atom, gap=gap_above(atom.block, gap))
            page = _next_page(always, kept or (heading if atom.index else None), atom, height)
            bare = len(page)
        if atom.index == 0:
            heading = before if before and before.block.keep else None
        page.append(atom)
    return [*pages, page]


def _next_page(always: list[Atom], heading: Atom | None, atom: Atom, height: float) -> list[Atom]:
    """Return what stands above an atom on a new page, as far as there is room for it.

    A heading belongs to what follows it; above the rest of a list it is repeated.
    """
    above = [heading] if heading else []
    for page in ([*always, *above], above):
        if height_of([*page, atom]) <= height:
            return page
    return above if heading and not atom.index else []


def runs_of(page: Sequence[Atom]) -> list[Run]:
    """Return the atoms of a page put together again, block by block."""
    runs: list[Run] = []
    for atom in page:
        if runs and runs[-1].block is atom.block:
            last = runs[-1]
            more = last.height + atom.gap + atom.height
            runs[-1] = replace(last, end=atom.index + 1, height=more)
        else:
            padding = atom.block.padded[1] if divisible(atom.block) else 0
            high = atom.height + padding
            runs.append(Run(atom.block, atom.index, atom.index + 1, high, atom.gap))
    return runs
