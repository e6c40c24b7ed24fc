"""How a video call moves a visit: from the consent to the end. Pure, like the visit itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain import call_chat as chat
from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import CallNow, Connect
from kiosk.domain.calls import CallState
from kiosk.domain.guests import Leg
from kiosk.terminal import call_acts as acts
from kiosk.terminal.acts import Drawn, PrintList, Shown
from kiosk.terminal.guest_calling import (
    answer_lost,
    guest_connects,
    guest_heard,
    guest_lost,
    guest_media,
    guest_still_lost,
)
from kiosk.terminal.pointing import finger_gone, pointed
from kiosk.terminal.situations import ASIDE, Problem, Situation
from kiosk.terminal.talk import ALIVE, Line, Talk, left, said
from kiosk.terminal.talk_lost import watched
from kiosk.terminal.visit_facts import Step, Visit

_S = Situation
_WITH_TICKET = frozenset({_S.AT_DOOR, _S.CALL, _S.CALL_OVER})


def call_event(visit: Visit, event: acts.CallEvent, now: datetime) -> Step:
    """Return the visit after something has happened to its call."""
    talk = visit.talk
    if talk is None:
        return visit, ()
    match event:
        case acts.CallHeard(call):
            return _heard(visit, talk, call, now)
        case acts.KnockRefused("office-away") if talk.call is not None and not talk.over:
            return visit, ()  # what stands is said again when the office is back
        case acts.KnockRefused(code):
            return _refused(visit, talk, code)
        case acts.ConnectAsked(connect) if connect.leg is Leg.GUEST:
            return _of_guest(visit, guest_connects(talk, connect))
        case acts.MediaMoved(generation, media, Leg.GUEST):
            return _of_guest(visit, guest_media(talk, generation, media))
        case acts.GuestAnswerLost():
            return replace(visit, talk=answer_lost(talk)), ()
        case acts.ConnectAsked(connect):
            return _connect(visit, talk, connect)
        case acts.MediaMoved(generation, media):
            return _media(visit, talk, generation, media)
        case acts.CallProcess(here):
            return _process(visit, talk, here)
        case acts.ChatHeard(message):
            return _chat(visit, talk, message, now)
        case acts.StreamsShown(streams):
            return replace(visit, talk=replace(talk, streams=streams)), ()
        case acts.CallDevices(camera, microphone):
            told = replace(talk, camera=camera, microphone=microphone)
            return replace(visit, talk=told), ()
        case acts.LevelHeard(percent):
            return replace(visit, talk=replace(talk, level_percent=percent)), ()


def number_for_call(visit: Visit, talk: Talk, drawn: Drawn, now: datetime) -> Step:
    """Return the visit at the door: its number is drawn, the knock goes out."""
    waiting, knock = at_the_door(visit, talk, drawn, now)
    return waiting, (Shown(drawn), *knock)


def at_the_door(visit: Visit, talk: Talk, drawn: Drawn, now: datetime | None) -> Step:
    """Return the visit at the door with a number that was drawn now or before."""
    talk = replace(talk, ticket_id=drawn.ticket_id)
    waiting = replace(
        visit,
        situation=_S.AT_DOOR,
        trail=(),
        drawn=drawn,
        department=drawn.department,
        talk=talk,
        touched_at=now,
        warned_at=None,
        knocked_anew=False,
    )
    return waiting, (acts.KnockNow(drawn.ticket_id, talk.wanted),)


# ---------------------------------------------------------------------- the office
def _heard(visit: Visit, talk: Talk, call: CallNow, now: datetime) -> Step:
    if call.ticket_id != talk.ticket_id:
        return visit, ()
    if visit.comes_back and talk.call is None and not visit.knocked_anew and call.may_call_again:
        # Its call broke off a moment ago: the office wants to be asked for another one.
        return replace(visit, knocked_anew=True), (acts.KnockAgain(talk.ticket_id),)
    told = replace(talk, call=call)
    # What was shown or asked belongs to a conversation; a knock begins without it.
    if told.over or call.state is CallState.KNOCKING:
        told = replace(told, page="", still_wanted=False, staff_typing="", met=False)
        told = replace(told, pointer=None, points_at_own=False, pointed_at=None, lost_at=None)
    told, for_guest = guest_heard(talk, told, now)
    moved = _placed(replace(visit, talk=told, problem=Problem.NONE), told, now)
    if told.over:
        return moved, (acts.HangUpCall(),)
    if talk.call is None and visit.knocked_anew:
        # The other call has the wishes of the one that broke off: these are the new ones.
        return moved, (acts.KnockNow(talk.ticket_id, talk.wanted),)
    if talk.generation:
        return moved, (acts.SetGate(talk.generation, told.gate_open), *for_guest)
    return moved, for_guest


def _of_guest(visit: Visit, told: tuple[Talk, tuple[acts.CallEffect, ...]]) -> Step:
    talk, effects = told
    return replace(visit, talk=talk), effects


def _placed(visit: Visit, talk: Talk, now: datetime) -> Visit:
    there = _place(visit, talk)
    if there is not visit.situation:
        return replace(visit, situation=there, trail=(), touched_at=now, warned_at=None)
    if talk.answered:
        return visit
    # Who looks at something in between goes back to the door, when the talk is none any more.
    trail = tuple(_S.AT_DOOR if each is _S.CALL else each for each in visit.trail)
    return replace(visit, trail=trail)


def _place(visit: Visit, talk: Talk) -> Situation:
    here = visit.situation
    if talk.over:
        return _S.CALL_OVER
    if talk.answered:
        # The talk goes on while its text is made larger; a door that opens fetches everybody.
        return here if here in ASIDE and _S.CALL in visit.trail else _S.CALL
    return _S.AT_DOOR if here in _WITH_TICKET else here


def _refused(visit: Visit, talk: Talk, code: str) -> Step:
    try:
        problem = Problem(code)
    except ValueError:
        problem = Problem.NOT_POSSIBLE
    refused = replace(visit, situation=_S.REFUSED, trail=(), problem=problem, talk=None)
    # It may have heard the knock all the same, and only not said so in time.
    return refused, left(talk) if problem is Problem.OFFICE_AWAY else (acts.HangUpCall(),)


def _connect(visit: Visit, talk: Talk, connect: Connect) -> Step:
    if connect.ticket_id != talk.ticket_id or not talk.consented or talk.over:
        return visit, ()
    if connect.generation <= talk.generation:
        return visit, ()
    opened = replace(talk, generation=connect.generation, media=None)
    gate_open = connect.gate_open and talk.gate_open
    return replace(visit, talk=opened), (acts.OpenConnection(connect, gate_open),)


# ---------------------------------------------------------------------- time
def talk_goes_on(visit: Visit, now: datetime, idle_after: timedelta) -> Step:
    """Return the visit of somebody who talks, a while later; nobody asks whether they are there."""
    if visit.talk is not None:
        talk = watched(finger_gone(visit.talk, now), now)
        visit = replace(visit, talk=talk)
        if talk.over:
            return _placed(visit, talk, now), (acts.HangUpCall(),)
    aside = visit.situation in ASIDE and visit.touched_at is not None
    if aside and now >= (visit.touched_at or now) + idle_after:
        return replace(visit, situation=_S.CALL, trail=()), ()
    return visit, ()


# ---------------------------------------------------------------------- the call process
def _media(visit: Visit, talk: Talk, generation: int, media: Media) -> Step:
    if generation != talk.generation or talk.over:
        return visit, ()
    moved = replace(visit, talk=replace(talk, media=media, met=talk.met or media in ALIVE))
    if media in ALIVE and talk.media not in ALIVE:
        return moved, (acts.TellMediaUp(talk.ticket_id, generation, True),)
    if media not in ALIVE and talk.media is not media:
        return moved, (acts.TellMediaUp(talk.ticket_id, generation, False),)
    return moved, ()


def _process(visit: Visit, talk: Talk, here: bool) -> Step:
    """The visit lives when the process dies; when it is back, the office offers the call again."""
    told = guest_lost(replace(talk, process_here=here, streams=(), level_percent=0))
    if talk.generation and not talk.over:
        told = replace(told, media=Media.LOST)
        lost = acts.TellMediaUp(talk.ticket_id, talk.generation, False)
        return replace(visit, talk=told), (lost, *guest_still_lost(told)) if here else ()
    return replace(visit, talk=told), ()


# ---------------------------------------------------------------------- the clerk
def _chat(visit: Visit, talk: Talk, message: chat.Chat, now: datetime) -> Step:
    if not talk.answered:
        return visit, ()
    match message:
        case chat.Typing(text):
            talk = replace(talk, staff_typing=text[:500])
        case chat.Wrote(text):
            talk = said(replace(talk, staff_typing=""), Line(False, text))
        case chat.ShowService(service):
            talk = replace(talk, page=service)
        case chat.Point():
            talk = pointed(talk, message, now)
        case chat.AskStill():
            talk = replace(talk, still_wanted=True)
        case chat.PrintService(service):
            return visit, (PrintList(service, talk.department, visit.language),)
        case chat.StillRefused() | chat.StillPiece() | chat.Printed():
            return visit, ()
    return replace(visit, talk=talk), ()
