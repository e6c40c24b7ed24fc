"""What kind of card was put in, and so who goes on with it: asked once after each insertion."""

from __future__ import annotations

from enum import StrEnum

from devices.card_reader import Answer, Card, NoAnswer, Reply

GERMAN_EID_AID = bytes.fromhex("E80704007F00070302")  # BSI TR-03110, the eID application
TRAVEL_DOCUMENT_AID = bytes.fromhex("A0000002471001")  # ICAO 9303-10, the LDS1 application
_READ_DIRECTORY = bytes.fromhex("00B09E0000")  # EF.DIR by its short identifier, ISO 7816-4
_MASTER_FILE = bytes.fromhex("00A4000C023F00")
_WITHIN_S = 2.0


class CardKind(StrEnum):
    """Who can read it."""

    GERMAN_EID = "german-eid"  # Personalausweis, eID card, residence permit: AusweisApp
    TRAVEL_DOCUMENT = "travel-document"  # passport, identity card of another state
    UNKNOWN = "unknown"  # bank card, health card, whatever


_APPLICATIONS = (
    (GERMAN_EID_AID, CardKind.GERMAN_EID),
    (TRAVEL_DOCUMENT_AID, CardKind.TRAVEL_DOCUMENT),
)


async def kind_of(card: Card) -> CardKind | NoAnswer:
    """Ask a card what it is; nothing personal is read. At most 8 s, usually some milliseconds.

    An identity card of Germany is a travel document too; the eID application comes first.
    """
    for aid, kind in _APPLICATIONS:
        reply = await _select(card, aid)
        if not isinstance(reply, Answer):
            return reply
        if reply.ok:
            return kind
    return await _by_directory(card)


async def _by_directory(card: Card) -> CardKind | NoAnswer:
    """Some cards do not let an application be selected before PACE, and list it all the same."""
    await card.transmit(_MASTER_FILE, _WITHIN_S)  # whatever it says, the next one counts
    reply = await card.transmit(_READ_DIRECTORY, _WITHIN_S)
    if not isinstance(reply, Answer):
        return reply
    for aid, kind in _APPLICATIONS:
        if b"\x4f" + bytes([len(aid)]) + aid in reply.data:
            return kind
    return CardKind.UNKNOWN


async def _select(card: Card, aid: bytes) -> Reply:
    # Without Le: German passports refuse one here.
    return await card.transmit(b"\x00\xa4\x04\x0c" + bytes([len(aid)]) + aid, _WITHIN_S)
