"""Makes a PostgreSQL database that a test has used like new: no row, no client. Never mends a changed table."""

import time
from dataclasses import dataclass
from functools import cache

from psycopg import Connection, sql

from models.schema import metadata
from tests.postgres import Server

# Every change of a table, a column, an index or a constraint writes a row of these catalogs anew.
_CATALOGS = """
SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
    SELECT c.oid || ' ' || c.xmin AS line FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT a.attrelid || ' ' || a.attnum || ' ' || a.xmin FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT k.oid || ' ' || k.xmin FROM pg_constraint k
) lines
"""
_CLIENTS = """
FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""
_COUNT_ANEW = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


@dataclass(frozen=True)
class Used:
    """A copy of the template. `catalogs` tells whether its tables are still the template's."""

    name: str
    catalogs: str

    @classmethod
    def at(cls, name: str, server: Server) -> "Used":
        with server.connected(name) as conn:
            return cls(name, _catalogs(conn))

    def emptied(self, server: Server) -> bool:
        """False when a test has changed more than rows: then the database is of no more use."""
        with server.connected(self.name) as conn:
            _send_away(conn)
            if _catalogs(conn) != self.catalogs:
                return False
            with conn.transaction():
                # The audit log refuses to lose rows; no trigger is asked here.
                conn.execute("SET LOCAL session_replication_role = replica")
                conn.execute(_delete_all())
                conn.execute(_COUNT_ANEW)
        return True


def _send_away(conn: Connection) -> None:
    """Until they are gone: what they were about to commit must not come after the emptying."""
    while conn.execute(f"SELECT pg_terminate_backend(pid) {_CLIENTS}").fetchall():
        time.sleep(0.005)


def _catalogs(conn: Connection) -> str:
    row = conn.execute(_CATALOGS).fetchone()
    assert row is not None
    return str(row[0])


@cache
def _delete_all() -> sql.Composed:
    tables = reversed(metadata.sorted_tables)
    return sql.SQL("; ").join(
        sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)) for table in tables
    )
