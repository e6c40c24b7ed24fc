"""The first books: tickets, events, numbers, acts, accounts, sessions, seats, overrides."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _tickets()
    _numbers()
    _accounts()


def _tickets() -> None:
    op.create_table(
        "ticket",
        sa.Column("ticket_id", sa.String(26), primary_key=True),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("prefix", sa.String(1), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("department", sa.String(64), nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("desk", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("queued_at", _MOMENT, nullable=False),
        sa.Column("planned_s", sa.Integer, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.UniqueConstraint("day", "prefix", "number", name="one_number_a_day"),
        sa.UniqueConstraint("day", "code", name="one_code_a_day"),
    )
    op.create_index(
        "ticket_in_line",
        "ticket",
        ["day", "department", "state", "planned_s", "ticket_id", "version"],
    )
    op.create_index("ticket_by_state", "ticket", ["state", "day"])
    at_desk = sa.text("state IN ('called', 'serving')")
    op.create_index(
        "one_open_call_per_desk",
        "ticket",
        ["desk"],
        unique=True,
        sqlite_where=at_desk,
        postgresql_where=at_desk,
    )
    op.create_table(
        "event",
        sa.Column("ticket_id", sa.String(26), sa.ForeignKey("ticket.ticket_id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
    )
    op.create_index("event_by_time", "event", ["event", "at"])
    op.create_table(
        "act",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
    )


def _numbers() -> None:
    op.create_table(
        "number_series",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("prefix", sa.String(1), primary_key=True),
        sa.Column("below", sa.Integer, nullable=False),
        sa.Column("above", sa.Integer, nullable=False),
    )
    op.create_table(
        "number_lease",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("prefix", sa.String(1), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("terminal", sa.String(64), nullable=False),
    )


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("account_id", sa.String(32), primary_key=True),
        sa.Column("login", sa.String(64), nullable=False, unique=True),
        sa.Column("shown_as", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    account = sa.ForeignKey("account.account_id")
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("account_id", sa.String(32), account, nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "seat",
        sa.Column("desk", sa.String(64), primary_key=True),
        sa.Column(
            "account_id",
            sa.String(32),
            sa.ForeignKey("account.account_id"),
            nullable=False,
            unique=True,
        ),
        sa.Column("facts", sa.JSON, nullable=False),
    )
    op.create_table(
        "override",
        sa.Column("department", sa.String(64), primary_key=True),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
    )
