"""A town small enough to keep in mind: three departments, six services, four desks."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Catalogue, Service
from kiosk.domain.departments import Department, Mode, Town
from kiosk.domain.desks import Desk
from kiosk.domain.opening import Hours, Interval, WeeklyRule
from kiosk.domain.phrases import Phrase

BERLIN = ZoneInfo("Europe/Berlin")
# A Monday, when every department is open.
MORNING = datetime(2026, 3, 2, 10, 42, tzinfo=BERLIN)

CITIZENS, VEHICLES, HOUSING = "citizens", "vehicles", "housing"
_EVERY_DAY = frozenset(range(7))
_WEEKDAYS = frozenset(range(5))
_ALWAYS = Hours((WeeklyRule(_EVERY_DAY, (Interval(time(0, 0), time(23, 59, 59)),)),))
_REAL = Hours(
    (
        WeeklyRule(_WEEKDAYS, (Interval(time(8, 0), time(12, 0)),)),
        WeeklyRule(frozenset({0, 3}), (Interval(time(14, 0), time(18, 0)),)),
    )
)


def _services() -> dict[str, Service]:
    told = (
        ("identity-card", "Personalausweis beantragen", "Apply for an identity card", 12),
        ("passport", "Reisepass beantragen", "Apply for a passport", 15),
        ("registration", "Wohnsitz anmelden", "Register an address", 10),
        ("vehicle-registration", "Fahrzeug zulassen", "Register a vehicle", 15),
        ("vehicle-end", "Fahrzeug abmelden", "Deregister a vehicle", 6),
        ("housing-benefit", "Wohngeld beantragen", "Apply for housing benefit", 25),
    )
    return {
        key: Service(
            key=key,
            name=Phrase(german, {"en": english}),
            planned=timedelta(minutes=minutes),
            most=3,
        )
        for key, german, english, minutes in told
    }


def _department(
    key: str,
    prefix: str,
    name: Phrase,
    services: tuple[str, ...],
    hours: Hours,
    *,
    discreet: bool = False,
) -> Department:
    return Department(
        key=key,
        prefix=prefix,
        name=name,
        icon="person",
        mode=Mode.LOBBY,
        room=Phrase("Erdgeschoss, Raum 1.02", {"en": "Ground floor, room 1.02"}),
        waiting_area=Phrase("Wartebereich A", {"en": "Waiting area A"}),
        way=Phrase("Durch die Halle, dann links.", {"en": "Through the hall, then left."}),
        hours=hours,
        services=services,
        discreet=discreet,
    )


def _desk(number: int, room: str, departments: tuple[str, ...]) -> Desk:
    return Desk(
        key=f"desk-{number}",
        name=Phrase(f"Platz {number}", {"en": f"Desk {number}"}),
        room=Phrase(f"Erdgeschoss, Raum {room}", {"en": f"Ground floor, room {room}"}),
        departments=departments,
    )


def small_town(*, always_open: bool = True) -> Town:
    """Return the town; with real hours it is closed at night, at noon and on weekends."""
    hours = _ALWAYS if always_open else _REAL
    return Town(
        key="small-town",
        name=Phrase("Kleinstadt"),
        office=Phrase("Bürgerbüro Kleinstadt", {"en": "Kleinstadt citizen office"}),
        address=Phrase("Markt 1, 12345 Kleinstadt"),
        timezone="Europe/Berlin",
        region="NW",
        departments=(
            _department(
                CITIZENS,
                "A",
                Phrase("Ausweise und Meldewesen", {"en": "Identity and registration"}),
                ("identity-card", "passport", "registration"),
                hours,
            ),
            _department(
                VEHICLES,
                "K",
                Phrase("Kfz-Zulassung", {"en": "Vehicle registration"}),
                ("vehicle-registration", "vehicle-end"),
                hours,
            ),
            _department(
                HOUSING,
                "W",
                Phrase("Wohngeld", {"en": "Housing benefit"}),
                ("housing-benefit",),
                hours,
                discreet=True,
            ),
        ),
        desks=(
            _desk(1, "1.02", (CITIZENS,)),
            _desk(2, "1.02", (CITIZENS, VEHICLES)),
            _desk(3, "1.05", (VEHICLES,)),
            _desk(4, "1.07", (HOUSING, CITIZENS)),
        ),
        catalogue=Catalogue("small-town", "1", _services()),
    )
