"""What a touch may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """What a touch can ask for; `Intent.value` says which one."""

    BEGIN = "begin"  # somebody touched the standby screen
    HOME = "home"
    BACK = "back"
    CHOOSE = "choose"  # "Nummer ziehen": choose what for
    OPEN_DEPARTMENT = "open-department"
    OPEN_SERVICE = "open-service"
    TAKE_NUMBER = "take-number"  # value: service key, or "" for "something else"
    SEARCH = "search"
    FOLLOW = "follow"  # look at a number that was drawn before
    TYPE = "type"  # one character of the on-screen keyboard
    ERASE = "erase"
    CLEAR = "clear"
    CHECK_CODE = "check-code"
    REACTIVATE = "reactivate"
    CANCEL_TICKET = "cancel-ticket"
    CONFIRM = "confirm"
    LANGUAGES = "languages"
    SPEAK = "speak"  # value: language code
    AIDS = "aids"
    THEME = "theme"
    SIZE = "size"
    HOURS = "hours"
    HELP = "help"
    PAGE = "page"  # value: "next" or "previous"
    MORE = "more"
    PAPER_YES = "paper-yes"
    PAPER_NO = "paper-no"
    PRINT_LIST = "print-list"  # "Liste drucken": what to bring, on paper
    STAY = "stay"
    LEAVE = "leave"  # "Fertig": the visit ends
    CHOOSE_DOOR = "choose-door"  # where can one talk by video?
    KNOCK_AT = "knock-at"  # value: department or department/service; leads to the consent
    WAY = "way"  # value: camera or voice
    INTERPRETER = "interpreter"  # value: language code, or ""
    KNOCK = "knock"  # the yes: camera and microphone may be used
    GO_AWAY = "go-away"  # leave the waiting room with a ticket
    GIVE_UP = "give-up"  # no longer wait, or the call is over
    MUTE = "mute"
    HIDE = "hide"
    LOUDER = "louder"
    QUIETER = "quieter"
    WRITE = "write"  # show or hide the keyboard of the conversation in writing
    SEND_STILL = "send-still"
    ANSWER = "answer"  # value: what staff's question was answered with
    WELCOME = "welcome"  # value: yes or no, whether a third person may take part
    CALL_AGAIN = "call-again"


@dataclass(frozen=True, slots=True)
class Intent:
    ask: Ask
    value: str = ""
