"""What Alembic runs to apply migrations: on the connection and the version table that `Database.migrate` hands over."""

from __future__ import annotations

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    version_table=attributes["version_table"],
    target_metadata=None,
    # SQLite alters tables by copying them; batch mode does it in one transaction.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
