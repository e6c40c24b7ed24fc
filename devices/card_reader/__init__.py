"""The contract of a card reader. Trouble is a value here, never an exception.

A driver or a simulator is one file beside this one; `tests/devices/test_card_reader.py` runs over
all of them. None of them keeps or shows what a card says: answers live in the hands of who asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Protocol

ANSWER_WITHIN_S = 5.0
SHORTEST_APDU, LONGEST_APDU = 4, 4 + 3 + 65_535 + 2
SHORTEST_ANSWER = 2
STATUS_OK = 0x9000


class Feature(StrEnum):
    """What a reader with a keypad does by itself (PC/SC part 10): digits never leave it."""

    VERIFY_PIN = "verify-pin"
    MODIFY_PIN = "modify-pin"
    PACE = "pace"


@dataclass(frozen=True, slots=True)
class Reader:
    """A place for one card. A device that reads chips by contact and through the air is two.

    Args:
        name: as PC/SC calls it; stays the same while the device is plugged in.
    """

    name: str
    features: frozenset[Feature] = frozenset()

    @property
    def keypad(self) -> bool:
        """Whether digits can be typed on the reader itself."""
        return bool(self.features)


class Gap(StrEnum):
    """Why there is no reader."""

    NOT_STARTED = "not-started"
    NO_SERVICE = "no-service"  # PC/SC (pcscd) does not run, or has not answered for a while
    NO_READER = "no-reader"  # PC/SC runs, and nothing is plugged in


@dataclass(frozen=True, slots=True)
class NoReader:
    """It is looked for again by itself."""

    reason: Gap
    code: ClassVar[str] = "no-reader"


@dataclass(frozen=True, slots=True)
class Empty:
    """Waits for a card, in each of these."""

    readers: tuple[Reader, ...]
    code: ClassVar[str] = "empty"


@dataclass(frozen=True, slots=True)
class CardPresent:
    """A card that has answered to reset.

    Args:
        atr: what it answered (ISO 7816-3), 2–33 bytes; says nothing about its holder.
        insertion: rises with every card that is put in; the same card put in again is a new one.
    """

    reader: Reader
    atr: bytes
    insertion: int
    code: ClassVar[str] = "card"


@dataclass(frozen=True, slots=True)
class MuteCard:
    """Something lies in the reader and does not wake up: upside down, broken or no chip card."""

    reader: Reader
    insertion: int
    code: ClassVar[str] = "mute-card"


CardReaderState = NoReader | Empty | CardPresent | MuteCard


@dataclass(frozen=True, slots=True)
class Answer:
    """What the card said.

    Args:
        status: SW1 and SW2, for example 0x9000.
    """

    data: bytes = field(repr=False)
    status: int

    @property
    def ok(self) -> bool:
        return self.status == STATUS_OK


@dataclass(frozen=True, slots=True)
class Pulled:
    """The card, the reader or PC/SC is gone; or another card has taken its place."""

    code: ClassVar[str] = "pulled"


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer in time, or not even a status. What the card has carried out, nobody knows."""

    code: ClassVar[str] = "silent"


@dataclass(frozen=True, slots=True)
class TooLong:
    """More came than the command has room for: 256 bytes and a status, extended 65,536."""

    code: ClassVar[str] = "too-long"


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody else uses the card: another program, or another task of this one."""

    code: ClassVar[str] = "taken"


NoAnswer = Pulled | Silent | TooLong | Taken
Reply = Answer | NoAnswer


class Card(Protocol):
    """One card in exclusive use."""

    async def transmit(self, apdu: bytes, within_s: float = ANSWER_WITHIN_S) -> Reply:
        """Send a command (ISO 7816-4) and return the answer, or why there is none.

        What a card by contact announces (61xx, 6Cxx) is fetched already.

        Limits: 4–65,544 bytes, one command at a time. Whatever is no `Answer` ends the
        conversation: it is what every later command gets at once. Cancelling the wait ends the
        conversation too. Raises ValueError for a command of another length.
        """


class CardReader(Protocol):
    """All readers of this machine, with one owner task.

    Limits: 15 readers. Of several cards the one that was put in first counts until it leaves;
    a card that does not wake up counts only when there is no other.
    """

    @property
    def state(self) -> CardReaderState:
        """What is known now; `NoReader(NOT_STARTED)` before `run()`. Never waits."""

    @property
    def readers(self) -> tuple[Reader, ...]:
        """The readers that are plugged in, in the order of their names."""

    def changes(self) -> AsyncIterator[CardReaderState]:
        """Listen from now on: first the present state, then every change.

        A slow listener misses states in between, never the latest one; a card that was changed
        for another one meanwhile is seen by its `insertion`.
        """

    def use(self, card: CardPresent) -> AbstractAsyncContextManager[Card]:
        """Take this card for as long as the block lasts; afterwards it is reset and free.

        Outside of such a block nothing is held, so that AusweisApp may have the card. Entering
        waits at most 3 s for another program to let go. When the card cannot be had, the block
        is entered all the same, and every command gets the reason.
        """

    async def run(self) -> None:
        """Own the readers until cancelled; nothing is held afterwards.

        A card is seen within 0.5 s with readers that tell, and with those that pcscd has to ask.
        """
