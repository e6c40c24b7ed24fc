"""A terminal that draws numbers until it is killed, and says what it has done.

Run as `python -m tests.terminal.draws_for_ever NOTEBOOK`. A line is written after the notebook
has answered, never before: "drawn ID A042", "shown ID A042".
"""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.terminal.acts import Drawn
from kiosk.terminal.notebook import Notebook, number_of

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def draw(notebook: Notebook) -> bool:
    """Draw a number and show every third; False when there is none left."""
    new = Drawn(secrets.token_hex(8), "K7Q2MX4W", number_of("A"), DAY, "melden", (), "de", NOON)
    drawn = notebook.draw(new, alone=True)
    if drawn is None:
        return False
    print("drawn", drawn.ticket_id, drawn.number, flush=True)
    if drawn.number.value % 3 == 0:
        notebook.shown(drawn, NOON)
        print("shown", drawn.ticket_id, drawn.number, flush=True)
    return True


if __name__ == "__main__":
    kept = Notebook(Path(sys.argv[1]))
    while draw(kept):
        pass
