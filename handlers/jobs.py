"""Work without anybody waiting for it: ringing alarms, and once a minute whatever a dead process left behind.

The truth is in rows; a task only points at them, and doing one twice changes nothing. Alarms are rung by a thread of
our own that looks at the rows twice a second: Huey's scheduler looks once a second, its queue later still, and it
loses the task of a worker that dies. Huey runs what may be a minute late.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.exceptions import ConfigurationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from handlers.coding import code_the_uncoded
from handlers.counting import count_the_stirred
from handlers.exchange import wake
from handlers.grouping import leave_strangers
from handlers.logs import named
from handlers.services import Services
from handlers.settings import SettingsFault
from models import wakeups

_POLL_SECONDS = 0.5
_LEASE_MS = 10_000
_AT_ONCE = 20
_STOP_SECONDS = 5
log = logging.getLogger("siangkan.jobs")


class Hurried(Protocol):
    def hurry(self) -> None:
        """There is something new in the outbox."""
        ...


class Jobs:
    """`huey` takes further tasks, before `start`; `chores` are done with every sweep."""

    def __init__(
        self, services: Services, sender: Hurried, huey: Huey, chores: Sequence[Callable[[], object]] = ()
    ) -> None:
        self.huey, self._chores = huey, chores
        self._services, self._sender = services, sender
        self._stopping, self._nudge = threading.Event(), threading.Event()
        self._planned: int | None = None
        self._threads: list[threading.Thread] = []
        huey.periodic_task(crontab(minute="*"), name="sweep")(self.sweep)

    def start(self) -> None:
        self._make_tables()
        consumer = _Consumer(
            self.huey, workers=1, initial_delay=0.5, max_delay=5.0, shutdown_timeout=_STOP_SECONDS
        )
        self._consumer = consumer
        for name, run in (("alarms", self._ring_until_stopped), ("huey", consumer.run)):
            self._threads.append(threading.Thread(target=run, name=name, daemon=True))
            self._threads[-1].start()

    def stop(self) -> None:
        """What is being done is finished; what waits stays in its row."""
        self._stopping.set()
        self._nudge.set()
        self._consumer.stop_flag.set()
        for thread in self._threads:
            thread.join(_STOP_SECONDS)
        self._consumer.stop(graceful=True)

    def wake_later(self, person_id: int, turn: int, due_at: int) -> None:
        """The row is there already; this only makes sure that nobody sleeps past it."""
        planned = self._planned
        if planned is None or due_at < planned:
            self._planned = due_at
            self._nudge.set()

    def sweep(self) -> None:
        """Alarms whose ringer died, messages whose sender died, answers whose coder failed, groups that never
        linked us."""
        services = self._services
        _try(self.ring)
        _try(lambda: leave_strangers(services))
        _try(self._sender.hurry)
        _try(lambda: code_the_uncoded(services))
        for chore in self._chores:
            _try(chore)

    def ring(self) -> int:
        """Wake everybody whose alarm is due now. Returns how many."""
        rung = 0
        while due := self._due():
            for person_id, turn in due:
                wake(self._services, person_id, turn)
            self._sender.hurry()
            rung += len(due)
        return rung

    def _make_tables(self) -> None:
        """One process at a time: two that create the same table at once fail."""
        make = getattr(self.huey.storage, "initialize_schema", None)
        if make is not None:
            with self._services.store.writing("huey"):
                make()

    def _due(self) -> list[tuple[int, int]]:
        """Looks first, so that a quiet night costs no write."""
        now, store = self._services.clock.now(), self._services.store
        with store.reading() as conn:
            self._planned = wakeups.soonest(conn)
        if self._planned is None or self._planned > now:
            return []
        with store.writing() as conn:
            return wakeups.due(conn, now, _LEASE_MS, _AT_ONCE)

    def _ring_until_stopped(self) -> None:
        while not self._stopping.is_set():
            try:
                self.ring()
                count_the_stirred(self._services)
            except SQLAlchemyError as fault:
                log.warning("alarms wait for the database: %s", type(fault).__name__)
            except Exception as fault:
                log.error("an alarm failed: %s", type(fault).__name__)
            self._nudge.wait(self._pause())
            self._nudge.clear()

    def _pause(self) -> float:
        """Never longer than the poll: other processes set alarms too, and the clock may be set forward."""
        if self._planned is None:
            return _POLL_SECONDS
        return min(max((self._planned - self._services.clock.now()) / 1000, 0.01), _POLL_SECONDS)


def _try(part: Callable[[], object]) -> None:
    """One part that fails holds up no other, and Huey, which logs an exception with all it says, sees none."""
    try:
        part()
    except Exception as fault:
        log.error("a part of the sweep failed: %s", named(fault))


class _Consumer(Consumer):  # type: ignore[misc]
    """Huey's consumer inside our process: signals belong to the server."""

    def _set_signal_handlers(self) -> None:
        pass


def make_jobs(
    services: Services,
    sender: Hurried,
    database_url: str,
    chores: Sequence[Callable[[], object]] = (),
    jobs_url: str = "",
) -> Jobs:
    return Jobs(services, sender, make_huey(database_url, jobs_url), chores)


def make_huey(database_url: str, jobs_url: str = "") -> Huey:
    """Where Huey keeps its tasks: at `jobs_url`, or else beside the SQLite file or in the same PostgreSQL.

    Raises SettingsFault where what speaks with Redis is not installed.
    """
    parsed = make_url(jobs_url or _beside(database_url))
    backend = parsed.get_backend_name()
    if backend in ("redis", "rediss"):
        return _redis(jobs_url)
    if backend == "postgresql":
        dsn = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey("siangkan", dsn=dsn, results=False, create_tables=False)
    if not parsed.database:
        return MemoryHuey("siangkan", results=False)
    Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("siangkan", filename=parsed.database, results=False, create_tables=False)


def _beside(database_url: str) -> str:
    parsed = make_url(database_url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return database_url
    file = Path(parsed.database).with_suffix(".jobs.db")
    return parsed.set(database=str(file)).render_as_string(hide_password=False)


def _redis(url: str) -> Huey:
    try:
        return RedisHuey("siangkan", url=url, results=False)
    except ConfigurationError:
        fault = 'JOBS_URL names Redis, but the package "redis" is not installed: pip install redis'
        raise SettingsFault([fault]) from None
