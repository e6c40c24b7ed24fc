"""Which screen shows: a function of the visit and the lobby. The order is the priority."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.codes import CODE_LENGTH
from kiosk.terminal import calls_shown, cards, halls, numbers_shown, talk_shown, views
from kiosk.terminal.keys import CODE_KEYS, KEYS
from kiosk.terminal.lobby import Lobby
from kiosk.terminal.rows import Hall
from kiosk.terminal.situations import Problem, Situation
from kiosk.terminal.talk import Talk
from kiosk.terminal.views import Beside, Frame, Notice, Theme, View
from kiosk.terminal.visit import PATIENT, Limits, Visit, seconds_left
from kiosk.texts import OWN_NAMES, Texts, texts


def view_of(visit: Visit, lobby: Lobby, now: datetime, limits: Limits = PATIENT) -> View:
    """Return what the glass shows now."""
    say = texts(visit.language)
    if lobby.town is None:
        bare = Frame(time="", date="", town="", office="Foyer", trial=_trial(lobby, say))
        return _out_of_order(bare, say)
    hall = Hall(lobby.town, lobby, say, now)
    frame = frame_of(visit, hall)
    left = seconds_left(visit, now, limits)
    if left is not None:
        return _still_there(frame, say, left)
    # A town that was changed meanwhile may lack what somebody is looking at.
    known = {department.key for department in hall.town.departments}
    match visit.situation:
        case Situation.STANDBY if halls.all_closed(hall):
            return halls.closed(frame, hall)
        case Situation.STANDBY:
            return halls.standby(frame, hall)
        case Situation.HOME:
            return halls.home(frame, hall)
        case Situation.CHOOSE:
            return halls.choose(frame, hall)
        case Situation.DOORS:
            return halls.doors(frame, hall)
        case Situation.KNOCK | Situation.AT_DOOR | Situation.CALL | Situation.CALL_OVER if (
            visit.talk and visit.talk.department in known
        ):
            return _call(frame, hall, visit, visit.talk)
        case Situation.DEPARTMENT if visit.department in known:
            return halls.department(frame, hall, hall.town.department(visit.department or ""))
        case Situation.SERVICE if visit.service in hall.town.catalogue.services:
            service = hall.town.catalogue.services[visit.service or ""]
            return cards.service(frame, hall, service, visit)
        case Situation.SEARCH:
            return _search(frame, hall, visit)
        case Situation.DRAWING:
            return views.DrawingView(frame, say._("Ihre Nummer wird gezogen …"))
        case Situation.TICKET if visit.drawn and visit.drawn.department in known:
            return numbers_shown.ticket(frame, hall, visit.drawn, visit.paper, visit.reprinted)
        case Situation.REFUSED:
            return _refused(frame, hall, visit)
        case Situation.FOLLOW:
            return _follow(frame, say, visit)
        case Situation.FOLLOWED if visit.followed and visit.followed.department in known:
            return numbers_shown.followed(
                frame, hall, visit.followed, visit.problem, visit.confirming
            )
        case Situation.LANGUAGE:
            title = say._("Welche Sprache sprechen Sie?")
            return views.LanguageView(frame, title, _beside(hall, visit))
        case Situation.AIDS:
            return _aids(frame, say, _beside(hall, visit))
        case Situation.HOURS:
            return halls.hours(frame, hall)
        case Situation.HELP:
            return _help(frame, say, visit, _beside(hall, visit))
    return halls.home(frame, hall)


def _call(frame: Frame, hall: Hall, visit: Visit, talk: Talk) -> View:
    department = hall.town.department(talk.department)
    match visit.situation:
        case Situation.AT_DOOR if visit.drawn:
            return calls_shown.waiting(frame, hall, department, visit.drawn, talk)
        case Situation.CALL:
            return talk_shown.talking(frame, hall, department, talk)
        case Situation.CALL_OVER:
            return calls_shown.over(frame, hall, department, talk)
    return calls_shown.knock(frame, hall, department, talk)


def _beside(hall: Hall, visit: Visit) -> Beside | None:
    """What goes on meanwhile, in a call or at a door."""
    there = visit.talk.department if visit.talk else None
    department = next((each for each in hall.town.departments if each.key == there), None)
    return talk_shown.beside(hall, department, visit.talk) if department else None


def frame_of(visit: Visit, hall: Hall) -> Frame:
    """Return what stands around every screen."""
    say, local = hall.texts, hall.now.astimezone(hall.lobby.local)
    return Frame(
        language=visit.language,
        right_to_left=say.right_to_left,
        town=say.of(hall.town.name),
        office=say.of(hall.town.office),
        date=say.day(local.date()),
        time=hall.say.clock(hall.now),
        theme=visit.theme,
        text_percent=visit.text_percent,
        notice=_notice(hall),
        trial=_trial(hall.lobby, say),
        languages=tuple(OWN_NAMES.items()),
    )


def _trial(lobby: Lobby, say: Texts) -> str:
    return say._("Testbetrieb") if lobby.trial else ""


def _notice(hall: Hall) -> Notice | None:
    lobby = hall.lobby
    if lobby.office_here:
        return None
    text = hall.texts._("Zurzeit ohne Verbindung zum Büro. Nummern gibt es trotzdem.")
    return Notice("cloud_off", text, "warning")


def _out_of_order(frame: Frame, say: Texts) -> View:
    return views.TroubleView(
        frame,
        "info",
        say._("Dieses Terminal ist gleich für Sie da"),
        say._("Bitte gehen Sie solange direkt zur Information."),
        "no-town",
        back=False,
    )


def _still_there(frame: Frame, say: Texts, left: int) -> View:
    return views.StillThereView(
        frame,
        say._("Sind Sie noch da?"),
        say._("Sonst wird alles gelöscht, was Sie eingegeben haben."),
        left,
        say._("Ja, weitermachen"),
        say._("Nein, beenden"),
    )


def _search(frame: Frame, hall: Hall, visit: Visit) -> View:
    say = hall.texts
    services = hall.town.catalogue.services
    found = tuple(
        halls.service_row(hall, services[key], with_department=True)
        for key in visit.results
        if key in services
    )
    searched = visit.query.strip() and visit.searched == visit.query
    nothing = say._("Dazu haben wir nichts gefunden. Versuchen Sie ein anderes Wort.")
    return views.SearchView(
        frame,
        say._("Was muss ich mitbringen?"),
        visit.query,
        say._("Schreiben Sie, was Sie brauchen, zum Beispiel: Ausweis, Umzug, Auto"),
        found,
        nothing if searched and not found else "",
        KEYS[visit.language],
    )


def _refused(frame: Frame, hall: Hall, visit: Visit) -> View:
    say = hall.texts
    match visit.problem:
        case Problem.CLOSED:
            icon, title = "schedule", say._("Heute gibt es hier keine Nummern mehr")
            sentence = hall.say.opens_sentence(visit.opens_at)
        case Problem.LINE_FULL:
            icon, title = "groups", say._("Es warten schon sehr viele Menschen")
            sentence = say._("Bitte kommen Sie später wieder oder fragen Sie an der Information.")
        case Problem.OFFICE_AWAY | Problem.NO_NUMBERS:
            icon, title = "cloud_off", say._("Das Terminal kann gerade keine Nummer vergeben")
            sentence = say._("Bitte gehen Sie direkt zur Information.")
        case _:
            icon, title = "info", say._("Das hat nicht geklappt")
            sentence = say._("Bitte versuchen Sie es noch einmal oder fragen Sie uns.")
    return views.TroubleView(frame, icon, title, sentence, visit.problem.value)


def _follow(frame: Frame, say: Texts, visit: Visit) -> View:
    return views.FollowView(
        frame,
        say._("Meine Nummer ansehen"),
        visit.code,
        CODE_LENGTH,
        say._("Geben Sie die 8 Zeichen von Ihrer Wartemarke ein."),
        numbers_shown.problem(say, visit.problem),
        CODE_KEYS,
        len(visit.code) == CODE_LENGTH,
    )


def _aids(frame: Frame, say: Texts, beside: Beside | None) -> View:
    return views.AidsView(
        frame,
        say._("Größe und Farben"),
        themes=(
            (Theme.LIGHT, say._("Normal")),
            (Theme.CONTRAST_LIGHT, say._("Starker Kontrast, hell")),
            (Theme.CONTRAST_DARK, say._("Starker Kontrast, dunkel")),
            (Theme.LOW_GLARE, say._("Blendarm")),
        ),
        beside=beside,
    )


def _help(frame: Frame, say: Texts, visit: Visit, beside: Beside | None) -> View:
    title = say._("Hilfe rufen")
    if visit.helpers is None:
        sentence, icon = say._("Wir rufen jemanden …"), "support_agent"
    elif visit.helpers:
        sentence, icon = say._("Wir haben Bescheid gegeben. Es kommt jemand zu Ihnen."), "check"
    else:
        sentence = say._("Gerade ist niemand erreichbar. Bitte gehen Sie zur Information.")
        icon = "info"
    return views.HelpView(frame, title, sentence, icon, beside)
