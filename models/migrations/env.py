"""Runs the migrations for `models/migrate.py`: one transaction, one process at a time. Knows no settings."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from models.database import Store
from models.schema import metadata


@contextmanager
def _without_foreign_keys(store: Store) -> Iterator[Connection]:
    """SQLite rebuilds a table to change it; with foreign keys on, dropping the old one deletes the rows that
    hang on it. The switch works only outside a transaction."""
    with store.engine.connect() as conn:
        driver = conn.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with conn.execution_options(immediate=True).begin():
                yield conn
                if broken := conn.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError(f"the migration left rows of {broken[0]} that point nowhere")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def _run(store: Store) -> None:
    opened = _without_foreign_keys(store) if store.is_sqlite else store.writing("migration")
    with opened as conn:
        context.configure(
            connection=conn,
            target_metadata=metadata,
            transactional_ddl=True,
            render_as_batch=True,
        )
        with context.begin_transaction():
            context.run_migrations()


_run(context.config.attributes["store"])
