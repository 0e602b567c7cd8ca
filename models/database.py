"""The way to the database: one engine per process, one way to write, one way to read.

Holds no table and no statement about people. SQLite: BEGIN IMMEDIATE and one write lock per process, because
a read that turns into a write fails at once when another writes, and waiting threads starve in SQLite's own
busy handler. PostgreSQL: an ordinary transaction, with an advisory lock for those who name a key.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, event, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError, TimeoutError

WAIT_SECONDS = 2
"""For a lock or a connection. LINE waits two seconds for its answer, and sends an event again that got a 503."""
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
    "PRAGMA foreign_keys=ON",
    # What a person took back must not survive in the file's free pages.
    "PRAGMA secure_delete=ON",
)
_LOOK = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_LOCK = select(func.pg_advisory_xact_lock(bindparam("key")))


@dataclass(frozen=True, slots=True)
class _Opened:
    """An engine and a lock belong to one process: a fork inherits neither sockets nor lock holders."""

    pid: int
    engine: Engine
    lock: threading.Lock = field(default_factory=threading.Lock)


class Store:
    def __init__(self, url: str, pool_size: int = 8) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._pool_size = pool_size
        self._opened: _Opened | None = None
        self._opening = threading.Lock()

    @property
    def engine(self) -> Engine:
        return self._here().engine

    @contextmanager
    def writing(self, key: str = "") -> Iterator[Connection]:
        """One transaction that may write. Whoever names the same `key` waits for its turn."""
        here = self._here()
        if self.is_sqlite:
            with (
                _held(here.lock),
                here.engine.connect() as conn,
                conn.execution_options(immediate=True).begin(),
            ):
                yield conn
        else:
            with here.engine.begin() as conn:
                if key:
                    conn.execute(_LOCK, {"key": _number(key)})
                yield conn

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look. Never waits for those who write."""
        look = {} if self.is_sqlite else _LOOK
        with self.engine.connect() as conn, conn.execution_options(**look).begin():
            yield conn

    def answers(self) -> bool:
        try:
            with self.reading() as conn:
                return conn.execute(text("SELECT 1")).scalar() == 1
        except SQLAlchemyError:
            return False

    def close(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.engine.dispose(close=opened.pid == os.getpid())

    def _here(self) -> _Opened:
        opened = self._opened
        if opened is not None and opened.pid == os.getpid():
            return opened
        return self._open()

    def _open(self) -> _Opened:
        if self._opened is not None and self._opened.pid != os.getpid():
            self._opened.engine.dispose(close=False)
            self._opened, self._opening = None, threading.Lock()
        with self._opening:
            if self._opened is None:
                self._opened = _Opened(os.getpid(), _make_engine(self.url, self._pool_size))
            return self._opened


@contextmanager
def _held(lock: threading.Lock) -> Iterator[None]:
    """Raises TimeoutError when others hold it for too long."""
    if not lock.acquire(timeout=WAIT_SECONDS):
        raise TimeoutError("the database is busy")
    try:
        yield
    finally:
        lock.release()


def open_store(url: str, pool_size: int = 8) -> Store:
    """A store whose folder exists."""
    store = Store(url, pool_size)
    if store.is_sqlite and store.url.database:
        Path(store.url.database).parent.mkdir(parents=True, exist_ok=True)
    return store


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _make_engine(url: URL, pool_size: int) -> Engine:
    shared: dict[str, Any] = {"pool_size": pool_size, "max_overflow": pool_size, "json_serializer": _to_json}
    # An error would name the values of its statement, and they are people's words.
    shared["hide_parameters"] = True
    if url.get_backend_name() == "sqlite":
        connect = {"isolation_level": None, "timeout": WAIT_SECONDS, "check_same_thread": False}
        engine = create_engine(url, connect_args=connect, **shared)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    connect = {} if "connect_timeout" in url.query else {"connect_timeout": WAIT_SECONDS}
    engine = create_engine(url, connect_args=connect, pool_pre_ping=True, **shared)
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(conn: Connection) -> None:
    immediate = conn.get_execution_options().get("immediate")
    conn.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _prepare_postgres(connection: Any, _record: object) -> None:
    """Waiting for a lock must end in an error the caller can answer, not in a hung request."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.commit()
