"""One conversation with a chip, plain at first, protected once both sides have keys."""

from __future__ import annotations

from devices.travel_document import AccessDenied, Chip, ChipLost, Incomprehensible, Step
from devices.travel_document.apdu import LONGEST_SHORT, OK, Answer, Command, answer
from devices.travel_document.errors import Halt, Malformed
from devices.travel_document.messaging import SecureMessaging

ACCESS_DENIED = (0x6982, 0x6985)
NOT_FOUND = (0x6A82, 0x6A83, 0x6A88)


class Link:
    """Sends commands and opens answers; raises Halt when the chip is lost or speaks in plain.

    Args:
        step: where the conversation is; whoever begins a new step sets it.
        longest_answer: how many bytes an answer may have, more than 256 where the chip says so.
    """

    def __init__(self, chip: Chip, step: Step = Step.CARD_ACCESS) -> None:
        self._chip = chip
        self.step = step
        self.messaging: SecureMessaging | None = None
        self.longest_answer = LONGEST_SHORT

    @property
    def is_extended(self) -> bool:
        return self._chip.extended

    @property
    def longest_content(self) -> int:
        """How many bytes of a file fit into one answer."""
        if self.messaging is None:
            return self.longest_answer
        return self.messaging.longest_content(self.longest_answer)

    async def send(self, command: Command) -> Answer:
        """Return the chip's word on a command, whatever its status, never more than asked for."""
        found = await self._sent(command)
        if command.expected is not None and len(found.data) > command.expected:
            raise Malformed("an answer is longer than what was asked for")
        return found

    async def _sent(self, command: Command) -> Answer:
        if self.messaging is None:
            return answer(await self._transmit(command.encoded), self.longest_answer)
        raw = await self._transmit(self.messaging.protected(command))
        sealed = answer(raw, self.longest_answer)
        if not sealed.data and sealed.status != OK:
            # The chip has thrown its keys away; nothing more can be read in this session.
            raise Halt(self.refused(sealed.status))
        return self.messaging.opened(sealed)

    def refused(self, status: int) -> AccessDenied | Incomprehensible:
        """Return the trouble that this status means at this step."""
        if status in ACCESS_DENIED:
            return AccessDenied(self.step)
        return Incomprehensible(self.step)

    async def _transmit(self, apdu: bytes) -> bytes:
        raw = await self._chip.transmit(apdu)
        if isinstance(raw, ChipLost):
            raise Halt(raw)
        return raw
