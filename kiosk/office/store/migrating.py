"""The numbered steps that bring an older database to the schema of this Foyer."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from kiosk.office.store.trouble import StoreBroken

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that nobody else locks: "foyer" in ASCII.
_ONE_AT_A_TIME = text(f"SELECT pg_advisory_xact_lock({int.from_bytes(b'foyer', 'big')})")


def bring_up_to_date(connection: Connection) -> None:
    """Carry out the steps that are missing; raises `StoreBroken` when one is unknown here."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)  # several office processes may start together
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    _check_known(connection, ScriptDirectory.from_config(config))
    command.upgrade(config, "head")


def _check_known(connection: Connection, steps: ScriptDirectory) -> None:
    known = {step.revision for step in steps.walk_revisions()}
    for found in MigrationContext.configure(connection).get_current_heads():
        if found not in known:
            newest = steps.get_current_head()
            raise StoreBroken(
                f"the database is at step {found}, which this Foyer does not know "
                f"(its newest is {newest}): a newer Foyer has changed it"
            )
