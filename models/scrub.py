"""Rewrites the database's files so that no byte of what was erased stays in them. Never looks at anybody's words.

`secure_delete` is not enough: when SQLite balances a tree it leaves copies of rows in the gaps of pages, and erasing
a row later does not reach those; only VACUUM does, and a WAL keeps old pages until it is truncated. PostgreSQL keeps
erased rows until a table is rewritten, and samples of columns in its statistics. Every erasure leaves a mark in
`slots`, in its own transaction, and the mark goes when the files are clean: a crash in between loses none.

One mark stands for all erasures of a minute. Each moves it a little, so that a scrub takes away none that it did not
know.
"""

import sqlite3
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from models import searching, slots
from models.database import Store
from models.scrub_postgres import rewritten as postgres_rewritten
from models.upsert import chosen

_KIND = "scrub"
_SHORT_MS = 100  # others wait for us as long as this: a checkpoint and a queued lock hold them up
_TRIES = 5
_LAST_SENT_MS = 15 * 60_000  # by then a reply went out, or nobody waits for it any more
_MINUTE_MS = 60_000
_rows = slots.slots
# Back and not on: so it is due all the same, and can never be taken for one that was made anew later.
_KEY, _ONE_MORE = ("kind", "slot"), {"taken_at": _rows.c.taken_at - 1}
_MARK = {
    "sqlite": sqlite.insert(_rows).on_conflict_do_update(index_elements=_KEY, set_=_ONE_MORE),
    "postgresql": postgresql.insert(_rows).on_conflict_do_update(index_elements=_KEY, set_=_ONE_MORE),
}
_WANTED = select(_rows.c.slot, _rows.c.taken_at).where(
    _rows.c.kind == _KIND, _rows.c.taken_at <= bindparam("now")
)
_WANTED = _WANTED.order_by(_rows.c.taken_at)
_DONE = delete(_rows).where(
    _rows.c.kind == _KIND, _rows.c.slot == bindparam("minute"), _rows.c.taken_at == bindparam("at")
)
_SQLITE_BYTES = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
Mark = tuple[str, int]
"""The minute, and since when it is due: a millisecond earlier for each erasure after the first."""


def want(conn: Connection, now: int) -> None:
    """To be called last in the transaction that erases: whoever erases in the same minute waits for its end. Marks
    twice: what still waits to be sent may repeat the words."""
    minute = now // _MINUTE_MS
    later = minute + _LAST_SENT_MS // _MINUTE_MS + 1
    for each, due in ((minute, now), (later, later * _MINUTE_MS)):
        conn.execute(chosen(_MARK, conn), {"kind": _KIND, "slot": str(each), "taken_at": due})


def wanted(conn: Connection, now: int) -> list[Mark]:
    return [(minute, at) for minute, at in conn.execute(_WANTED, {"now": now})]


def size(conn: Connection) -> int:
    """Bytes of the database: what a scrub has to write anew."""
    if conn.dialect.name == "sqlite":
        return int(conn.execute(_SQLITE_BYTES).scalar_one())
    return int(conn.execute(select(func.pg_database_size(func.current_database()))).scalar_one())


def scrub(store: Store, now: int) -> bool:
    """False when somebody was in the way: what was marked stays marked."""
    with store.reading() as conn:
        marks = wanted(conn, now)
    clean = _rewritten(store)
    if clean:
        done(store, marks)
    return clean


def done(store: Store, marks: Sequence[Mark]) -> None:
    """A mark that counts more erasures by now than it did stays."""
    if marks:
        with store.writing() as conn:
            conn.execute(_DONE, [{"minute": minute, "at": at} for minute, at in marks])


def truncate(store: Store) -> bool:
    """Only the WAL of SQLite, which costs little. PostgreSQL recycles its own."""
    if not store.is_sqlite:
        return True
    return _on_a_connection_of_its_own(store, _truncated)


def _rewritten(store: Store) -> bool:
    return _on_a_connection_of_its_own(store, _sqlite_rewritten if store.is_sqlite else postgres_rewritten)


def _on_a_connection_of_its_own(store: Store, work: Any) -> bool:
    """Outside any transaction; afterwards it is closed, because it was set up for this work only."""
    connection = store.engine.raw_connection()
    try:
        return bool(work(connection.driver_connection))
    finally:
        connection.invalidate()


def _sqlite_rewritten(connection: sqlite3.Connection) -> bool:
    """Writes wait meanwhile, reads do not."""
    try:
        connection.execute(searching.FORGET)
        connection.execute("VACUUM")
    except sqlite3.OperationalError:
        return False
    return _truncated(connection)


def _truncated(connection: sqlite3.Connection) -> bool:
    """As long as a reader stands in an older page, the WAL cannot be cut."""
    connection.execute(f"PRAGMA busy_timeout={_SHORT_MS}")
    for _ in range(_TRIES):
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return True
        time.sleep(_SHORT_MS / 1000)
    return False
