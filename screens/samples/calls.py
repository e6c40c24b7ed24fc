"""Samples of a video call: the consent, the door, the talk, and how it ended."""

from __future__ import annotations

from kiosk.terminal.views import (
    Ask,
    Beside,
    CallOverView,
    CallView,
    Chip,
    Choice,
    Intent,
    KnockView,
    Moving,
    Notice,
    Tile,
    WaitingView,
)
from screens.samples.call_sayings import told
from screens.samples.lists import frame
from screens.samples.sayings import KEYBOARDS, SIGNS, said

_OWN_NAMES = {"en": "English", "tr": "Türkçe", "uk": "Українська", "ar": "العربية"}
_DIGITS = "1234567890"


def knock_tile(language: str) -> Tile:
    """Return the button on a card that leads to a door."""
    return Tile(
        Intent(Ask.KNOCK_AT, "registration"),
        "videocam",
        told("knock", language),
        told("by_video", language),
    )


def knock(
    language: str, camera: bool | None = None, interpreter: str = "", broken: bool = False
) -> KnockView:
    """Return the consent; `camera` is None before a way was chosen."""
    sub = told("use_both" if camera else "use_microphone", language)
    note = "camera_broken" if broken else "only_you" if camera else "camera_off"
    return KnockView(
        frame=frame(language),
        title=told("by_video", language),
        department=said("registration", language),
        chip=Chip.CALL,
        status=said("call", language),
        wait=said("min_12", language),
        facts=(
            ("visibility", told("seen_when", language)),
            ("no_photography", told("not_recorded", language)),
            ("logout", told("any_time", language)),
        ),
        ways=(
            _choice(Ask.WAY, "camera", "videocam", told("with_picture", language), camera is True),
            _choice(Ask.WAY, "voice", "mic", told("voice_only", language), camera is False),
        ),
        interpreter=(
            _choice(
                Ask.INTERPRETER,
                "",
                "record_voice_over",
                told("no_interpreter", language),
                not interpreter,
            ),
            *(
                _choice(Ask.INTERPRETER, code, "interpreter_mode", name, code == interpreter)
                for code, name in _OWN_NAMES.items()
            ),
        ),
        mirror=Moving.SELF if camera and not broken else None,
        mirror_note=told(note, language),
        knock=None
        if camera is None
        else Tile(Intent(Ask.KNOCK), "back_hand", told("yes_knock", language), sub),
        knock_note=told("which_way", language) if camera is None else "",
    )


def _choice(ask: Ask, value: str, icon: str, title: str, chosen: bool) -> Choice:
    return Choice(Tile(Intent(ask, value), icon, title), chosen)


def waiting(language: str, notice: Notice | None = None, first: bool = False) -> WaitingView:
    """Return the place at the door: third in the line, or the next one."""
    return WaitingView(
        frame=frame(language),
        title=told("knocked", language),
        number="V017",
        department=said("registration", language),
        ahead=told("next" if first else "two_ahead", language),
        wait=said("no_wait" if first else "min_12", language),
        reason=told("rings" if first else "all_talk", language),
        notice=notice,
        mirror=Moving.SELF,
        go_away=Tile(
            Intent(Ask.GO_AWAY),
            "confirmation_number",
            told("go_away", language),
            told("go_away_sub", language),
        ),
        give_up=Tile(Intent(Ask.GIVE_UP), "close", told("give_up", language)),
    )


def office_away(language: str) -> Notice:
    """Return the notice while the terminal has lost the office."""
    return Notice("cloud_off", told("link_back_soon", language), "warning")


def asked_to_wait(language: str) -> Notice:
    """Return the notice that the knock was seen."""
    return Notice("hourglass_top", told("asked_patience", language))


def talking(language: str, muted: bool = False, hidden: bool = False) -> CallView:
    """Return the talk, with the clerk large and the citizen small."""
    return CallView(
        frame=frame(language),
        title=said("registration", language),
        large=Moving.STAFF,
        small=() if hidden else (Moving.SELF,),
        connecting="",
        weak="",
        held="",
        muted=muted,
        hidden=hidden,
        volume_percent=70,
        level_percent=0 if muted else 45,
        buttons=(
            _button(Ask.MUTE, *(("mic_off", "unmute") if muted else ("mic", "mute")), language),
            _button(
                Ask.HIDE,
                *(("videocam_off", "unhide") if hidden else ("videocam", "hide")),
                language,
            ),
            _button(Ask.QUIETER, "volume_down", "quieter", language),
            _button(Ask.LOUDER, "volume_up", "louder", language),
            _button(Ask.WRITE, "keyboard", "write", language),
            _button(Ask.AIDS, "language", "aids", language),
        ),
        state=told("talks_to", language),
        signs=(_DIGITS, *SIGNS[language]),
        end=_button(Ask.GIVE_UP, "call_end", "hang_up", language),
        keys=(_DIGITS, *KEYBOARDS[language]),
    )


def _button(ask: Ask, icon: str, key: str, language: str) -> Tile:
    return Tile(Intent(ask), icon, told(key, language))


def beside(language: str, talks: bool = True) -> Beside:
    """Return what goes on while somebody looks at languages, sizes or the help."""
    if talks:
        back = Tile(Intent(Ask.HOME), "arrow_back", told("back_to_talk", language))
        return Beside(Moving.STAFF, said("registration", language), told("goes_on", language), back)
    back = Tile(Intent(Ask.HOME), "arrow_back", told("back_to_door", language))
    return Beside(None, said("registration", language), told("place_kept", language), back)


def lines(language: str) -> tuple[tuple[str, bool], ...]:
    """Return a conversation in writing."""
    return (
        (told("their_line", language), False),
        (told("own_line", language), True),
        (told("their_typing", language), False),
    )


def answers(language: str) -> tuple[Tile, ...]:
    """Return the answers to the question for a still picture."""
    return (
        Tile(Intent(Ask.ANSWER, "yes"), "check", told("yes_send", language)),
        Tile(Intent(Ask.ANSWER, "no"), "close", told("no", language)),
    )


def page(language: str) -> tuple[str, ...]:
    """Return the lines of a service that the clerk shows."""
    return tuple(said(key, language) for key in ("doc_id", "doc_landlord", "doc_marriage"))


def over(language: str, ended: str = "over") -> CallOverView:
    """Return how it ended: over, declined, unanswered or broke_off."""
    icon, sentence = {
        "over": ("check_circle", ""),
        "declined": ("info", told("in_person", language)),
        "unanswered": ("schedule", said("wait", language)),
        "broke_off": ("call_end", told("broke_off_sub", language)),
    }[ended]
    home = Tile(Intent(Ask.HOME), "home", told("to_start", language))
    again = Tile(Intent(Ask.CALL_AGAIN), "back_hand", told("call_again", language))
    tiles = (again, home) if ended in ("broke_off", "unanswered") else (home,)
    return CallOverView(frame(language), icon, told(ended, language), sentence, tiles)
