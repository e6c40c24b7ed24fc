"""The terminal's notebook: what must survive a power cut, and nothing about anybody.

Leased numbers, tickets the office has not heard of, the ticket on the glass, print jobs that
were begun, and the last known town. Every write is durable when the method returns.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from devices.printer import Blocked, Outcome
from kiosk.domain.numbers import Hand, TicketNumber
from kiosk.domain.wire import build, plain
from kiosk.terminal.acts import Drawn
from kiosk.terminal.print_jobs import ticket_of

RESUME_WITHIN = timedelta(minutes=3)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS hand (
    day TEXT NOT NULL, prefix TEXT NOT NULL, facts TEXT NOT NULL, PRIMARY KEY (day, prefix));
CREATE TABLE IF NOT EXISTS outbox (
    ticket_id TEXT PRIMARY KEY, drawn TEXT NOT NULL, shown INTEGER NOT NULL, told INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS glass (
    slot INTEGER PRIMARY KEY CHECK (slot = 1), drawn TEXT NOT NULL, at TEXT NOT NULL,
    job TEXT, word TEXT);
CREATE TABLE IF NOT EXISTS print_job (job_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, facts TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The ticket on the glass of an earlier life, its print job and the last word on that."""

    drawn: Drawn
    job_id: str | None
    word: str | None


class Notebook:
    """One SQLite file, written by the terminal alone. All methods take well under 5 ms."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = Database(path)
        self._db.execute("PRAGMA journal_mode=WAL")
        # A number that was shown must never be shown to somebody else after a power cut.
        self._db.execute("PRAGMA synchronous=FULL")
        # What is deleted is overwritten: a stolen disk tells nothing about a visit.
        self._db.execute("PRAGMA secure_delete=ON")
        self._db.executescript(_SCHEMA)
        # Only at the start: a ticket that is being drawn now is on its way to the glass.
        self._left_over = {drawn.ticket_id for drawn in self._unseen()}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # -------------------------------------------------------------- numbers
    def hand(self, day: date, prefix: str) -> Hand:
        """Return the numbers of one letter that are left for this day."""
        row = self._one("SELECT facts FROM hand WHERE day = ? AND prefix = ?", day, prefix)
        return build(Hand, json.loads(row[0])) if row else Hand(prefix, day)

    def keep_hand(self, hand: Hand) -> None:
        """Keep what the office has leased."""
        with self._db.atomic():
            self._put_hand(hand)

    def _put_hand(self, hand: Hand) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO hand VALUES (?, ?, ?)",
            (hand.day.isoformat(), hand.prefix, _text(hand)),
        )

    def forget_hands_before(self, day: date) -> None:
        """Numbers of yesterday are worth nothing."""
        with self._db.atomic():
            self._db.execute("DELETE FROM hand WHERE day < ?", (day.isoformat(),))

    def draw(self, drawn: Drawn, *, alone: bool) -> Drawn | None:
        """Take a number and write the ticket down, in one step; None when the hand is empty.

        The number in `drawn` is replaced by the one taken.
        """
        with self._db.atomic():
            used = self.hand(drawn.day, drawn.number.prefix).use(alone=alone)
            if used is None:
                return None
            hand, number = used
            self._put_hand(hand)
            taken = replace(drawn, number=number)
            self._db.execute(
                "INSERT INTO outbox VALUES (?, ?, 0, 0)", (taken.ticket_id, _text(taken))
            )
        return taken

    # -------------------------------------------------------------- outbox
    def told(self, ticket_id: str) -> None:
        """The office knows this ticket."""
        self._mark("UPDATE outbox SET told = 1 WHERE ticket_id = ?", ticket_id)

    def shown(self, drawn: Drawn, now: datetime) -> None:
        """The number is on the glass: somebody holds it."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO glass VALUES (1, ?, ?, NULL, NULL)",
                (_text(drawn), now.isoformat()),
            )
            self._mark("UPDATE outbox SET shown = 1 WHERE ticket_id = ?", drawn.ticket_id)

    def drop(self, ticket_id: str) -> None:
        """Nobody holds this ticket and the office does not keep it."""
        with self._db.atomic():
            self._db.execute("DELETE FROM outbox WHERE ticket_id = ?", (ticket_id,))

    def _mark(self, statement: str, ticket_id: str) -> None:
        with self._db.atomic():
            self._db.execute(statement, (ticket_id,))
            self._db.execute("DELETE FROM outbox WHERE shown = 1 AND told = 1")

    def undelivered(self) -> list[Drawn]:
        """Return tickets that somebody holds and the office has not confirmed, oldest first."""
        return self._drawn("SELECT drawn FROM outbox WHERE shown = 1 AND told = 0 ORDER BY rowid")

    def never_shown(self) -> list[Drawn]:
        """Return tickets of an earlier life that nobody has seen: the terminal was killed."""
        return [drawn for drawn in self._unseen() if drawn.ticket_id in self._left_over]

    def leave_over(self, ticket_id: str) -> None:
        """This ticket will not be shown any more."""
        self._left_over.add(ticket_id)

    def _unseen(self) -> list[Drawn]:
        return self._drawn("SELECT drawn FROM outbox WHERE shown = 0 ORDER BY rowid")

    def _drawn(self, query: str) -> list[Drawn]:
        with closing(self._db.execute(query)) as rows:
            return [build(Drawn, json.loads(row[0])) for row in rows]

    # -------------------------------------------------------------- the glass
    def on_the_glass(self, now: datetime) -> LeftBehind | None:
        """Return the ticket that was shown when the terminal was killed a moment ago."""
        row = self._one("SELECT drawn, at, job, word FROM glass")
        # A clock that was set back meanwhile says nothing about when "a moment ago" was.
        if row is None or abs(now - datetime.fromisoformat(row[1])) > RESUME_WITHIN:
            return None
        return LeftBehind(build(Drawn, json.loads(row[0])), row[2], row[3])

    def clear_glass(self) -> None:
        """The visit is over; the write-ahead log forgets it, too."""
        with self._db.atomic():
            self._db.execute("DELETE FROM glass")
        with closing(self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")):
            pass

    # -------------------------------------------------------------- what was known last
    def keep(self, name: str, text: str) -> None:
        """Keep a JSON text under a name (the town, its version, the last line)."""
        if self.known(name) == text:
            return
        with self._db.atomic():
            self._db.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", (name, text))

    def known(self, name: str) -> str | None:
        """Return what was kept under a name, or None."""
        row = self._one("SELECT facts FROM known WHERE name = ?", name)
        return row[0] if row else None

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        bound = tuple(v.isoformat() if isinstance(v, date) else v for v in values)
        with closing(self._db.execute(query, bound)) as rows:
            row: tuple[Any, ...] | None = rows.fetchone()
            return row

    # -------------------------------------------------------------- print jobs
    def begin_job(self, job_id: str) -> None:
        """Note a print job before its first byte, also for its ticket on the glass."""
        with self._db.atomic():
            self._db.execute("INSERT OR REPLACE INTO print_job VALUES (?)", (job_id,))
            ticket = ticket_of(job_id)
            if ticket is not None:
                # A list is printed for the same citizen, but says nothing of the ticket's paper.
                self._db.execute(
                    "UPDATE glass SET job = ?, word = NULL"
                    " WHERE json_extract(drawn, '$.ticket_id') = ?",
                    (job_id, ticket[0]),
                )

    def end_job(self, job_id: str, word: str) -> None:
        """Note the word on a print job, also for the ticket on the glass, in one step."""
        with self._db.atomic():
            self._db.execute("DELETE FROM print_job WHERE job_id = ?", (job_id,))
            self._db.execute("UPDATE glass SET word = ? WHERE job = ?", (word, job_id))

    def open_jobs(self) -> list[str]:
        with closing(self._db.execute("SELECT job_id FROM print_job")) as rows:
            return [row[0] for row in rows]


class PrintJournal:
    """The printer's memory of begun jobs, kept in the notebook."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook

    async def begin(self, job_id: str) -> None:
        """Note the job before its first byte."""
        self._notebook.begin_job(job_id)

    async def end(self, job_id: str, outcome: Outcome) -> None:
        """Note that the word on the job is known."""
        if not isinstance(outcome, Blocked):
            self._notebook.end_job(job_id, outcome.code)

    async def unfinished(self) -> Collection[str]:
        """Return the jobs of an earlier life."""
        return self._notebook.open_jobs()


def _text(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def number_of(prefix: str) -> TicketNumber:
    """Return a place-holder number that `Notebook.draw` replaces."""
    return TicketNumber(prefix, 1)
