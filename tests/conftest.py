"""Databases for tests: a real SQLite file and a real PostgreSQL, migrated once and copied for every test."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.database import Store
from models.migrate import upgrade
from tests.emptying import Used
from tests.postgres import NoPostgres, Server, server

_TEMPLATE = "siangkan_template"
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "siangkan.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    try:
        with server() as running:
            running.do(f"DROP DATABASE IF EXISTS {_TEMPLATE} WITH (FORCE)")
            running.do(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'")
            upgrade(running.database(_TEMPLATE))
            yield running
    except NoPostgres as reason:
        # On CI a missing database would silently halve the tests.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"NO POSTGRESQL: {reason}")  # noqa: TID251


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'siangkan.db')}"


@pytest.fixture(scope="session")
def used(postgres: Server) -> Iterator[list[Used]]:
    """Databases that a test has left as empty as a new one."""
    used: list[Used] = []
    yield used
    for database in used:
        postgres.do(f"DROP DATABASE {database.name} WITH (FORCE)")


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres: Server, used: list[Used]) -> Iterator[str]:
    """To copy the template takes ten times as long as to empty a database that another test has used."""
    anew = not used or request.node.get_closest_marker("new_files")
    database = Used.at(_new(postgres), postgres) if anew else used.pop()
    yield postgres.database(database.name)
    if database.emptied(postgres):
        used.append(database)
    else:
        postgres.do(f"DROP DATABASE {database.name} WITH (FORCE)")


def _new(postgres: Server) -> str:
    name = f"siangkan_test_{os.getpid()}_{next(_numbers)}"
    postgres.do(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    return name


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(scope="module", params=KINDS)
def shared_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """One of each kind for all tests of a file, whose processes are too slow to start for every test."""
    if request.param == "sqlite":
        folder = request.getfixturevalue("tmp_path_factory").mktemp("shared")
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), folder / 'siangkan.db')}"
        return
    postgres = request.getfixturevalue("postgres")
    name = _new(postgres)
    yield postgres.database(name)
    postgres.do(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()
