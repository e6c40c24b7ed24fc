"""A note to a colleague lives as long as its ticket, and is not on the disk afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.history import Happening, rebuild
from kiosk.domain.tickets import TicketEvent
from kiosk.office.store import Store
from tests.support.branch import Branch
from tests.support.small_town import CITIZENS, VEHICLES

NOTE = "Merkzettel Qx7 für die Kollegin"
E = TicketEvent


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    store = Store(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    store.migrate()
    branch = Branch(store)
    branch.sits("ayse", "desk-1")
    branch.sits("bernd", "desk-2")
    return branch


def files_with(folder: Path, words: str) -> set[str]:
    """Return the files of the books in which these words stand, in whatever way."""
    forms = (words.encode(), words.encode("utf-16-le"), words.encode("unicode_escape"))
    return {
        path.name for path in folder.iterdir() if any(form in path.read_bytes() for form in forms)
    }


def passes_on(branch: Branch, last: TicketEvent) -> str:
    """Let somebody be passed on with a note, and be served to some end; return the ticket's id."""
    drawn = branch.draws(CITIZENS)
    branch.calls("ayse")
    branch.does("ayse", E.APPEAR)
    with branch.store.writing() as books:
        ticket = books.tickets.get(drawn.ticket_id)
        assert ticket is not None
        noted = Happening(E.TRANSFER, branch.now, desk="desk-1", department=VEHICLES, note=NOTE)
        assert books.tickets.move(ticket, noted) is not None
    assert branch.ticket(drawn.ticket_id).note == NOTE
    branch.calls("bernd")
    if last is not E.CANCEL:
        branch.does("bernd", E.APPEAR)
    if last is E.CLOSE_DAY:
        with branch.store.writing() as books:
            books.tickets.move(branch.ticket(drawn.ticket_id), Happening(last, branch.now))
    else:
        branch.does("bernd", last)
    return drawn.ticket_id


@pytest.mark.parametrize("last", [E.FINISH, E.CANCEL, E.CLOSE_DAY])
def test_the_note_ends_with_its_ticket(branch: Branch, tmp_path: Path, last: TicketEvent) -> None:
    ticket_id = passes_on(branch, last)
    with branch.store.reading() as books:
        issued, happenings = books.tickets.history(ticket_id)
    assert all(each.note == "" for each in happenings)
    assert rebuild(issued, happenings) == branch.ticket(ticket_id)
    # The log that is written ahead keeps older pages until it is folded into the file.
    assert files_with(tmp_path, "Qx7") <= {"office.sqlite3-wal"}
    branch.clockwork.new_day(branch.now)
    assert files_with(tmp_path, "Qx7") == set()


def test_a_note_stays_as_long_as_somebody_needs_it(branch: Branch) -> None:
    drawn = branch.draws(CITIZENS)
    branch.calls("ayse")
    branch.does("ayse", E.APPEAR)
    ticket = branch.desks.act("ayse", branch.key(), E.PARK, branch.now, note=NOTE)
    assert ticket is not None and ticket.note == NOTE
    branch.clockwork.new_day(branch.now)
    with branch.store.reading() as books:
        _, happenings = books.tickets.history(drawn.ticket_id)
    assert happenings[-1].note == NOTE == branch.ticket(drawn.ticket_id).note


def test_the_log_is_folded_when_the_books_are_closed(branch: Branch, tmp_path: Path) -> None:
    passes_on(branch, E.FINISH)
    branch.store.close()
    assert files_with(tmp_path, "Qx7") == set()
