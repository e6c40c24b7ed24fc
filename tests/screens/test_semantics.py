"""What a voice would say: every sample, in every language."""

from __future__ import annotations

import pytest

from screens.glass import Glass
from screens.samples import LANGUAGES, lists, pages, samples, variants
from screens.semantics import ACTIVATE, Node
from tests.support.citizen import PORTRAIT


@pytest.fixture(scope="module")
def glass() -> Glass:
    made = Glass(on_intent=lambda _: None)
    made.size = PORTRAIT
    return made


def nodes(glass: Glass, view: object) -> tuple[Node, ...]:
    glass.show(view)
    glass.lay_out()
    return glass.semantics()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_a_word_and_a_language(glass: Glass, language: str) -> None:
    for view in (*samples(language), *variants(language).values()):
        for node in nodes(glass, view):
            assert node.label.strip() and node.role and node.language in LANGUAGES, node


def test_a_department_is_told_in_one_sentence(glass: Glass) -> None:
    (told,) = [node for node in nodes(glass, lists.home("de")) if "Kfz" in node.label]
    assert told == Node(
        role="button",
        label="Kfz-Zulassung, Viel Betrieb, ca. 45 Min., Raum 9",
        language="de",
        actions=(ACTIVATE,),
    )


def test_a_language_is_said_in_itself_and_tells_whether_it_is_chosen(glass: Glass) -> None:
    told = {node.label: node for node in nodes(glass, pages.language("de"))}
    assert (told["Українська"].language, told["Українська"].value) == ("uk", "")
    assert (told["Deutsch"].role, told["Deutsch"].value) == ("option", "ausgewählt")


def test_the_number_is_read_before_its_facts(glass: Glass) -> None:
    labels = [node.label for node in nodes(glass, pages.ticket("de", "take"))]
    assert labels.index("Ihre Nummer") < labels.index("B042")
    assert labels.index("B042") < labels.index("4 Personen sind vor Ihnen")


def test_what_cannot_be_pressed_offers_no_action(glass: Glass) -> None:
    told = {node.label: node for node in nodes(glass, pages.follow("de"))}
    assert told["Nummer suchen"].actions == ()


def test_a_view_that_is_not_shown_says_nothing() -> None:
    assert Glass(on_intent=lambda _: None).semantics() == ()
