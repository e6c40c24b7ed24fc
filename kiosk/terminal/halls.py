"""Standby, closed, home, choosing, one department, opening hours: the views of the house."""

from __future__ import annotations

from kiosk.domain.departments import Department, Mode
from kiosk.domain.opening import ClosedReason
from kiosk.domain.phrases import LANGUAGES
from kiosk.terminal import views
from kiosk.terminal.calls_shown import knock_tile
from kiosk.terminal.rows import Hall, department_row, place, service_row
from kiosk.terminal.views import Ask, Chip, Frame, Intent, Tile, View
from kiosk.texts import texts

__all__ = ["service_row"]


def all_closed(hall: Hall) -> bool:
    """Return whether every door is shut now."""
    return all(status.state == "closed" for status in hall.lobby.statuses(hall.now).values())


def standby(frame: Frame, hall: Hall) -> View:
    """Nobody is there: invite in every language."""
    statuses = hall.lobby.statuses(hall.now).values()
    closing = max((s.closes_at for s in statuses if s.closes_at), default=None)
    return views.StandbyView(
        frame,
        tuple(texts(language)._("Willkommen") for language in LANGUAGES),
        hall.texts._("Zum Beginnen den Bildschirm berühren"),
        hall.texts._("Geöffnet bis {time}", time=hall.say.clock(closing)) if closing else "",
    )


# Why the whole house is shut, the most telling reason first.
_REASONS = (
    ClosedReason.HOLIDAY,
    ClosedReason.CLOSURE,
    ClosedReason.MIDDAY_BREAK,
    ClosedReason.BEFORE_HOURS,
    ClosedReason.AFTER_HOURS,
    ClosedReason.DAY_OFF,
)


def closed(frame: Frame, hall: Hall) -> View:
    """Everything is shut: why, when which department is back, and what can be done now."""
    say, statuses = hall.texts, hall.lobby.statuses(hall.now)
    why = {status.reason: status for status in statuses.values() if status.reason}
    told = next((why[reason] for reason in _REASONS if reason in why), None)
    opens = min((s.opens_at for s in statuses.values() if s.opens_at), default=None)
    return views.ClosedView(
        frame,
        say._("Wir haben gerade geschlossen"),
        hall.say.reason(told) if told else "",
        hall.say.opens_sentence(opens),
        tuple(
            (say.of(d.name), hall.say.opens(statuses[d.key].opens_at))
            for d in hall.town.departments
        ),
        tiles=(
            Tile(Intent(Ask.SEARCH), "fact_check", say._("Was muss ich mitbringen?")),
            Tile(Intent(Ask.FOLLOW), "qr_code_2", say._("Meine Nummer ansehen")),
        ),
    )


def home(frame: Frame, hall: Hall) -> View:
    """What would you like to do? And how full is it where?"""
    say = hall.texts
    line = hall.lobby.line
    as_of = hall.say.clock(line.as_of if line and not hall.lobby.office_here else hall.now)
    return views.HomeView(
        frame,
        say._("Was möchten Sie erledigen?"),
        heroes=(
            Tile(
                Intent(Ask.CHOOSE),
                "confirmation_number",
                say._("Nummer ziehen"),
                say._("Ohne Termin warten"),
            ),
            Tile(
                Intent(Ask.SEARCH),
                "fact_check",
                say._("Was muss ich mitbringen?"),
                say._("Leistung suchen"),
            ),
        ),
        tiles=_doors_tile(hall),
        departments_title=say._("Bereiche und Wartezeiten"),
        as_of=say._("Stand {time}", time=as_of),
        departments=tuple(department_row(hall, d) for d in hall.town.departments),
    )


def _doors_tile(hall: Hall) -> tuple[Tile, ...]:
    """Return the way to the doors, while there is one that can be knocked at."""
    if not any(knock_tile(hall, department) for department in hall.town.departments):
        return ()
    say = hall.texts
    title, sub = say._("Per Video sprechen"), say._("Bei einem Bereich anklopfen")
    return (Tile(Intent(Ask.CHOOSE_DOOR), "videocam", title, sub),)


def doors(frame: Frame, hall: Hall) -> View:
    """Where can somebody knock?"""
    return views.ChooseView(
        frame,
        hall.texts._("Wo möchten Sie anklopfen?"),
        (),
        tuple(department_row(hall, d) for d in hall.town.departments if d.mode is not Mode.LOBBY),
    )


def choose(frame: Frame, hall: Hall) -> View:
    """What is the number for? The first service of each department is its most wanted."""
    services = hall.town.catalogue.services
    frequent = [services[d.services[0]] for d in _open_first(hall) if d.services]
    return views.ChooseView(
        frame,
        hall.texts._("Wofür brauchen Sie eine Nummer?"),
        tuple(service_row(hall, s, with_department=True) for s in frequent[:4]),
        tuple(department_row(hall, d) for d in hall.town.departments),
    )


def _open_first(hall: Hall) -> list[Department]:
    return sorted(
        hall.town.departments, key=lambda d: (hall.status(d).state == "closed", takes_none(d))
    )


def takes_none(department: Department) -> bool:
    """Return whether nobody can draw a number for the lobby here."""
    return department.mode is Mode.VIDEO


def department(frame: Frame, hall: Hall, department: Department) -> View:
    """One department: how full, where, when, and what for."""
    say, status = hall.texts, hall.status(department)
    chip = hall.say.chip(status, department.busy_from)
    services = hall.town.catalogue.services
    way = say.of(department.way)
    where = place(hall, department)
    facts = [
        ("timer", hall.say.wait_sentence(status)),
        ("place", f"{where} – {way}" if way and department.mode is not Mode.VIDEO else where),
        ("schedule", say._("Heute: {hours}", hours=hall.say.today(department.hours))),
    ]
    other = None
    if status.takes_tickets and not takes_none(department):
        other = Tile(
            Intent(Ask.TAKE_NUMBER, department.key),
            "confirmation_number",
            say._("Etwas anderes"),
            say._("Nummer ohne Auswahl ziehen"),
        )
    return views.DepartmentView(
        frame,
        name=say.of(department.name),
        icon=department.icon,
        about=say.of(department.about),
        chip=chip,
        status=hall.say.status(status, chip),
        facts=tuple(facts),
        services=tuple(
            service_row(hall, services[key], with_department=False) for key in department.services
        ),
        other=other,
        knock=knock_tile(hall, department),
    )


def hours(frame: Frame, hall: Hall) -> View:
    """When is which department open this week?"""
    return views.HoursView(
        frame,
        hall.texts._("Öffnungszeiten"),
        tuple((hall.texts.of(d.name), hall.say.week(d.hours)) for d in hall.town.departments),
    )


def chip_of(hall: Hall, department: Department) -> tuple[Chip, str]:
    """Return chip and word of a department."""
    status = hall.status(department)
    chip = hall.say.chip(status, department.busy_from)
    return chip, hall.say.status(status, chip)
