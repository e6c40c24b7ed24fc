"""Everything that is said between a terminal and the office: questions, answers, pushes."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields

import pytest

from kiosk.domain.envelopes import KINDS
from kiosk.domain.messages import Answer, FindTicket, IssueTicket, Push, Question

QUESTIONS, ANSWERS, PUSHES = (union.__args__ for union in (Question, Answer, Push))


def test_the_name_of_a_message_is_its_class_in_kebab_case() -> None:
    assert KINDS["issue-ticket"] is IssueTicket
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in KINDS)


@pytest.mark.parametrize("kind", [*QUESTIONS, *ANSWERS])
def test_questions_and_answers_begin_with_their_number(kind: type) -> None:
    assert fields(kind)[0].name == "id"


@pytest.mark.parametrize("kind", PUSHES)
def test_a_push_has_no_number(kind: type) -> None:
    assert "id" not in {field.name for field in fields(kind)}


def test_a_message_is_a_fact_that_nobody_changes() -> None:
    message = FindTicket(1, "K7Q2MX4W")
    with pytest.raises(FrozenInstanceError):
        message.code = "ZZZZZZZZ"  # type: ignore[misc]
