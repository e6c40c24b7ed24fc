"""Tickets as a town would print them, in five languages, and pictures of every slip."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from devices.printer import PROFILES, PaperPicture
from devices.printer.png import write_png
from kiosk.domain.catalogue import Document
from kiosk.domain.numbers import TicketNumber
from kiosk.domain.phrases import LANGUAGES, Phrase
from kiosk.terminal.ticket_slip import TicketSlip
from kiosk.texts import Texts

_NEW = json.loads(Path(__file__).with_name("slip_texts.json").read_text("utf-8"))
LOCAL = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 9, 41, tzinfo=LOCAL)


class Translated(Texts):
    """The texts of a language, with those that no catalogue has yet."""

    def _(self, msgid: str, **facts: object) -> str:
        said = super()._(msgid)
        if said == msgid and self.language != "de" and msgid in _NEW:
            said = _NEW[msgid][self.language]
        return said.format(**facts) if facts else said


@cache
def texts(language: str) -> Texts:
    return Translated(language)


def phrase(de: str, en: str, tr: str, uk: str, ar: str) -> Phrase:
    return Phrase(de, {"en": en, "tr": tr, "uk": uk, "ar": ar})


URL = "HTTPS://MARKE.MUSTERSTADT.DE/T/K7Q2MX4WDR2HCABCDEFGHIJKLM"
DOCUMENTS = (
    Document(phrase("Personalausweis oder Reisepass", "Identity card or passport",
                   "Kimlik kartı veya pasaport", "Посвідчення особи або паспорт",
                   "بطاقة الهوية أو جواز السفر")),
    Document(phrase("Wohnungsgeberbestätigung", "Confirmation by your landlord",
                   "Ev sahibinin onay belgesi", "Підтвердження орендодавця",
                   "تأكيد من المؤجر (Wohnungsgeberbestätigung)")),
    Document(phrase("Geburtsurkunde", "Birth certificate", "Doğum belgesi",
                   "Свідоцтво про народження", "شهادة الميلاد"),
             optional=True,
             who=phrase("bei Kindern", "for children", "çocuklar için", "для дітей", "للأطفال")),
)  # fmt: skip


def sample(language: str = "de", **changes: object) -> TicketSlip:
    """An everyday ticket: somebody moves house."""
    facts: dict[str, object] = {
        "office": Phrase("Bürgeramt Musterstadt"),
        "issued_at": NOW,
        "number": TicketNumber("A", 42),
        "department": phrase("Meldewesen", "Residents’ registration", "Nüfus kayıt",
                            "Реєстрація мешканців", "تسجيل السكان"),
        "service": phrase("Wohnsitz ummelden", "Change of address", "Adres değişikliği",
                         "Зміна місця проживання", "تغيير العنوان"),
        "waiting_area": phrase("Warteraum 1. OG links", "Waiting room, first floor, left",
                              "Bekleme salonu, 1. kat solda", "Зала очікування, 2-й поверх ліворуч",
                              "غرفة الانتظار، الطابق الأول، يسارًا (1. OG)"),
        "way": phrase("Flur rechts, Zimmer 104 bis 108", "Corridor on the right, rooms 104 to 108",
                     "Sağdaki koridor, 104–108 numaralı odalar",
                     "Коридор праворуч, кабінети 104–108",
                     "الممر الأيمن، الغرف من 104 إلى 108"),
        "code": "K7Q2MX4W",
        "language": language,
        "people_ahead": 7,
        "wait_low_min": 15,
        "wait_high_min": 25,
        "documents": DOCUMENTS,
        "follow_url": URL,
        **changes,
    }  # fmt: skip
    return TicketSlip(**facts)  # type: ignore[arg-type]


def draw_arms(path: Path) -> Path:
    """A shield with a gate, as line art."""
    image = Image.new("L", (300, 360), 255)
    draw = ImageDraw.Draw(image)
    draw.polygon([(8, 8), (292, 8), (292, 200), (150, 350), (8, 200)], outline=0, width=18)
    draw.rectangle((70, 130, 230, 250), fill=0)
    for left in (70, 127, 184):
        draw.rectangle((left, 90, left + 46, 131), fill=0)
    draw.pieslice((120, 170, 180, 250), 180, 360, fill=255)
    draw.rectangle((120, 210, 180, 250), fill=255)
    image.save(path)
    return path


def draw_plan(path: Path) -> Path:
    """A floor with an arrow to the waiting room, as line art."""
    image = Image.new("L", (510, 360), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((4, 4, 505, 355), outline=0, width=9)
    draw.line((230, 4, 230, 200), fill=0, width=9)
    draw.line((4, 200, 120, 200), fill=0, width=9)
    draw.line((370, 350, 370, 270, 175, 270, 175, 110), fill=0, width=15)
    draw.polygon([(175, 50), (140, 120), (210, 120)], fill=0)
    image.save(path)
    return path


def scanned(picture: PaperPicture, folder: Path) -> str:
    """Return what a program that we did not write reads from the QR code."""
    path = folder / "ticket.png"
    write_png(picture, path)
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.strip()


def main() -> None:
    """Write every slip in every language and width into a folder to look at."""
    from tests.terminal.other_slips import every_slip

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/slips")
    folder.mkdir(parents=True, exist_ok=True)
    for profile in PROFILES.values():
        for language in LANGUAGES:
            for name, render in every_slip(language):
                write_png(render(profile), folder / f"{name}-{profile.name}-{language}.png")


if __name__ == "__main__":
    main()
