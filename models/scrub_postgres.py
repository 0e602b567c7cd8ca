"""Rewrites the tables of PostgreSQL so that no erased row stays in their files. Needs no rights but the owner's.

Erased rows stay where they are until a table is rewritten, and samples of columns stay in the statistics. The WAL of
the server is out of reach for an owner: it loses old pages as checkpoints come.
"""

import time
from typing import Any, TypeAlias

import psycopg
from sqlalchemy.dialects import postgresql

from models.schema import metadata

Postgres: TypeAlias = "psycopg.Connection[Any]"
_SHORT_MS = 100  # whoever comes after a queued lock waits as long as we do
_TRIES = 5
_ONE_AT_A_TIME = 7_264_611
# A sample of these would be somebody's words, or would tell who somebody is.
_NEVER_SAMPLED = {
    "answers": ("text",),
    "bubbles": ("text", "message_id"),
    "codings": ("masked",),
    "doomed_files": ("name",),
    "groups": ("handle", "sealed"),
    "inbox": ("raw",),
    "media": ("message_id", "name"),
    "search_docs": ("words",),
    "outbox": ("messages", "target", "sealed", "reply_token"),
    "people": ("handle", "sealed", "reply_token"),
    "states": ("json",),
    "unsent": ("message_id",),
}
_SAMPLED = (
    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname = ANY(%s)"
    " AND coalesce(attstattarget, -1) <> 0"
)

_IN_THE_WAY = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)
_POSTGRES = postgresql.dialect()  # type: ignore[no-untyped-call]


def rewritten(connection: Postgres) -> bool:
    """False when somebody was in the way."""
    connection.rollback()
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{_SHORT_MS}ms'")
    (ours,) = connection.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_AT_A_TIME]).fetchone() or (False,)
    if not ours:
        return False
    try:
        _stop_sampling(connection)
        return _nobody_looks_back(connection) and all(
            _table_rewritten(connection, name) for name in (*metadata.tables, "pg_statistic")
        )
    except _IN_THE_WAY:
        return False


def _nobody_looks_back(connection: Postgres) -> bool:
    """Rows that an older look at the database may still read are kept. A row that is erased now tells: when it can be
    taken away, so can all that was erased before it."""
    left: list[int] = []
    connection.add_notice_handler(lambda notice: left.append(_dead_rows_left(notice.message_detail or "")))
    connection.execute(
        "INSERT INTO slots (kind, slot, taken_at) VALUES ('probe', '', 0) ON CONFLICT DO NOTHING"
    )
    connection.execute("DELETE FROM slots WHERE kind = 'probe'")
    for _ in range(_TRIES):
        left.clear()
        if _table_rewritten(connection, "slots") and not any(left):
            return True
        time.sleep(_SHORT_MS / 1000)
    return False


def _table_rewritten(connection: Postgres, name: str) -> bool:
    for _ in range(_TRIES):
        try:
            connection.execute(f'VACUUM (FULL, VERBOSE) "{name}"')
        except _IN_THE_WAY:
            time.sleep(_SHORT_MS / 1000)
        else:
            return True
    return False


def _dead_rows_left(detail: str) -> int:
    """The first number that VACUUM tells: rows that an older look at the database still holds."""
    first = detail.split(" ", 1)[0]
    return int(first) if first.isdigit() else 0


def _stop_sampling(connection: Postgres) -> None:
    """A change of type, even to the same, drops the samples there are; none are taken any more."""
    for table, columns in _NEVER_SAMPLED.items():
        for (column,) in connection.execute(_SAMPLED, [table, list(columns)]).fetchall():
            kind = metadata.tables[table].c[column].type.compile(_POSTGRES)
            connection.execute(
                f"ALTER TABLE {table} ALTER {column} SET STATISTICS 0, ALTER {column} TYPE {kind}"
            )
