"""`kiosk printer selftest`: what a technician reads, is asked, and gets as exit code."""

from __future__ import annotations

import asyncio
import os
import pty
from collections.abc import AsyncIterator, Iterator
from io import StringIO

import pytest

import kiosk.ops.printers as printers
from devices.printer import CoverOpen, OutOfPaper, Ready
from devices.printer.findings import (
    ConfirmsAfterCut,
    Finding,
    NotReached,
    Reached,
    RecoversFromTorn,
    Recovery,
    SilentWithOpenCover,
    TakesNothing,
)
from kiosk.ops.printers import ask_three_questions, cover_opened, sentence, technician

GOOD, BAD = ConfirmsAfterCut(True, 0.1), ConfirmsAfterCut(False, None)
WHOLE, DOUBTFUL = (RecoversFromTorn(Recovery.CLEARED, told) for told in (True, False))
LOST = RecoversFromTorn(Recovery.LOST, False)
ADVICE = "choose a model without process id"


async def told(monkeypatch: pytest.MonkeyPatch, *found: Finding) -> tuple[bool, str]:
    async def asked(*_: object, **__: object) -> AsyncIterator[Finding]:
        for finding in found:
            yield finding

    monkeypatch.setattr(printers, "selftest", asked)
    said: list[str] = []
    trusted = await ask_three_questions("tcp://printer", "tm-t20iii", said.append, None)
    return trusted, "\n".join(said)


@pytest.mark.parametrize(
    ("found", "trusted"),
    [
        ((GOOD, WHOLE), True),
        ((GOOD, WHOLE, SilentWithOpenCover(None)), True),
        ((GOOD, LOST), False),
        ((GOOD, DOUBTFUL), False),
        ((BAD, WHOLE), False),
        ((GOOD, TakesNothing(OutOfPaper())), False),
        ((GOOD, WHOLE, NotReached("gone")), False),
        ((), False),
    ],
)
async def test_only_a_printer_that_passes_everything_is_trusted(
    monkeypatch: pytest.MonkeyPatch, found: tuple[Finding, ...], trusted: bool
) -> None:
    assert (await told(monkeypatch, *found))[0] is trusted


async def test_one_lost_answer_is_no_reason_to_choose_another_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for one in ((BAD, WHOLE), (GOOD, DOUBTFUL)):
        text = (await told(monkeypatch, *one))[1]
        assert "did not confirm one of two" in text and ADVICE not in text
    assert ADVICE in (await told(monkeypatch, BAD, DOUBTFUL))[1]
    assert ADVICE not in (await told(monkeypatch, BAD, LOST))[1]


def test_findings_are_sentences() -> None:
    assert sentence(Reached(None, CoverOpen())) == (
        "reached: It answers, does not say its name, and is cover-open."
    )
    assert sentence(TakesNothing(OutOfPaper())).endswith("takes nothing more; it is out-of-paper.")
    assert sentence(TakesNothing(Ready())).endswith("it says that it is ready.")


@pytest.fixture
def keyboard() -> Iterator[tuple[int, int]]:
    """The hand of a technician, and the terminal that it types on."""
    hand, terminal = pty.openpty()
    yield hand, terminal
    os.close(hand)
    os.close(terminal)


async def test_the_technician_is_asked_to_open_the_cover(keyboard: tuple[int, int]) -> None:
    hand, terminal = keyboard
    os.write(hand, b"typed too early\n")
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        os.write(hand, b"\n")

    assert await cover_opened(terminal, say)
    assert said == ["Open the cover, then press Enter (within 60 s)."]


async def test_a_technician_who_went_away_is_not_waited_for(keyboard: tuple[int, int]) -> None:
    async with asyncio.timeout(10):
        assert not await cover_opened(keyboard[1], lambda _: None, within_s=0.01)


def test_on_a_terminal_the_third_question_is_asked(keyboard: tuple[int, int]) -> None:
    with open(os.dup(keyboard[1]), encoding="utf-8") as stdin:
        assert technician(stdin, lambda _: None) is not None


def test_without_a_terminal_the_third_question_is_left_out_in_words() -> None:
    said: list[str] = []
    assert technician(StringIO(), said.append) is technician(None, said.append) is None
    assert said[0].startswith("silent-with-open-cover: Left out")
