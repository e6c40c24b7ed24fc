"""The rows of the office: one schema for SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """A timezone-aware moment; SQLite keeps it in UTC without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


TICKETS = Table(
    "ticket",
    METADATA,
    Column("ticket_id", String(26), primary_key=True),
    Column("code", String(8), nullable=False),
    Column("prefix", String(1), nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("department", String(64), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("desk", String(64)),
    Column("version", Integer, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("planned_s", Integer, nullable=False),
    # The whole ticket as the domain knows it; the columns above are there to be searched.
    Column("facts", JSON, nullable=False),
    UniqueConstraint("day", "prefix", "number", name="one_number_a_day"),
    UniqueConstraint("day", "code", name="one_code_a_day"),
)
# The line of one department: whoever looks at it finds all it needs in the index itself.
Index(
    "ticket_in_line",
    TICKETS.c.day,
    TICKETS.c.department,
    TICKETS.c.state,
    TICKETS.c.planned_s,
    TICKETS.c.ticket_id,
    TICKETS.c.version,
)
# State first: open tickets of earlier days are looked for every second, and there are few.
Index("ticket_by_state", TICKETS.c.state, TICKETS.c.day)
# "One open call per desk" is the database's own promise.
_AT_DESK = text("state IN ('called', 'serving')")
Index(
    "one_open_call_per_desk",
    TICKETS.c.desk,
    unique=True,
    sqlite_where=_AT_DESK,
    postgresql_where=_AT_DESK,
)

EVENTS = Table(
    "event",
    METADATA,
    Column("ticket_id", String(26), ForeignKey("ticket.ticket_id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("event", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("facts", JSON, nullable=False),
)

# The last calls of all desks, newest first.
Index("event_by_time", EVENTS.c.event, EVENTS.c.at)

SERIES = Table(
    "number_series",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("prefix", String(1), primary_key=True),
    Column("below", Integer, nullable=False),
    Column("above", Integer, nullable=False),
)

LEASES = Table(
    "number_lease",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("prefix", String(1), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("terminal", String(64), nullable=False),
)

ACTS = Table(
    "act",
    METADATA,
    # A command that was carried out; sent again under the same key it answers the same.
    # The key is a SHA-256 of who has sent it and of the key the browser has made.
    Column("key", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("outcome", JSON, nullable=False),
)

ACCOUNTS = Table(
    "account",
    METADATA,
    Column("account_id", String(32), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("shown_as", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

SESSIONS = Table(
    "session",
    METADATA,
    # Only the SHA-256 of the cookie is kept: a stolen database opens no session.
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", String(32), ForeignKey("account.account_id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

SEATS = Table(
    "seat",
    METADATA,
    Column("desk", String(64), primary_key=True),
    Column("account_id", String(32), ForeignKey("account.account_id"), nullable=False, unique=True),
    Column("facts", JSON, nullable=False),
)

OVERRIDES = Table(
    "override",
    METADATA,
    Column("department", String(64), primary_key=True),
    Column("until", Moment, nullable=False),
    Column("facts", JSON, nullable=False),
)
