"""A message in its envelope: one JSON object with the kind of the message as its `type`.

The kind is the name of the class in kebab case: `IssueTicket` travels as `issue-ticket`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from kiosk.domain.messages import Answer, Message, Push, Question
from kiosk.domain.wire import BadMessage, build, plain

LARGEST_MESSAGE_BYTES = 65_536
M = TypeVar("M")


class Envelopes(Generic[M]):
    """The messages of one conversation, and how they are written and read.

    Args:
        unions: the unions of their classes.
        largest_bytes: of one message; longer ones are bad.
    """

    def __init__(self, *unions: Any, largest_bytes: int = LARGEST_MESSAGE_BYTES) -> None:
        self.kinds: Mapping[str, type] = {
            _kebab(kind): kind for union in unions for kind in union.__args__
        }
        self._largest_bytes = largest_bytes

    def encode(self, message: M) -> str:
        """Return the JSON text of a message."""
        named = {"type": _kebab(type(message)), **plain(message)}
        return json.dumps(named, ensure_ascii=False, separators=(",", ":"))

    def decode(self, text: str | bytes) -> M:
        """Return the message of a JSON text; raises `BadMessage` for anything else."""
        if _bytes_of(text) > self._largest_bytes:
            raise BadMessage("the message is too long")
        try:
            raw = json.loads(text, parse_constant=_no_number)
            _check_texts(raw)
        except (ValueError, RecursionError) as wrong:
            raise BadMessage(f"not JSON: {wrong}") from None
        kind = raw.get("type") if isinstance(raw, dict) else None
        if not isinstance(kind, str) or kind not in self.kinds:
            raise BadMessage("no such message type")
        message: M = build(self.kinds[kind], raw)
        return message


def _kebab(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _bytes_of(text: str | bytes) -> int:
    return len(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _check_texts(raw: object) -> None:
    """Raise ValueError for a text that no database takes: half a character, or a NUL."""
    unread = [raw]
    while unread:
        match unread.pop():
            case str(text):
                if b"\0" in text.encode():
                    raise ValueError("a text with a NUL")
            case list(items):
                unread.extend(items)
            case dict(pairs):
                unread.extend(pairs.keys())
                unread.extend(pairs.values())


_OFFICE: Envelopes[Message] = Envelopes(Question, Answer, Push)
KINDS = _OFFICE.kinds
encode, decode = _OFFICE.encode, _OFFICE.decode
