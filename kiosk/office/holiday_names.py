"""What the German public holidays are called in the other languages of the glass."""

from __future__ import annotations

from kiosk.domain.phrases import Phrase

# German, English, Turkish, Ukrainian, Arabic
_NAMES = (
    ("Neujahr", "New Year’s Day", "Yılbaşı", "Новий рік", "رأس السنة"),
    ("Heilige Drei Könige", "Epiphany", "Üç Kral Günü", "День трьох королів", "عيد الغطاس"),
    (
        "Internationaler Frauentag",
        "International Women’s Day",
        "Dünya Kadınlar Günü",
        "Міжнародний жіночий день",
        "اليوم العالمي للمرأة",
    ),
    ("Frauentag", "Women’s Day", "Kadınlar Günü", "Жіночий день", "يوم المرأة"),
    ("Karfreitag", "Good Friday", "Kutsal Cuma", "Страсна п’ятниця", "الجمعة العظيمة"),
    ("Ostersonntag", "Easter Sunday", "Paskalya Pazarı", "Великодня неділя", "أحد الفصح"),
    ("Ostermontag", "Easter Monday", "Paskalya Pazartesisi", "Великодній понеділок", "اثنين الفصح"),
    ("Erster Mai", "Labour Day", "İşçi Bayramı (1 Mayıs)", "День праці (1 травня)", "عيد العمال"),
    (
        "Christi Himmelfahrt",
        "Ascension Day",
        "İsa’nın Göğe Yükselişi",
        "Вознесіння Господнє",
        "عيد الصعود",
    ),
    ("Pfingstsonntag", "Whit Sunday", "Pentekost Pazarı", "Неділя П’ятидесятниці", "أحد العنصرة"),
    (
        "Pfingstmontag",
        "Whit Monday",
        "Pentekost Pazartesisi",
        "Понеділок П’ятидесятниці",
        "اثنين العنصرة",
    ),
    (
        "Fronleichnam",
        "Corpus Christi",
        "Fronleichnam (Katolik yortusu)",
        "Свято Тіла і Крові Христових",
        "عيد خميس الجسد",
    ),
    (
        "Mariä Himmelfahrt",
        "Assumption Day",
        "Meryem’in Göğe Alınışı",
        "Внебовзяття Діви Марії",
        "عيد انتقال السيدة العذراء",
    ),
    (
        "Weltkindertag",
        "World Children’s Day",
        "Dünya Çocuk Günü",
        "Всесвітній день дітей",
        "اليوم العالمي للطفل",
    ),
    (
        "Tag der Deutschen Einheit",
        "German Unity Day",
        "Alman Birliği Günü",
        "День німецької єдності",
        "يوم الوحدة الألمانية",
    ),
    ("Reformationstag", "Reformation Day", "Reform Günü", "День Реформації", "يوم الإصلاح"),
    ("Allerheiligen", "All Saints’ Day", "Azizler Günü", "День усіх святих", "عيد جميع القديسين"),
    (
        "Buß- und Bettag",
        "Day of Prayer and Repentance",
        "Tövbe ve Dua Günü",
        "День покаяння і молитви",
        "يوم التوبة والصلاة",
    ),
    (
        "Erster Weihnachtstag",
        "Christmas Day",
        "Noel’in birinci günü",
        "Перший день Різдва",
        "أول أيام عيد الميلاد",
    ),
    (
        "Zweiter Weihnachtstag",
        "Second day of Christmas",
        "Noel’in ikinci günü",
        "Другий день Різдва",
        "ثاني أيام عيد الميلاد",
    ),
)

HOLIDAY_NAMES = {
    german: Phrase(german, {"en": english, "tr": turkish, "uk": ukrainian, "ar": arabic})
    for german, english, turkish, ukrainian, arabic in _NAMES
}
