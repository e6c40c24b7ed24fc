"""The books of the office inside one transaction, a part for each noun."""

from __future__ import annotations

from sqlalchemy import Connection

from kiosk.office.store.account_rows import AccountRows
from kiosk.office.store.act_rows import ActRows
from kiosk.office.store.call_rows import CallRows
from kiosk.office.store.number_rows import NumberRows
from kiosk.office.store.recollection import Recollection
from kiosk.office.store.seat_rows import SeatRows
from kiosk.office.store.ticket_rows import TicketRows


class Books:
    """What one transaction can read and write."""

    def __init__(self, connection: Connection, recollection: Recollection) -> None:
        self.recollection = recollection
        self.tickets = TicketRows(connection, recollection)
        self.calls = CallRows(connection)
        self.acts = ActRows(connection)
        self.numbers = NumberRows(connection)
        self.seats = SeatRows(connection)
        self.accounts = AccountRows(connection)
