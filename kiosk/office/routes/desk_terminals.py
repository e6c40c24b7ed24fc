"""The terminals as the desk shows them: a word, a tone and what to do, for every condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.devices import PrinterCondition, PrinterNews
from kiosk.office.terminals import Terminal
from kiosk.texts import Texts

_MM_PER_METRE = 1_000
GOOD, WARN, BAD, AWAY = "good", "warn", "bad", "away"
_URGENCY = (BAD, AWAY, WARN, GOOD)


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """One terminal, ready to be read. `since` is None where it does not matter.

    `alarm` is empty unless somebody has to go there; then it is the same text for as long as it is
    the same trouble, so that one sound is enough, and `cure` says what to do.
    """

    name: str
    tone: str
    words: str
    since: datetime | None
    alarm: str = ""
    cure: str = ""


Said = Callable[[Texts], str]
Measured = Callable[[Texts, int], str]
_WORDS: Mapping[PrinterCondition, Said] = {
    PrinterCondition.READY: lambda t: t._("Drucker bereit"),
    PrinterCondition.PAPER_LOW: lambda t: t._("Papier geht zu Ende"),
    PrinterCondition.OUT_OF_PAPER: lambda t: t._("Papier leer"),
    PrinterCondition.COVER_OPEN: lambda t: t._("Druckerdeckel offen"),
    PrinterCondition.CUTTER_JAM: lambda t: t._("Papier klemmt im Drucker"),
    PrinterCondition.HEAD_HOT: lambda t: t._("Drucker zu heiß, kühlt ab"),
    PrinterCondition.OFFLINE: lambda t: t._("Drucker druckt nicht"),
    PrinterCondition.DEFECTIVE: lambda t: t._("Drucker defekt"),
    PrinterCondition.UNREACHABLE: lambda t: t._("Drucker nicht erreichbar"),
}
_WITH_METRES: Mapping[PrinterCondition, Measured] = {
    PrinterCondition.READY: lambda t, m: t._(
        "Drucker bereit, noch etwa {metres} m Papier", metres=m
    ),
    PrinterCondition.PAPER_LOW: lambda t, m: t._(
        "Papier geht zu Ende, noch etwa {metres} m", metres=m
    ),
}
_CURES: Mapping[PrinterCondition, Said] = {
    PrinterCondition.OUT_OF_PAPER: lambda t: t._("Bitte eine neue Rolle einlegen."),
    PrinterCondition.COVER_OPEN: lambda t: t._("Bitte den Deckel schließen."),
    PrinterCondition.CUTTER_JAM: lambda t: t._("Bitte das Papier am Messer lösen."),
    PrinterCondition.OFFLINE: lambda t: t._("Bitte am Drucker nachsehen."),
    PrinterCondition.DEFECTIVE: lambda t: t._("Bitte den Drucker aus- und wieder einschalten."),
    PrinterCondition.UNREACHABLE: lambda t: t._("Bitte Strom und Kabel prüfen."),
}


def terminal_rows(terminals: Iterable[Terminal], words: Texts) -> list[TerminalRow]:
    """Return the terminals in the words of the desk; who needs somebody comes first."""
    rows = (_row(each, words) for each in terminals)
    return sorted(rows, key=lambda row: (_URGENCY.index(row.tone), row.name))


def _row(terminal: Terminal, t: Texts) -> TerminalRow:
    name, printer = terminal.name, terminal.printer
    if not terminal.here:
        return TerminalRow(name, AWAY, t._("nicht verbunden"), terminal.since)
    if printer is None:
        return TerminalRow(name, GOOD, t._("verbunden"), None)
    condition = printer.condition
    said = _said(printer, t)
    if condition.prints:
        tone = GOOD if condition is PrinterCondition.READY else WARN
        return TerminalRow(name, tone, said, None)
    if not condition.needs_somebody:
        return TerminalRow(name, WARN, said, printer.since)
    alarm = f"{name} {condition} {printer.since.isoformat()}"
    return TerminalRow(name, BAD, said, printer.since, alarm, _CURES[condition](t))


def _said(printer: PrinterNews, t: Texts) -> str:
    measured = _WITH_METRES.get(printer.condition)
    if measured is None or not printer.paper_left_mm:  # not counted, or a roll that is longer
        return _WORDS[printer.condition](t)
    return measured(t, max(1, round(printer.paper_left_mm / _MM_PER_METRE)))
