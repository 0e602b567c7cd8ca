"""The migrations make exactly the tables that the code speaks of, on both databases."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from models.database import Store
from models.migrate import current_is_head, upgrade
from models.schema import metadata
from tests.postgres import Server


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as conn:
        # Alembic cannot compare an empty text as a default on SQLite.
        options: dict[str, object] = {"compare_server_default": engine.dialect.name == "postgresql"}
        if engine.dialect.name == "sqlite":
            # There it is no index but a table of FTS5's, with tables of its own below it.
            options["include_object"] = lambda _, name, *more: not name.startswith("search_index")
        return list(compare_metadata(MigrationContext.configure(conn, opts=options), metadata))


def test_migrated_tables_are_the_tables_of_the_code(store: Store) -> None:
    assert _differences(store.engine) == []


def test_every_constraint_has_the_name_the_code_gives_it(store: Store) -> None:
    found = inspect(store.engine)
    names = {key["name"] for table in metadata.tables for key in found.get_foreign_keys(table)}
    assert names == {
        "fk_answers_person_id_people",
        "fk_audience_announcement_id_announcements",
        "fk_audience_person_id_people",
        "fk_bubbles_answer_id_answers",
        "fk_bubbles_person_id_people",
        "fk_codings_answer_id_answers",
        "fk_consents_person_id_people",
        "fk_digests_person_id_people",
        "fk_inbox_person_id_people",
        "fk_media_bubble_id_bubbles",
        "fk_organisers_person_id_people",
        "fk_outbox_person_id_people",
        "fk_search_docs_answer_id_answers",
        "fk_states_person_id_people",
        "fk_unsent_person_id_people",
        "fk_wakeups_person_id_people",
    }


def test_a_migrated_database_is_at_head(store: Store) -> None:
    assert current_is_head(store)


def test_an_empty_database_is_not_at_head(tmp_path: Path) -> None:
    assert not current_is_head(Store(f"sqlite:///{tmp_path / 'empty.db'}"))


def test_a_database_that_does_not_answer_is_not_at_head(tmp_path: Path) -> None:
    assert not current_is_head(Store(f"sqlite:///{tmp_path}/missing/folder.db"))


def test_migrating_twice_changes_nothing(store: Store) -> None:
    upgrade(store)
    assert _differences(store.engine) == []


def test_migrating_makes_the_folder(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/var/deep/siangkan.db")
    assert (tmp_path / "var/deep/siangkan.db").exists()


def test_four_processes_migrate_an_empty_sqlite_file_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    code = f"from models.migrate import upgrade; upgrade({url!r})"
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]


@pytest.mark.postgres
def test_four_processes_migrate_an_empty_postgres_at_once(postgres: Server) -> None:
    name = "siangkan_migrated_at_once"
    postgres.do(f"CREATE DATABASE {name}")
    code = f"from models.migrate import upgrade; upgrade({postgres.database(name)!r})"
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    ended = [process.wait() for process in running]
    postgres.do(f"DROP DATABASE {name} WITH (FORCE)")
    assert ended == [0, 0, 0, 0]


def test_foreign_keys_are_on_again_after_a_migration(sqlite_url: str) -> None:
    store = Store(sqlite_url, pool_size=1)
    upgrade(store)
    with store.reading() as conn:
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_sqlite_here_is_new_enough_for_upsert_and_returning() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)
