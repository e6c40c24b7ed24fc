"""One tree of meaning per screen: for the focus ring, the voice, the keypad and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from screens.control import Touchable
from screens.parts import Part

ACTIVATE = "activate"


@dataclass(frozen=True, slots=True)
class Node:
    """What a voice says about one thing on the glass, and what can be done with it."""

    role: str
    label: str
    hint: str = ""
    value: str = ""
    language: str = "de"
    private: bool = False
    order: int = 0
    actions: tuple[str, ...] = ()


def meaning(root: Part, language: str) -> list[tuple[Node, Part]]:
    """Return every node on the glass with its part, in the order of reading."""
    found = list(_walk(root, language))
    return sorted(found, key=lambda pair: pair[0].order)  # stable: otherwise as it stands


def _walk(part: Part, language: str) -> Iterator[tuple[Node, Part]]:
    if not isinstance(part, Part) or part.away or not part.shown:
        return
    if isinstance(part, Touchable):
        yield _control(part, language), part
    elif part.role and (said := part.label or getattr(part, "text", "")):
        yield _reading(part, said, language), part
    else:
        for child in reversed(part.children):
            yield from _walk(child, language)


def _control(part: Touchable, language: str) -> Node:
    return Node(
        role=part.role,
        label=part.label,
        hint=part.hint,
        value=part.value,
        language=part.language or language,
        private=part.private,
        order=int(part.order),
        actions=(ACTIVATE,) if part.enabled else (),
    )


def _reading(part: Part, said: str, language: str) -> Node:
    return Node(
        role=part.role,
        label=said,
        language=part.language or language,
        private=getattr(part, "private", False),
        order=int(getattr(part, "order", 0)),
    )
