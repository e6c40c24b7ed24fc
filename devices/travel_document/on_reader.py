"""A travel document that lies on a reader: its chip as the card room knows it."""

from __future__ import annotations

from devices.card_reader import Answer, Card, Pulled, Silent, Taken
from devices.travel_document import ChipLost, Loss


class ChipOnReader:
    """Obeys the contract of a chip with a card in exclusive use.

    Args:
        extended: whether reader and driver carry extended lengths. The chip is asked only then.
    """

    def __init__(self, card: Card, *, extended: bool = False) -> None:
        self.extended = extended
        self._card = card

    async def transmit(self, apdu: bytes) -> bytes | ChipLost:
        reply = await self._card.transmit(apdu)
        match reply:
            case Answer(data, status):
                return data + status.to_bytes(2, "big")
            case Pulled():
                return ChipLost(Loss.GONE)
            case Silent():
                return ChipLost(Loss.SILENT)
            case Taken():
                return ChipLost(Loss.TAKEN)
        # Too long: as good as an answer without a status.
        return b""
