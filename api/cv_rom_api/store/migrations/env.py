"""Runs the migrations on the connection that `Database.open` gives."""

from alembic import context

from cv_rom_api.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
