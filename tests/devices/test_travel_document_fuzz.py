"""A small campaign of nonsense; `python -m tests.devices.travel_document_fuzz` runs a large one."""

from __future__ import annotations

import pytest

from devices.travel_document.document import Document
from devices.travel_document.simulated.chip import SimulatedChip
from tests.devices.travel_document_fuzz import Score, fuzz
from tests.devices.travel_document_targets import Target, targets
from tests.devices.travel_documents import full_passport, reading

INPUTS = 1_500


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.name)
def test_nonsense_is_refused_or_read_and_nothing_else(target: Target) -> None:
    score = Score()
    shares = sum(each.share for each in targets())
    fuzz(target, 10 + INPUTS * target.share // shares, score)
    assert (score.crashes, score.hangs) == ([], [])


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.name)
def test_what_the_nonsense_is_made_of_is_genuine(target: Target) -> None:
    for each in target.genuine:
        target.parse(each)


def test_a_crash_would_be_seen() -> None:
    score = Score()
    score.feed(Target("broken", lambda data: data[99], (b"",), 1), b"")
    assert len(score.crashes) == 1


def test_after_nonsense_a_document_is_read() -> None:
    document = full_passport()
    assert isinstance(reading(SimulatedChip(document), document.can), Document)
