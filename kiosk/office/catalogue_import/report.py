"""What an import brought: what came in, what was left out and why, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.catalogue import Catalogue, Known, Service
from kiosk.office.catalogue_import.readability import TOO_HARD_BELOW, amstad

_LINES_OF_A_LIST = 10


@dataclass(frozen=True, slots=True)
class HardText:
    """A text that many people cannot read; `score` as in `readability.amstad`."""

    service: str
    field: str
    score: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Names of services, compared with the last import."""

    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`dropped` counts by reason what did not come in; `remarks` what looked wrong.

    `entries` and `office_entries` stood in the files, `services` and `offices` came in.
    `first` says that there was no catalogue before.
    """

    source: str
    file: str
    at: datetime
    version: str
    entries: int
    services: int
    office_entries: int
    offices: int
    dropped: Mapping[str, int]
    remarks: Mapping[str, int]
    documents_unknown: int
    fees_unknown: int
    first: bool
    changes: Changes
    hard_texts: tuple[HardText, ...]


def changes_between(old: Catalogue | None, new: Catalogue) -> Changes:
    """Return what is new, removed or different."""
    before: Mapping[str, Service] = old.services if old else {}
    after = new.services
    return Changes(
        new=tuple(after[key].name.de for key in after if key not in before),
        removed=tuple(before[key].name.de for key in before if key not in after),
        changed=tuple(
            after[key].name.de for key in after if key in before and after[key] != before[key]
        ),
    )


def hard_texts(catalogue: Catalogue) -> tuple[HardText, ...]:
    """Return the German texts below the limit, hardest first."""
    found: list[HardText] = []
    for service in catalogue.services.values():
        for field, text in _texts(service):
            score = amstad(text)
            if score is not None and score < TOO_HARD_BELOW:
                found.append(HardText(service.name.de, field, round(score, 1)))
    return tuple(sorted(found, key=lambda hard: hard.score))


def _texts(service: Service) -> Iterator[tuple[str, str]]:
    details = service.details.de
    if not details.startswith(service.summary.de.removesuffix(" …")):
        yield "summary", service.summary.de
    yield "details", details
    yield "fees", "\n".join(fee.text.de for fee in service.fees)


def unknown_documents(catalogue: Catalogue) -> int:
    """Return how many services do not say what to bring."""
    return sum(s.documents_known is Known.UNKNOWN for s in catalogue.services.values())


def unknown_fees(catalogue: Catalogue) -> int:
    """Return how many services do not say what they cost."""
    return sum(s.fees_known is Known.UNKNOWN for s in catalogue.services.values())


def render_report(report: ImportReport) -> str:
    """Return the report as plain text for the command line."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: ImportReport) -> Iterator[str]:
    yield f"{report.file} ({report.source}), {report.at:%Y-%m-%d %H:%M}"
    yield f"Version {report.version}"
    yield f"  {report.services:5} of {report.entries} services came in"
    yield f"  {report.offices:5} of {report.office_entries} offices came in"
    for reason, count in report.dropped.items():
        yield f"  {count:5} left out: {reason}"
    for remark, count in report.remarks.items():
        yield f"  {count:5} × {remark}"
    yield f"  {report.documents_unknown:5} do not say what to bring (shown as unknown, not as none)"
    yield f"  {report.fees_unknown:5} do not say what they cost"
    yield ""
    yield from _change_lines(report)
    yield ""
    yield f"Hard to read (Amstad below {TOO_HARD_BELOW:.0f}): {len(report.hard_texts)} texts"
    for hard in report.hard_texts[:_LINES_OF_A_LIST]:
        yield f"  {hard.score:6.1f}  {hard.service} ({hard.field})"
    if len(report.hard_texts) > _LINES_OF_A_LIST:
        yield f"          and {len(report.hard_texts) - _LINES_OF_A_LIST} more"


def _change_lines(report: ImportReport) -> Iterator[str]:
    if report.first:
        yield "This is the first catalogue."
        return
    if not report.changes:
        yield "Nothing changed since the last import."
        return
    yield "Since the last import:"
    changes = report.changes
    for word, names in (
        ("new", changes.new),
        ("removed", changes.removed),
        ("changed", changes.changed),
    ):
        yield f"  {len(names):5} {word}"
        yield from (f"          {name}" for name in names[:_LINES_OF_A_LIST])
        if len(names) > _LINES_OF_A_LIST:
            yield f"          and {len(names) - _LINES_OF_A_LIST} more"
