"""INSERT … ON CONFLICT for both databases: the same words in two dialects. Holds no table."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

Statements = Mapping[str, Insert]


def replacing(table: Table, keys: Sequence[str]) -> Statements:
    """Insert, or overwrite every other column of the row that has these keys."""
    others = [column.name for column in table.c if column.name not in keys and not column.primary_key]
    made: dict[str, Insert] = {}
    for name, insert in (("sqlite", sqlite.insert(table)), ("postgresql", postgresql.insert(table))):
        new = {column: insert.excluded[column] for column in others}
        made[name] = insert.on_conflict_do_update(index_elements=keys, set_=new)
    return made


def ignoring(table: Table) -> Statements:
    """Insert, or do nothing and return nothing where a row is in the way."""
    return {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }


def chosen(statements: Statements, conn: Connection) -> Insert:
    return statements[conn.dialect.name]
