"""The number on the glass, and a number that somebody looks up by its code."""

from __future__ import annotations

from kiosk.domain.codes import grouped
from kiosk.domain.departments import Department
from kiosk.domain.statuses import TicketStatus
from kiosk.domain.tickets import Kind, TicketState
from kiosk.terminal import views
from kiosk.terminal.acts import Drawn
from kiosk.terminal.call_touching import may_knock_again
from kiosk.terminal.calls_shown import knock_tile
from kiosk.terminal.rows import Hall
from kiosk.terminal.situations import Problem
from kiosk.terminal.ticket_slip import follow_url
from kiosk.terminal.views import Ask, Frame, Intent, Paper, Tile, View
from kiosk.texts import Texts

_OPEN = (TicketState.WAITING, TicketState.AWAY, TicketState.CALLED)


def ticket(frame: Frame, hall: Hall, drawn: Drawn, paper: Paper, reprinted: bool) -> View:
    """The number first, then the paper."""
    say = hall.texts
    department = hall.town.department(drawn.department)
    status = drawn.status
    return views.TicketView(
        frame,
        title=say._("Ihre Nummer"),
        number=str(drawn.number),
        department=say.of(department.sign()),
        service=_service(hall, drawn, department),
        ahead=_ahead(say, status.people_ahead) if status else "",
        wait=hall.say.minutes(status.low_min, status.high_min)
        if status and hall.status(department).state != "unstaffed"
        else say._("Wartezeit unbekannt"),
        where=say.of(department.waiting_area),
        way=say.of(department.way),
        url=follow_url(hall.lobby.pages_url, drawn.ticket_id) if hall.lobby.pages_url else "",
        follow=say._("Platz in der Reihe auf dem Handy verfolgen"),
        code=grouped(drawn.code),
        paper=paper,
        paper_sentence=_paper(say, paper, reprinted),
        done=say._("Fertig"),
    )


def _service(hall: Hall, drawn: Drawn, department: Department) -> str:
    services = hall.town.catalogue.services
    if department.discreet or not drawn.wishes or drawn.wishes[0].service not in services:
        return ""
    return hall.texts.of(services[drawn.wishes[0].service].name)


def _ahead(say: Texts, people: int) -> str:
    if not people:
        return say._("Sie sind als Nächstes dran.")
    return say.n("{count} Person vor Ihnen", "{count} Personen vor Ihnen", people)


def _paper(say: Texts, paper: Paper, reprinted: bool) -> str:
    match paper:
        case Paper.PRINTING if reprinted:
            return say._("Ihre Marke wird noch einmal gedruckt.")
        case Paper.PRINTING:
            return say._("Ihre Marke wird gedruckt.")
        case Paper.TAKE:
            return say._("Bitte Marke entnehmen.")
        case Paper.ASK:
            return say._("Ist Ihre Marke herausgekommen?")
        case Paper.BLOCKED:
            return say._(
                "Ihre Marke kommt von selbst heraus, sobald der Drucker wieder druckt. "
                "Ihre Nummer gilt schon jetzt: Sie müssen nicht darauf warten."
            )
        case Paper.FAILED:
            return say._(
                "Es kommt keine Marke heraus. Ihre Nummer gilt trotzdem: "
                "Bitte merken Sie sich die Nummer oder fotografieren Sie den Code."
            )
        case Paper.NONE:
            return say._("Bitte merken Sie sich die Nummer oder fotografieren Sie den Code.")


def followed(
    frame: Frame, hall: Hall, status: TicketStatus, trouble: Problem, confirming: bool
) -> View:
    """What is known of a number: state, people ahead, wait, desk."""
    say = hall.texts
    department = hall.town.department(status.department)
    return views.FollowedView(
        frame,
        number=str(status.number),
        department=say.of(department.sign()),
        icon=department.icon,
        state=problem(say, trouble) or _state(hall, status),
        facts=tuple(_facts(hall, status, department)),
        may_return=status.may_return,
        may_cancel=status.state in _OPEN,
        confirm_cancel=confirming,
        knock=_knock(hall, status, department),
    )


def _knock(hall: Hall, status: TicketStatus, department: Department) -> Tile | None:
    """Return the button that leads back to the door, with the place of before."""
    # What shuts the door to everybody shuts it to those who come back.
    if not may_knock_again(status) or knock_tile(hall, department) is None:
        return None
    say = hall.texts
    sub = say._("Ihr Platz bleibt Ihnen.")
    return Tile(Intent(Ask.CALL_AGAIN), "back_hand", say._("Wieder anklopfen"), sub)


def _state(hall: Hall, status: TicketStatus) -> str:
    say = hall.texts
    if status.kind is Kind.VIDEO:
        return _state_of_call(say, status)
    match status.state:
        case TicketState.WAITING:
            return say._("Sie sind in der Reihe.")
        case TicketState.AWAY:
            return say._("Ihr Platz ist reserviert.")
        case TicketState.CALLED if status.desk:
            return say._("Sie werden aufgerufen: {desk}", desk=say.of(status.desk))
        case TicketState.SERVING | TicketState.PARKED:
            return say._("Sie werden gerade bedient.")
        case TicketState.NO_SHOW if status.may_return:
            return say._("Sie wurden aufgerufen und waren nicht da.")
        case TicketState.NO_SHOW | TicketState.MISSED | TicketState.EXPIRED:
            return say._("Diese Nummer ist abgelaufen. Bitte ziehen Sie eine neue.")
        case TicketState.CANCELLED:
            return say._("Diese Nummer wurde zurückgegeben.")
    return say._("Alles erledigt.")


def _state_of_call(say: Texts, status: TicketStatus) -> str:
    match status.state:
        case TicketState.WAITING | TicketState.AWAY:
            return say._("Ihr Platz ist reserviert. Klopfen Sie an, wenn Sie so weit sind.")
        case TicketState.PARKED:
            return say._("Ihr Gespräch ist unterbrochen. Klopfen Sie an, wenn Sie so weit sind.")
        case TicketState.CALLED | TicketState.SERVING:
            return say._("Sie sprechen gerade mit uns.")
        case TicketState.NO_SHOW | TicketState.MISSED | TicketState.EXPIRED:
            return say._("Diese Nummer ist abgelaufen. Bitte klopfen Sie neu an.")
        case TicketState.CANCELLED:
            return say._("Diese Nummer gilt nicht mehr. Bitte klopfen Sie neu an.")
    return say._("Alles erledigt.")


def _facts(hall: Hall, status: TicketStatus, department: Department) -> list[tuple[str, str]]:
    say = hall.texts
    if status.state is TicketState.CALLED and status.desk_room:
        return [("meeting_room", say.of(status.desk_room))]
    if status.state not in _OPEN:
        return []
    wait = hall.say.minutes(status.low_min, status.high_min)
    known = status.low_min is not None
    return [
        ("groups", _ahead(say, status.people_ahead)),
        ("timer", say._("Schätzung: {wait}", wait=wait) if known else wait),
        ("videocam", say._("Sie sprechen hier am Terminal."))
        if status.kind is Kind.VIDEO
        else ("place", say.of(department.waiting_area)),
    ]


def problem(say: Texts, trouble: Problem) -> str:
    """Return the sentence for what did not work; "" when nothing is wrong."""
    match trouble:
        case Problem.NONE:
            return ""
        case Problem.UNKNOWN_TICKET:
            return say._("Diesen Code gibt es heute nicht. Bitte prüfen Sie ihn.")
        case Problem.TOO_LATE:
            return say._("Die Zeit zum Zurückkommen ist vorbei. Bitte ziehen Sie eine neue Nummer.")
        case Problem.ALREADY_REACTIVATED:
            return say._("Zurückkommen geht nur einmal. Bitte ziehen Sie eine neue Nummer.")
        case Problem.OFFICE_AWAY:
            return say._(
                "Das Büro ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal."
            )
        case Problem.TOO_MANY_TRIES:
            return say._("Zu viele Versuche. Bitte warten Sie einen Moment.")
    return say._("Das geht gerade nicht.")
