"""Alembic runs the numbered steps on the connection the store has opened."""

from alembic import context

from kiosk.office.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
