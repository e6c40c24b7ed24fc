"""The services of a town's own files: `services/<department>.toml`, one table per service."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from kiosk.domain.catalogue import (
    AppointmentRule,
    Document,
    Fee,
    Form,
    Known,
    OnlineService,
    Service,
)
from kiosk.office.town_files import Table, Text, TownFileWrong, Words, read_toml, understand

SERVICES_FOLDER = "services"
LONGEST_SUMMARY = 110
_LEIKA = re.compile(r"99\d{12}")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class DocumentTable(Table):
    text: Text
    who: Text = ""
    optional: bool = False


class FeeTable(Table):
    """An amount, or only words where it depends."""

    euro: float | None = None
    text: Text = ""


class FormTable(Table):
    name: str
    url: str


class OnlineTable(Table):
    url: str
    needs_eid: bool = False


class ServiceTable(Table):
    """`documents` and `fees`: left out is unknown, an empty list is none."""

    name: Text
    summary: Text = ""
    details: Text = ""
    leika: str | None = None
    synonyms: list[str] = []
    steps_before: list[Text] = []
    documents: list[str | DocumentTable] | None = None
    fees: list[FeeTable] | None = None
    payment: Text = ""
    minutes: int = 15
    most: int = 1
    appointment: Literal["required", "possible", "none", "unknown"] = "unknown"
    legal_basis: list[str] = []
    forms: list[FormTable] = []
    online: OnlineTable | None = None
    updated: date | None = None
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class ServiceFiles:
    """What the folder says: all services, and which file (= department) lists which."""

    services: Mapping[str, Service]
    files: Mapping[str, tuple[str, ...]]


def read_services(folder: Path, words: Words) -> ServiceFiles:
    """Read all service files of a town's folder; raises `TownFileWrong`."""
    services: dict[str, Service] = {}
    files: dict[str, tuple[str, ...]] = {}
    for file in sorted((folder / SERVICES_FOLDER).glob("*.toml")):
        tables = understand(dict[str, ServiceTable], read_toml(file), file)
        for key, table in tables.items():
            if not _KEY.fullmatch(key):
                raise TownFileWrong(file, key, "a key has small letters, digits and hyphens")
            if key in services:
                raise TownFileWrong(file, key, "is already used by another service")
            services[key] = _Reader(file, key, words).service(table)
        files[file.stem] = tuple(tables)
    return ServiceFiles(services, files)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: Path
    key: str
    words: Words

    def service(self, table: ServiceTable) -> Service:
        self._check(table)
        phrase = self.words.phrase
        return Service(
            key=self.key,
            name=phrase(table.name, *self._at("name")),
            summary=phrase(table.summary, *self._at("summary")),
            details=phrase(table.details, *self._at("details")),
            leika=table.leika,
            synonyms=tuple(table.synonyms),
            steps_before=tuple(phrase(s, *self._at("steps_before")) for s in table.steps_before),
            documents=tuple(self._document(each) for each in table.documents or ()),
            documents_known=_known(table.documents),
            fees=tuple(self._fee(each) for each in table.fees or ()),
            fees_known=_known(table.fees),
            payment=phrase(table.payment, *self._at("payment")),
            planned=timedelta(minutes=table.minutes),
            most=table.most,
            appointment=AppointmentRule(table.appointment),
            legal_basis=tuple(table.legal_basis),
            forms=tuple(Form(form.name, form.url) for form in table.forms),
            online=OnlineService(table.online.url, table.online.needs_eid)
            if table.online
            else None,
            updated=table.updated,
            source_url=table.source_url,
        )

    def _document(self, raw: str | DocumentTable) -> Document:
        table = DocumentTable(text=raw) if isinstance(raw, str) else raw
        text = self.words.phrase(table.text, *self._at("documents"))
        return Document(text, table.optional, self.words.phrase(table.who, *self._at("documents")))

    def _fee(self, table: FeeTable) -> Fee:
        cents = None if table.euro is None else round(table.euro * 100)
        return Fee(self.words.phrase(table.text, *self._at("fees")), cents)

    def _check(self, table: ServiceTable) -> None:
        if not 1 <= table.minutes <= 480:
            self._wrong("minutes", "must be from 1 to 480")
        if not 1 <= table.most <= 99:
            self._wrong("most", "must be from 1 to 99")
        if table.leika is not None and not _LEIKA.fullmatch(table.leika):
            self._wrong("leika", "has 14 digits and begins with 99")
        if any(fee.euro is not None and not 0 <= fee.euro <= 100_000 for fee in table.fees or ()):
            self._wrong("fees", "an amount must be from 0 to 100000 euros")
        urls = [form.url for form in table.forms] + ([table.online.url] if table.online else [])
        if any(not url.startswith(("https://", "http://")) for url in urls):
            self._wrong("forms", "an address begins with https://")

    def _wrong(self, name: str, message: str) -> None:
        raise TownFileWrong(self.file, f"{self.key}.{name}", message)

    def _at(self, name: str) -> tuple[Path, str]:
        return self.file, f"{self.key}.{name}"


def _known(listed: object | None) -> Known:
    if listed is None:
        return Known.UNKNOWN
    return Known.STATED if listed else Known.NONE
