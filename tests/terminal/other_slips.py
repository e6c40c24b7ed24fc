"""Check-lists, receipts, appointments and test prints as a town would print them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from devices.printer import PaperPicture, Profile, Ready
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import Phrase
from kiosk.office.towns import load_town
from kiosk.resources import assets
from kiosk.terminal.slips import (
    AppointmentSlip,
    CheckListSlip,
    Layout,
    PrintCheck,
    ReceiptSlip,
    checklist_of,
    render_appointment,
    render_checklist,
    render_print_check,
    render_receipt,
    render_ticket,
)
from tests.terminal.slip_samples import DOCUMENTS, LOCAL, NOW, phrase, sample, texts

TOWN = load_town(assets() / "towns" / "musterstadt", [2026, 2027])
OFFICE = Phrase("Bürgerbüro · Stadt Musterstadt")
ARMS = assets() / "towns" / "musterstadt" / "arms.png"
PLAN = assets() / "towns" / "musterstadt" / "plans" / "melden.png"
SERVICES = ("wohnsitz-ummelden", "schwerbehinderung-antrag", "fahrzeug-anmelden")
CHECK_IN = "HTTPS://MARKE.MUSTERSTADT.DE/C/K7Q2MX4WDR2HCABCDEFGHIJKLM"

Render = Callable[[Profile], PaperPicture]

NEXT_STEPS = (
    phrase("Wir prüfen Ihre Angaben.", "We check what you told us.",
          "Bilgilerinizi inceliyoruz.", "Ми перевіримо ваші дані.", "نراجع بياناتك."),
    phrase("Wir schreiben Ihnen in etwa 5 Tagen.", "We will write to you in about 5 days.",
          "Size yaklaşık 5 gün içinde yazacağız.", "Ми напишемо вам приблизно за 5 днів.",
          "نكتب إليك خلال 5 أيام تقريبًا."),
    phrase("Bei Fragen nennen Sie uns bitte Ihre Vorgangsnummer.",
          "If you have questions, please tell us your case number.",
          "Sorularınız olursa lütfen işlem numaranızı söyleyin.",
          "Якщо маєте запитання, назвіть нам номер справи.",
          "إذا كانت لديك أسئلة فاذكر لنا رقم معاملتك."),
)  # fmt: skip
CANCEL = phrase("Telefon 0123 45 67 89 oder hier am Terminal",
               "Phone 0123 45 67 89 or here at the terminal",
               "Telefon 0123 45 67 89 veya burada terminalde",
               "Телефон 0123 45 67 89 або тут, біля термінала",
               "هاتف 0123 45 67 89 أو هنا عند الجهاز")  # fmt: skip


def checklist(language: str = "de", service: str = "wohnsitz-ummelden") -> CheckListSlip:
    return checklist_of(TOWN.catalogue.services[service], None, TOWN, language, NOW, None)


def receipt(language: str = "de", **changes: object) -> ReceiptSlip:
    facts: dict[str, object] = {
        "office": OFFICE,
        "handed_in_at": NOW,
        "receipt": "MB-2K7Q-4MX9",
        "department": TOWN.department("melden").sign(),
        "service": TOWN.catalogue.services["wohnsitz-ummelden"].name,
        "next_steps": NEXT_STEPS,
        "ticket": TicketNumber("A", 42),
        "language": language,
        **changes,
    }
    return ReceiptSlip(**facts)  # type: ignore[arg-type]


def appointment(language: str = "de", **changes: object) -> AppointmentSlip:
    department = TOWN.department("melden")
    facts: dict[str, object] = {
        "office": OFFICE,
        "printed_at": NOW,
        "starts_at": datetime(2026, 12, 1, 10, 30, tzinfo=LOCAL),
        "department": department.sign(),
        "service": TOWN.catalogue.services["wohnsitz-ummelden"].name,
        "place": department.waiting_area,
        "way": department.way,
        "code": "T4HX9KQ2",
        "documents": DOCUMENTS,
        "check_in_url": CHECK_IN,
        "cancel": CANCEL,
        "language": language,
        **changes,
    }
    return AppointmentSlip(**facts)  # type: ignore[arg-type]


def print_check(language: str = "de", **changes: object) -> PrintCheck:
    facts: dict[str, object] = {
        "office": OFFICE,
        "printed_at": NOW,
        "terminal": "Eingang links",
        "version": "Foyer 0.3.0",
        "printer": "Epson TM-T20III",
        "state": Ready(),
        "paper_left_m": 41,
        "language": language,
        **changes,
    }
    return PrintCheck(**facts)  # type: ignore[arg-type]


def every_slip(language: str) -> Iterator[tuple[str, Render]]:
    """Yield every kind of slip with its name, ready to be drawn."""

    def tickets(layout: Layout = Layout.STANDARD, **changes: object) -> Render:
        slip = sample(language, arms=ARMS, plan=PLAN, **changes)
        return partial(render_ticket, slip, texts=texts, layout=layout)

    for layout in Layout:
        yield f"ticket-{layout}", tickets(layout)
    yield "ticket-again", tickets(reprint=True, wait_low_min=None, wait_high_min=None)
    for service in SERVICES:
        yield (
            f"checklist-{service}",
            partial(render_checklist, checklist(language, service), texts=texts),
        )
    yield "receipt", partial(render_receipt, receipt(language, arms=ARMS), texts=texts)
    meeting = appointment(language, arms=ARMS, plan=PLAN)
    yield "appointment", partial(render_appointment, meeting, texts=texts)
    yield "test", partial(render_print_check, print_check(language, arms=ARMS), texts=texts)
