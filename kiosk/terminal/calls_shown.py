"""The views around a talk by video: the consent, the door, and how it ended."""

from __future__ import annotations

from kiosk.domain.call_control import DeviceState, Stream
from kiosk.domain.calls import CallState, Decline
from kiosk.domain.departments import Department, Mode
from kiosk.domain.opening import opening_at
from kiosk.domain.phrases import LANGUAGES
from kiosk.terminal import views
from kiosk.terminal.acts import Drawn
from kiosk.terminal.rows import Hall
from kiosk.terminal.talk import ALIVE, Talk
from kiosk.terminal.views import Ask, Choice, Frame, Intent, Moving, Notice, Paper, Tile, View
from kiosk.texts import OWN_NAMES

_STATES = {"busy", "consultation", "paused", "unstaffed", "free"}


def knock_tile(hall: Hall, department: Department, service: str = "") -> Tile | None:
    """Return the button that leads to the door; None where or when nobody can be knocked at."""
    if department.mode is Mode.LOBBY or not (hall.lobby.office_here and hall.lobby.calls_here):
        return None
    status = hall.status(department)
    hours = department.video_hours
    if not status.takes_tickets:
        return None
    if hours is not None and not opening_at(hours, hall.now, hall.lobby.local).is_open:
        return None
    value = f"{department.key}/{service}" if service else department.key
    say = hall.texts
    return Tile(
        Intent(Ask.KNOCK_AT, value), "videocam", say._("Anklopfen"), say._("Per Video sprechen")
    )


def knock(frame: Frame, hall: Hall, department: Department, talk: Talk) -> View:
    """Before the knock: how somebody wants to talk, and what happens with picture and sound."""
    say, status = hall.texts, hall.status(department)
    chip = hall.say.chip(status, department.busy_from)
    chosen = talk.camera_chosen is not None
    return views.KnockView(
        frame,
        title=say._("Per Video sprechen"),
        department=say.of(department.name),
        chip=chip,
        status=hall.say.status(status, chip),
        wait=hall.say.wait(status),
        facts=(
            ("visibility", say._("Erst wenn jemand Ihr Anklopfen annimmt, sieht man Sie.")),
            ("no_photography", say._("Nichts wird aufgezeichnet.")),
            ("logout", say._("Sie können jederzeit auflegen.")),
        ),
        ways=(
            Choice(
                Tile(Intent(Ask.WAY, "camera"), "videocam", say._("Mit Bild und Ton")),
                talk.camera_chosen is True,
            ),
            Choice(
                Tile(Intent(Ask.WAY, "voice"), "mic", say._("Nur mit Ton")),
                talk.camera_chosen is False,
            ),
        ),
        interpreter=_interpreters(hall, talk),
        mirror=_mirror(talk),
        mirror_note=_mirror_note(hall, talk),
        knock=Tile(
            Intent(Ask.KNOCK),
            "back_hand",
            say._("Ja, anklopfen"),
            say._("Kamera und Mikrofon benutzen")
            if talk.camera_chosen
            else say._("Mikrofon benutzen"),
        )
        if chosen
        else None,
        knock_note="" if chosen else say._("Bitte wählen Sie, wie Sie sprechen möchten."),
    )


def _interpreters(hall: Hall, talk: Talk) -> tuple[Choice, ...]:
    say = hall.texts
    none = Tile(Intent(Ask.INTERPRETER, ""), "record_voice_over", say._("Ohne Dolmetscher"))
    choices = [Choice(none, not talk.interpreter)]
    for language in LANGUAGES[1:]:
        tile = Tile(Intent(Ask.INTERPRETER, language), "interpreter_mode", OWN_NAMES[language])
        choices.append(Choice(tile, talk.interpreter == language))
    return tuple(choices)


def _mirror(talk: Talk) -> Moving | None:
    seen = Stream.SELF in talk.streams and bool(talk.camera_chosen) and not talk.hidden
    return Moving.SELF if seen else None


def _mirror_note(hall: Hall, talk: Talk) -> str:
    say = hall.texts
    if not talk.camera_chosen:
        return say._("Die Kamera ist aus.")
    if talk.camera in (DeviceState.MISSING, DeviceState.BUSY, DeviceState.SILENT):
        return say._("Die Kamera geht gerade nicht. Sie können nur mit Ton sprechen.")
    return say._("Dieses Bild sehen nur Sie.")


def waiting(frame: Frame, hall: Hall, department: Department, drawn: Drawn, talk: Talk) -> View:
    """At the door: the place in the line, how long, and why."""
    say, call = hall.texts, talk.call
    ahead = "" if call is None or call.ahead is None else _ahead(hall, call.ahead)
    notice = None
    if not hall.lobby.office_here:
        notice = Notice(
            "cloud_off", say._("Die Verbindung zum Büro kommt gleich wieder."), "warning"
        )
    elif call is not None and call.asked_to_wait:
        text = say._("Man hat Ihr Anklopfen gesehen und bittet um einen Moment Geduld.")
        notice = Notice("hourglass_top", text)
    return views.WaitingView(
        frame,
        title=say._("Sie haben angeklopft"),
        number=str(drawn.number),
        department=say.of(department.sign()),
        ahead=ahead,
        wait=hall.say.minutes(call.low_min, call.high_min) if call else "",
        reason=_reason(hall, department, call.reason if call else ""),
        notice=notice,
        mirror=_mirror(talk),
        go_away=Tile(
            Intent(Ask.GO_AWAY),
            "confirmation_number",
            say._("Später wiederkommen"),
            say._("Platz behalten und Marke drucken"),
        ),
        give_up=Tile(Intent(Ask.GIVE_UP), "close", say._("Nicht mehr warten")),
        paper=Paper.NONE,
    )


def _ahead(hall: Hall, people: int) -> str:
    if not people:
        return hall.texts._("Sie sind als Nächstes dran.")
    return hall.texts.n("{count} Person vor Ihnen", "{count} Personen vor Ihnen", people)


def _reason(hall: Hall, department: Department, state: str) -> str:
    say = hall.texts
    match state:
        case "consultation" | "busy":
            return say._("Alle sprechen gerade mit jemandem.")
        case "paused":
            return say._("Kurze Pause. Es geht gleich weiter.")
        case "unstaffed":
            return say._("Zurzeit ist niemand am Platz. Bitte warten Sie.")
        case "free":
            return say._("Es klingelt. Gleich meldet sich jemand.")
    return ""


def over(frame: Frame, hall: Hall, department: Department, talk: Talk) -> View:
    """How it ended, and what can be done now."""
    say, call = hall.texts, talk.call
    tiles = [Tile(Intent(Ask.HOME), "home", say._("Zur Startseite"))]
    icon, title, sentence = "check_circle", say._("Das Gespräch ist beendet"), ""
    match call.state if call else None:
        case CallState.DECLINED:
            icon, title = "info", say._("Ihr Anklopfen wurde nicht angenommen")
            sentence = _declined(hall, call.declined if call else None)
        case CallState.UNANSWERED:
            icon, title = "schedule", say._("Es hat sich leider niemand gemeldet")
            sentence = hall.say.wait_sentence(hall.status(department))
        case CallState.ENDED if call and call.may_call_again and talk.media not in ALIVE:
            icon, title = "call_end", say._("Die Verbindung ist abgebrochen")
            sentence = say._("Klopfen Sie noch einmal an. Ihr Platz bleibt Ihnen.")
    if call is not None and call.may_call_again:
        again = Tile(Intent(Ask.CALL_AGAIN), "back_hand", say._("Noch einmal anklopfen"))
        tiles.insert(0, again)
    return views.CallOverView(frame, icon, title, sentence, tuple(tiles))


def _declined(hall: Hall, why: Decline | None) -> str:
    say = hall.texts
    match why:
        case Decline.WRONG_DEPARTMENT:
            return say._("Dafür ist ein anderer Bereich zuständig. Fragen Sie uns gern.")
        case Decline.COME_IN_PERSON:
            return say._("Das geht nur vor Ort. Bitte ziehen Sie eine Nummer.")
        case Decline.APPOINTMENT_NEEDED:
            return say._("Dafür brauchen Sie einen Termin.")
        case Decline.CLOSING:
            return say._("Wir schließen gleich. Bitte kommen Sie morgen wieder.")
        case Decline.NOT_TODAY | None:
            return say._("Heute geht es leider nicht mehr.")
