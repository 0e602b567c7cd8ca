"""Brings a database to the newest tables, and tells whether it is there. The only door to Alembic."""

import threading
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from models.database import Store, open_store

# Alembic keeps the run it is in as a global of its own.
_ONE_AT_A_TIME = threading.Lock()
_FOLDER = Path(__file__).parent / "migrations"


def upgrade(store: Store | str) -> None:
    """All in one transaction: a failed migration leaves the database as it was."""
    opened = open_store(store) if isinstance(store, str) else store
    config = _config()
    config.attributes["store"] = opened
    try:
        with _ONE_AT_A_TIME:
            command.upgrade(config, "head")
    finally:
        if opened is not store:
            opened.close()


def current_is_head(store: Store) -> bool:
    try:
        with store.reading() as conn:
            return MigrationContext.configure(conn).get_current_revision() == head()
    except SQLAlchemyError:
        return False


@cache
def head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config
