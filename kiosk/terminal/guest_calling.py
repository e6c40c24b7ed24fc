"""How a third person comes into a talk and goes: pure, like everything of the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import Connect, GuestNow
from kiosk.domain.guests import GuestState, Leg
from kiosk.terminal import call_acts as acts
from kiosk.terminal.guest_talk import Third, asks, is_here
from kiosk.terminal.talk import ALIVE, Talk

Told = tuple[Talk, tuple[acts.CallEffect, ...]]


def guest_heard(before: Talk, told: Talk, now: datetime) -> Told:
    """Return the talk after the office has told how it stands, and what the guest gets of it."""
    told = replace(told, third=_third(before, told, now))
    generation = before.third.generation
    if not generation:
        return told, ()
    if told.guest_may_take_part:
        return told, (acts.SetGate(generation, told.gate_open, Leg.GUEST),)
    alone = replace(told, third=replace(told.third, generation=0, media=None))
    # A call that is over closes every connection anyway.
    return alone, () if told.over else (acts.HangUpCall(Leg.GUEST),)


def _third(before: Talk, told: Talk, now: datetime) -> Third:
    third = before.third
    if not told.answered:
        return Third(generation=third.generation)
    if _arrives(before.guest, told.guest):
        return replace(third, answer=None, lost=False, waits=before.still_wanted)
    if before.guest is not None and is_here(before.guest) and not is_here(told.guest):
        return replace(third, answer=None, gone=before.guest.kind, gone_at=now)
    if is_here(told.guest):
        return replace(third, gone=None, gone_at=None)
    return third


def _arrives(before: GuestNow | None, guest: GuestNow | None) -> bool:
    if guest is None or guest.state is not GuestState.ARRIVED:
        return False
    return before is None or before.state is not GuestState.ARRIVED


def guest_connects(talk: Talk, connect: Connect) -> Told:
    """Return the talk with a connection to a guest; only the citizen's own yes opens one."""
    if connect.ticket_id != talk.ticket_id or not talk.guest_may_take_part:
        return talk, ()
    if connect.generation <= talk.third.generation:
        return talk, ()
    third = replace(talk.third, generation=connect.generation, media=None)
    gate_open = connect.gate_open and talk.gate_open
    return replace(talk, third=third), (acts.OpenConnection(connect, gate_open),)


def guest_media(talk: Talk, generation: int, media: Media) -> Told:
    """Return the talk after news of the guest's connection; it never ends the talk."""
    before = talk.third.media
    if generation != talk.third.generation or talk.over:
        return talk, ()
    told = replace(talk, third=replace(talk.third, media=media))
    up = media in ALIVE
    if up is (before in ALIVE) and (up or before is media):
        return told, ()
    return told, (acts.TellMediaUp(talk.ticket_id, generation, up, Leg.GUEST),)


def guest_lost(talk: Talk) -> Talk:
    """Return the talk after the call process has died: the guest is lost as well."""
    if not talk.third.generation:
        return talk
    return replace(talk, third=replace(talk.third, media=Media.LOST))


def guest_still_lost(talk: Talk) -> tuple[acts.CallEffect, ...]:
    """Return what is told again to an office, or by a process, that is back."""
    third = talk.third
    if not third.generation or third.media not in (Media.LOST, Media.CLOSED):
        return ()
    return (acts.TellMediaUp(talk.ticket_id, third.generation, False, Leg.GUEST),)


def guest_answered(talk: Talk, yes: bool) -> Told:
    """Return the talk after the citizen has said whether the guest may take part."""
    if not asks(talk.guest, talk.third):
        return talk, ()
    answered = replace(talk, third=replace(talk.third, answer=yes, lost=False))
    return answered, (acts.AnswerTheGuest(talk.ticket_id, yes),)


def answer_lost(talk: Talk) -> Talk:
    """Return the talk after an answer that perhaps did not reach the office: it is asked again."""
    return replace(talk, third=replace(talk.third, lost=True))
