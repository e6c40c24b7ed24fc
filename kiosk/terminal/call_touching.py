"""What a touch does to a visit's video call."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain import call_chat as chat
from kiosk.domain.calls import CallState
from kiosk.domain.phrases import LANGUAGES
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Kind, TicketState, Wish
from kiosk.terminal import call_acts as acts
from kiosk.terminal.acts import Drawn, DrawNumber, Effect, PrintTicket
from kiosk.terminal.calling import at_the_door
from kiosk.terminal.guest_calling import guest_answered
from kiosk.terminal.situations import MOVES, Situation
from kiosk.terminal.talk import LONGEST_LINE, VOLUME_STEP, Line, Talk, left, said
from kiosk.terminal.views import Ask, Intent, Paper
from kiosk.terminal.visit_facts import Step, Visit, shown_for, went

_S = Situation
# A call that broke off or was parked, and a place that was kept.
_COMES_BACK = frozenset({TicketState.WAITING, TicketState.AWAY, TicketState.PARKED})


def call_touch(visit: Visit, intent: Intent) -> Step | None:
    """Return the visit after a touch that concerns a call; None when it concerns none."""
    if intent.ask is Ask.KNOCK_AT and intent.ask in MOVES[visit.situation]:
        department, _, service = intent.value.partition("/")
        if not department:
            return visit, ()
        knock = replace(went(visit, _S.KNOCK), talk=Talk(department, service), comes_back=None)
        return knock, ()
    talk = visit.talk
    if intent.ask is Ask.CALL_AGAIN and visit.situation is _S.FOLLOWED:
        return _again_with(visit, visit.followed)
    if talk is None:
        return None
    match visit.situation:
        case _S.KNOCK:
            return _at_the_consent(visit, talk, intent)
        case _S.AT_DOOR:
            return _at_the_door(visit, intent)
        case _S.CALL:
            return _talking(visit, talk, intent)
        case _S.CALL_OVER if intent.ask is Ask.CALL_AGAIN and talk.call:
            if talk.call.may_call_again:
                return visit, (acts.KnockAgain(talk.ticket_id),)
            return visit, ()
    return None


def _at_the_consent(visit: Visit, talk: Talk, intent: Intent) -> Step | None:
    match intent.ask:
        case Ask.WAY if intent.value in ("camera", "voice"):
            talk = replace(talk, camera_chosen=intent.value == "camera")
        case Ask.INTERPRETER if intent.value in ("", *LANGUAGES):
            talk = replace(talk, interpreter=intent.value)
        case Ask.KNOCK if talk.camera_chosen is not None and visit.comes_back:
            drawn = _drawn_before(visit.comes_back)
            return at_the_door(visit, replace(talk, consented=True), drawn, visit.touched_at)
        case Ask.KNOCK if talk.camera_chosen is not None:
            wishes = (Wish(talk.service),) if talk.service else ()
            draw = DrawNumber(talk.department, wishes, visit.language, Kind.VIDEO)
            drawing = replace(went(visit, _S.DRAWING), department=talk.department)
            return replace(drawing, talk=replace(talk, consented=True)), (draw,)
        case Ask.KNOCK:
            return visit, ()
        case _:
            return None
    return replace(visit, talk=talk), ()


def _again_with(visit: Visit, status: TicketStatus | None) -> Step:
    """Lead to the consent with a number of before: camera and microphone want a new yes."""
    if status is None or not may_knock_again(status):
        return visit, ()
    service = status.wishes[0].service if status.wishes else ""
    talk = Talk(status.department, service)
    return replace(went(visit, _S.KNOCK), talk=talk, comes_back=status), ()


def may_knock_again(status: TicketStatus) -> bool:
    """Return whether a number has a place to come back to with a knock."""
    return status.kind is Kind.VIDEO and status.state in _COMES_BACK


def _drawn_before(status: TicketStatus) -> Drawn:
    return Drawn(
        ticket_id=status.ticket_id,
        code=status.code,
        number=status.number,
        day=status.queued_at.date(),
        department=status.department,
        wishes=status.wishes,
        language=status.language,
        drawn_at=status.queued_at,
        status=status,
        kind=status.kind,
    )


def _at_the_door(visit: Visit, intent: Intent) -> Step | None:
    match intent.ask:
        case Ask.GO_AWAY if visit.comes_back:
            # The paper of before still counts: nothing is printed a second time.
            kept = replace(visit, situation=_S.TICKET, trail=(), paper=Paper.NONE, talk=None)
            left_at = visit.touched_at
            ends_at = left_at + shown_for(kept) if left_at else None
            return replace(kept, ends_at=ends_at), left(visit.talk, keep_place=True)
        case Ask.GO_AWAY if visit.drawn:
            effects = (*left(visit.talk, keep_place=True), PrintTicket(visit.drawn))
            kept = replace(visit, situation=_S.TICKET, trail=(), paper=Paper.PRINTING, talk=None)
            return kept, effects
        case Ask.GIVE_UP:
            home = replace(
                visit, situation=_S.HOME, trail=(), drawn=None, talk=None, comes_back=None
            )
            return home, left(visit.talk)
    return None


def _talking(visit: Visit, talk: Talk, intent: Intent) -> Step | None:
    effects: tuple[Effect, ...] = ()
    match intent.ask:
        case Ask.MUTE:
            talk = replace(talk, muted=not talk.muted)
            effects = (acts.AdjustCall(talk.adjusted()),)
        case Ask.HIDE if talk.camera_chosen:
            talk = replace(talk, hidden=not talk.hidden)
            effects = (acts.AdjustCall(talk.adjusted()),)
        case Ask.LOUDER | Ask.QUIETER:
            step = VOLUME_STEP if intent.ask is Ask.LOUDER else -VOLUME_STEP
            talk = replace(talk, volume_percent=max(0, min(100, talk.volume_percent + step)))
            effects = (acts.AdjustCall(talk.adjusted()),)
        case Ask.WRITE:
            talk = replace(talk, writing=not talk.writing)
        case Ask.TYPE | Ask.ERASE | Ask.CLEAR if talk.writing:
            talk = replace(talk, typed=_typed(talk.typed, intent))
            effects = (acts.SendChat(chat.Typing(talk.typed)),)
        case Ask.CONFIRM if talk.writing and talk.typed.strip():
            effects = (acts.SendChat(chat.Wrote(talk.typed)),)
            talk = said(replace(talk, typed=""), Line(True, talk.typed))
        case Ask.ANSWER if talk.still_wanted:
            yes = intent.value == "yes"
            effects = (acts.SendTheStill() if yes else acts.SendChat(chat.StillRefused()),)
            talk = replace(talk, still_wanted=False)
        case Ask.WELCOME if intent.value in ("yes", "no"):
            talk, effects = guest_answered(talk, intent.value == "yes")
        case Ask.BACK if talk.page:
            talk = replace(talk, page="")
        case Ask.GIVE_UP if talk.call:
            # Not when the office has heard of it: who hangs up is not filmed any more.
            ended = replace(talk, call=replace(talk.call, state=CallState.ENDED))
            return replace(visit, situation=_S.CALL_OVER, talk=ended), left(talk)
        case _:
            return None
    return replace(visit, talk=talk), effects


def _typed(text: str, intent: Intent) -> str:
    match intent.ask:
        case Ask.TYPE:
            return (text + intent.value[:1])[:LONGEST_LINE]
        case Ask.ERASE:
            return text[:-1]
    return ""
