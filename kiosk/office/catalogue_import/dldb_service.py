"""One service of a DLDB export."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kiosk.domain.catalogue import (
    AppointmentRule,
    Document,
    Form,
    Known,
    OnlineService,
    Service,
)
from kiosk.domain.phrases import Phrase
from kiosk.office.catalogue_import import loose
from kiosk.office.catalogue_import.fees import fees_of
from kiosk.office.catalogue_import.plain_text import text_of

LONGEST_SUMMARY = 160
MOST_DOCUMENTS = 60
_LEIKA = re.compile(r"\b99\d{12}\b")
_FORM_FILE = re.compile(r"\.(pdf|docx?|odt|xlsx?)([?#]|$)", re.IGNORECASE)
_FORM_NAME = re.compile(
    r"antrag|formular|vollmacht|erklärung|bestätigung|bescheinigung|mandat|vordruck", re.IGNORECASE
)
_PRIVACY = re.compile(r"datenschutz|dsgvo", re.IGNORECASE)
_BY_APPOINTMENT = re.compile(
    r"\b(nur|ausschließlich) (mit|nach|bei|über)( \w+)? (termin|terminvereinbarung)\b"
    r"|\btermin(vereinbarung)? (ist )?(zwingend )?(erforderlich|notwendig)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-zäöüß)\"“]{2}[.!?])\s+(?=[A-ZÄÖÜ„\"])")


def service_of(raw: Mapping[str, Any], remarks: Counter[str]) -> Service:
    """Return the service of an entry that has an id and a name."""
    details = text_of(loose.text(raw.get("description")))
    fees_known, fees = fees_of(text_of(loose.text(raw.get("fees"))))
    documents = _documents(raw)
    minutes = loose.number(raw.get("duration"), 1, 480)
    if minutes is None:
        remarks["no usable duration: 15 minutes assumed"] += 1
    return Service(
        key=loose.key(raw.get("id")),
        name=Phrase(loose.label(raw.get("name"))),
        summary=Phrase(_summary(details)),
        details=Phrase(details),
        leika=_leika(raw, remarks),
        synonyms=_synonyms(raw),
        steps_before=tuple(Phrase(step) for step in _names(raw.get("prerequisites"))),
        documents=documents,
        documents_known=Known.STATED if documents else Known.UNKNOWN,
        fees=fees,
        fees_known=fees_known,
        planned=timedelta(minutes=minutes or 15),
        most=loose.number(raw.get("maxQuantity"), 1, 99) or 1,
        appointment=_appointment(raw, details),
        legal_basis=_names(raw.get("legal")),
        forms=_forms(raw, remarks),
        online=_online(raw),
        offices=_offices(raw),
        updated=loose.day(loose.table(raw.get("meta")).get("lastupdate")),
        source_url=_source_url(raw),
    )


def _summary(details: str) -> str:
    """The first sentence, or its beginning: one line says what it is."""
    first = _SENTENCE.split(details.split("\n")[0].removeprefix("• "))[0]
    if len(first) <= LONGEST_SUMMARY:
        return first
    return first[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _leika(raw: Mapping[str, Any], remarks: Counter[str]) -> str | None:
    written = loose.text(raw.get("leika"))
    found = _LEIKA.findall(written)
    if len(found) > 1:
        remarks["several LeiKa keys: the first one is kept"] += 1
    if written.strip() and not found:
        remarks["LeiKa key that is none"] += 1
    return found[0] if found else None


def _synonyms(raw: Mapping[str, Any]) -> tuple[str, ...]:
    written = loose.text(loose.table(raw.get("meta")).get("keywords"))
    words = (loose.label(word, 80) for word in re.split(r"[,;\n]", written))
    return tuple(dict.fromkeys(word for word in words if word))


def _documents(raw: Mapping[str, Any]) -> tuple[Document, ...]:
    """Berlin lists what to bring; Munich does not, and an empty list says nothing either."""
    return tuple(Document(Phrase(name)) for name in _names(raw.get("requirements")))


def _names(listed: object) -> tuple[str, ...]:
    names = (loose.label(each.get("name")) for each in loose.tables(listed))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_DOCUMENTS]


def _appointment(raw: Mapping[str, Any], details: str) -> AppointmentRule:
    if _BY_APPOINTMENT.search(details):
        return AppointmentRule.REQUIRED
    allowed = [
        loose.table(each.get("appointment")).get("allowed")
        for each in loose.tables(raw.get("locations"))
    ]
    said = [value for value in allowed if isinstance(value, bool)]
    if not said:
        return AppointmentRule.UNKNOWN
    return AppointmentRule.POSSIBLE if any(said) else AppointmentRule.NONE


def _forms(raw: Mapping[str, Any], remarks: Counter[str]) -> tuple[Form, ...]:
    """`forms` and `links` are often the same list, with privacy pages in between."""
    forms: dict[str, Form] = {}
    for listed in ("forms", "links"):
        for each in loose.tables(raw.get(listed)):
            name, written = loose.label(each.get("name")), loose.text(each.get("link"))
            address = loose.web_address(written)
            if written.strip() and not address:
                remarks["link that is not a web address"] += 1
            elif name and address and _is_form(name, address):
                forms.setdefault(address, Form(name, address))
    return tuple(forms.values())


def _is_form(name: str, address: str) -> bool:
    if _PRIVACY.search(name):
        return False
    return bool(_FORM_FILE.search(address) or _FORM_NAME.search(name))


def _online(raw: Mapping[str, Any]) -> OnlineService | None:
    address = loose.web_address(loose.table(raw.get("onlineprocessing")).get("link"))
    return OnlineService(address) if address else None


def _offices(raw: Mapping[str, Any]) -> tuple[str, ...]:
    keys = (loose.key(each.get("location")) for each in loose.tables(raw.get("locations")))
    return tuple(dict.fromkeys(key for key in keys if key))


def _source_url(raw: Mapping[str, Any]) -> str:
    address = loose.web_address(loose.table(raw.get("meta")).get("url"))
    return address.replace("{serviceId}", loose.key(raw.get("id")))
