"""How a video call moves a visit: from the consent to the end. Pure, like the visit itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain import call_chat as chat
from kiosk.domain.call_control import Media
from kiosk.domain.call_messages import CallNow, Connect
from kiosk.domain.calls import CallState
from kiosk.terminal import call_acts as acts
from kiosk.terminal.acts import Drawn, PrintList, Shown
from kiosk.terminal.situations import Problem, Situation
from kiosk.terminal.talk import Line, Talk, said
from kiosk.terminal.visit_facts import Step, Visit

_S = Situation
_WITH_TICKET = frozenset({_S.AT_DOOR, _S.CALL, _S.CALL_OVER})
_ALIVE = (Media.UP, Media.WEAK)


def call_event(visit: Visit, event: acts.CallEvent, now: datetime) -> Step:
    """Return the visit after something has happened to its call."""
    talk = visit.talk
    if talk is None:
        return visit, ()
    match event:
        case acts.CallHeard(call):
            return _heard(visit, talk, call, now)
        case acts.KnockRefused(code):
            return _refused(visit, code)
        case acts.ConnectAsked(connect):
            return _connect(visit, talk, connect)
        case acts.MediaMoved(generation, media):
            return _media(visit, talk, generation, media)
        case acts.CallProcess(here):
            return _process(visit, talk, here)
        case acts.ChatHeard(message):
            return _chat(visit, talk, message)
        case acts.StreamsShown(streams):
            return replace(visit, talk=replace(talk, streams=streams)), ()
        case acts.CallDevices(camera, microphone):
            told = replace(talk, camera=camera, microphone=microphone)
            return replace(visit, talk=told), ()
        case acts.LevelHeard(percent):
            return replace(visit, talk=replace(talk, level_percent=percent)), ()


def number_for_call(visit: Visit, talk: Talk, drawn: Drawn, now: datetime) -> Step:
    """Return the visit at the door: its number is drawn, the knock goes out."""
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
    )
    return waiting, (Shown(drawn), acts.KnockNow(drawn.ticket_id, talk.wanted))


# ---------------------------------------------------------------------- the office
def _heard(visit: Visit, talk: Talk, call: CallNow, now: datetime) -> Step:
    if call.ticket_id != talk.ticket_id:
        return visit, ()
    told = replace(talk, call=call)
    # What was shown or asked belongs to a conversation; a knock begins without it.
    if told.over or call.state is CallState.KNOCKING:
        told = replace(told, page="", pointer=None, still_wanted=False, staff_typing="")
    before = visit.situation
    moved = replace(visit, talk=told, situation=_place(visit.situation, told), problem=Problem.NONE)
    if moved.situation is not before:
        moved = replace(moved, trail=(), touched_at=now, warned_at=None)
    if told.over:
        return moved, (acts.HangUpCall(),)
    if talk.generation:
        return moved, (acts.SetGate(talk.generation, told.gate_open),)
    return moved, ()


def _place(situation: Situation, talk: Talk) -> Situation:
    if talk.over:
        return _S.CALL_OVER
    if talk.answered:
        return _S.CALL
    # Somebody who only looks at something in between is fetched when the door opens.
    return _S.AT_DOOR if situation in _WITH_TICKET else situation


def _refused(visit: Visit, code: str) -> Step:
    try:
        problem = Problem(code)
    except ValueError:
        problem = Problem.NOT_POSSIBLE
    refused = replace(visit, situation=_S.REFUSED, trail=(), problem=problem, talk=None)
    return refused, (acts.HangUpCall(),)


def _connect(visit: Visit, talk: Talk, connect: Connect) -> Step:
    if connect.ticket_id != talk.ticket_id or not talk.consented or talk.over:
        return visit, ()
    if connect.generation <= talk.generation:
        return visit, ()
    opened = replace(talk, generation=connect.generation, media=None)
    gate_open = connect.gate_open and talk.gate_open
    return replace(visit, talk=opened), (acts.OpenConnection(connect, gate_open),)


# ---------------------------------------------------------------------- the call process
def _media(visit: Visit, talk: Talk, generation: int, media: Media) -> Step:
    if generation != talk.generation or talk.over:
        return visit, ()
    moved = replace(visit, talk=replace(talk, media=media))
    if media in _ALIVE and talk.media not in _ALIVE:
        return moved, (acts.TellMediaUp(talk.ticket_id, generation, True),)
    if media not in _ALIVE and talk.media is not media:
        return moved, (acts.TellMediaUp(talk.ticket_id, generation, False),)
    return moved, ()


def _process(visit: Visit, talk: Talk, here: bool) -> Step:
    """The visit lives when the process dies; when it is back, the office offers the call again."""
    told = replace(talk, process_here=here, streams=(), level_percent=0)
    if talk.generation and not talk.over:
        told = replace(told, media=Media.LOST)
        lost = acts.TellMediaUp(talk.ticket_id, talk.generation, False)
        return replace(visit, talk=told), (lost,) if here else ()
    return replace(visit, talk=told), ()


# ---------------------------------------------------------------------- the clerk
def _chat(visit: Visit, talk: Talk, message: chat.Chat) -> Step:
    if not talk.answered:
        return visit, ()
    match message:
        case chat.Typing(text):
            talk = replace(talk, staff_typing=text[:500])
        case chat.Wrote(text):
            talk = said(replace(talk, staff_typing=""), Line(False, text))
        case chat.ShowService(service):
            talk = replace(talk, page=service)
        case chat.Point(x, y):
            talk = replace(talk, pointer=None if x is None or y is None else (x, y))
        case chat.AskStill():
            talk = replace(talk, still_wanted=True)
        case chat.PrintService(service):
            return visit, (PrintList(service, talk.department, visit.language),)
        case chat.StillRefused() | chat.StillPiece() | chat.Printed():
            return visit, ()
    return replace(visit, talk=talk), ()
