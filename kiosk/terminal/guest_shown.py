"""What is seen of a third person in a talk: the question, the sign, the picture, the farewell."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.call_control import Stream
from kiosk.domain.guests import GuestKind
from kiosk.terminal.guest_talk import asks, has_just_gone, is_here
from kiosk.terminal.talk import Talk
from kiosk.terminal.views import Ask, Intent, Third, Tile
from kiosk.texts import Texts


def third_of(say: Texts, talk: Talk) -> Third | None:
    """Return the third person while they take part."""
    guest = talk.guest
    if guest is None or not is_here(guest):
        return None
    held = talk.call is not None and talk.call.held
    seen = Stream.GUEST in talk.streams and not held
    match guest.kind:
        case GuestKind.INTERPRETER:
            sign, name = say._("Dolmetscher:in ist dabei"), say._("Dolmetscher:in")
            picture = say._("Bild der Dolmetscherin oder des Dolmetschers")
        case GuestKind.COLLEAGUE:
            sign, name = say._("Kolleg:in ist dabei"), say._("Kolleg:in")
            picture = say._("Bild der Kollegin oder des Kollegen")
    return Third(sign, name, picture, seen, guest.pinned)


def asks_first(talk: Talk) -> bool:
    """Return whether the question is the one to be shown now: what was asked first stays."""
    waits = talk.still_wanted and talk.third.waits
    return asks(talk.guest, talk.third) and not waits


def question(say: Texts, talk: Talk) -> str:
    """Return the question whether somebody may take part."""
    if talk.guest is not None and talk.guest.kind is GuestKind.INTERPRETER:
        who = say._("Eine Dolmetscherin oder ein Dolmetscher möchte dazukommen.")
    else:
        who = say._("Eine Kollegin oder ein Kollege möchte dazukommen.")
    return f"{who} {say._('Sind Sie einverstanden?')}"


def answers(say: Texts) -> tuple[Tile, ...]:
    """Return yes and no."""
    return (
        Tile(Intent(Ask.WELCOME, "yes"), "check", say._("Ja")),
        Tile(Intent(Ask.WELCOME, "no"), "close", say._("Nein")),
    )


def farewell(say: Texts, talk: Talk, now: datetime) -> str:
    """Return for a moment that somebody has gone."""
    if not has_just_gone(talk.third, now):
        return ""
    if talk.third.gone is GuestKind.INTERPRETER:
        return say._("Die Dolmetscherin oder der Dolmetscher ist nicht mehr dabei.")
    return say._("Die Kollegin oder der Kollege ist nicht mehr dabei.")
