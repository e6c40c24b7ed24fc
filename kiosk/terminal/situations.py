"""Where a visit can be, where a touch leads from there, and why it sometimes leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kiosk.terminal.views import Ask


class Situation(StrEnum):
    STANDBY = "standby"
    HOME = "home"
    CHOOSE = "choose"
    DEPARTMENT = "department"
    SERVICE = "service"
    SEARCH = "search"
    DOORS = "doors"  # where one can knock
    KNOCK = "knock"  # before the knock: what camera and microphone are for
    AT_DOOR = "at-door"  # knocked, and waiting
    CALL = "call"
    CALL_OVER = "call-over"
    DRAWING = "drawing"
    TICKET = "ticket"
    REFUSED = "refused"
    FOLLOW = "follow"
    FOLLOWED = "followed"
    LANGUAGE = "language"
    AIDS = "aids"
    HOURS = "hours"
    HELP = "help"


_S = Situation
_ANYWHERE: Mapping[Ask, Situation] = {
    Ask.LANGUAGES: _S.LANGUAGE,
    Ask.AIDS: _S.AIDS,
    Ask.HOURS: _S.HOURS,
    Ask.HELP: _S.HELP,
    Ask.HOME: _S.HOME,
    Ask.LEAVE: _S.STANDBY,
}
_LOOKING: Mapping[Ask, Situation] = {
    **_ANYWHERE,
    Ask.CHOOSE: _S.CHOOSE,
    Ask.CHOOSE_DOOR: _S.DOORS,
    Ask.SEARCH: _S.SEARCH,
    Ask.FOLLOW: _S.FOLLOW,
    Ask.OPEN_DEPARTMENT: _S.DEPARTMENT,
    Ask.OPEN_SERVICE: _S.SERVICE,
    Ask.TAKE_NUMBER: _S.DRAWING,
    Ask.KNOCK_AT: _S.KNOCK,
}
# While somebody waits at a door nothing leads away but leaving it.
_WAITING: Mapping[Ask, Situation] = {
    Ask.GO_AWAY: _S.TICKET,
    Ask.GIVE_UP: _S.HOME,
    Ask.LEAVE: _S.STANDBY,
    Ask.LANGUAGES: _S.LANGUAGE,
    Ask.AIDS: _S.AIDS,
    Ask.HELP: _S.HELP,
}
# Where a visit has a call; away from them it is forgotten.
AT_CALL = frozenset({_S.KNOCK, _S.DRAWING, _S.AT_DOOR, _S.CALL, _S.CALL_OVER})
# Looked at in between; from here BACK returns to what one was doing.
ASIDE = frozenset({_S.LANGUAGE, _S.AIDS, _S.HOURS, _S.HELP})
# Where a touch leads. BACK goes where one came from and is not in the table.
MOVES: Mapping[Situation, Mapping[Ask, Situation]] = {
    _S.STANDBY: {
        Ask.BEGIN: _S.HOME,
        Ask.SPEAK: _S.HOME,
        Ask.SEARCH: _S.SEARCH,
        Ask.HOURS: _S.HOURS,
        Ask.FOLLOW: _S.FOLLOW,
        Ask.HOME: _S.HOME,
        Ask.LANGUAGES: _S.LANGUAGE,
        Ask.AIDS: _S.AIDS,
        Ask.HELP: _S.HELP,
    },
    _S.HOME: _LOOKING,
    _S.CHOOSE: _LOOKING,
    _S.DOORS: _LOOKING,
    _S.DEPARTMENT: _LOOKING,
    _S.SERVICE: _LOOKING,
    _S.SEARCH: _LOOKING,
    _S.KNOCK: {**_ANYWHERE, Ask.KNOCK: _S.DRAWING},
    _S.AT_DOOR: _WAITING,
    _S.CALL: {
        Ask.GIVE_UP: _S.CALL_OVER,
        Ask.LANGUAGES: _S.LANGUAGE,
        Ask.AIDS: _S.AIDS,
        Ask.HELP: _S.HELP,
    },
    _S.CALL_OVER: _LOOKING,
    _S.DRAWING: {},
    _S.TICKET: _ANYWHERE,
    _S.REFUSED: _LOOKING,
    _S.FOLLOW: _ANYWHERE,
    _S.FOLLOWED: {**_ANYWHERE, Ask.FOLLOW: _S.FOLLOW, Ask.CALL_AGAIN: _S.KNOCK},
    _S.LANGUAGE: _ANYWHERE,
    _S.AIDS: _ANYWHERE,
    _S.HOURS: _ANYWHERE,
    _S.HELP: _ANYWHERE,
}


class Problem(StrEnum):
    """Why a touch had no success, as a text key of the screen."""

    NONE = ""
    UNKNOWN_TICKET = "unknown-ticket"
    TOO_LATE = "too-late"
    ALREADY_REACTIVATED = "already-reactivated"
    NOT_POSSIBLE = "not-possible"
    OFFICE_AWAY = "office-away"
    TOO_MANY_TRIES = "too-many-tries"
    CLOSED = "closed"
    LINE_FULL = "line-full"
    NO_NUMBERS = "numbers-exhausted"
