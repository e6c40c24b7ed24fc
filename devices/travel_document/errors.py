"""The refusals inside this room; `reading.read` turns each into a value.

Refusal
├── Malformed     what was said breaks the standard
├── Unknown       an algorithm, curve or variant that is not known here
└── Halt          the conversation ends with this trouble

None carries a byte of what was read: a traceback may be logged.
"""

from __future__ import annotations

from devices.travel_document import Trouble


class Refusal(Exception):
    """Anything that ends the work on an answer or a file."""


class Malformed(Refusal):
    """Says which rule was broken, in fixed words."""


class Unknown(Refusal):
    """Says what is not known here, in fixed words or as an object identifier."""


class Halt(Refusal):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble
