"""A town on a very bad day: sixteen departments, always open, endless lines."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.departments import Town
from tests.support.small_town import small_town

LETTERS = "ABCDEFGHKLMNPRST"


def busy_town() -> Town:
    """Return the small town with sixteen departments instead of three."""
    town = small_town()
    departments = tuple(
        replace(
            town.departments[place % len(town.departments)],
            key=f"department-{letter.lower()}",
            prefix=letter,
            line_limit=10_000,
        )
        for place, letter in enumerate(LETTERS)
    )
    keys = tuple(department.key for department in departments)
    desks = tuple(replace(desk, departments=keys) for desk in town.desks)
    return replace(town, key="busy-town", departments=departments, desks=desks)
