"""Runs a job once for its slot of time, whoever comes first, and tells how jobs stand. Knows what none of them does."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError, TimeoutError

from handlers.services import Services
from models import jobs
from models.jobs import DONE, FAILED, RUNNING, Job

_SWEEPS_MS = 2 * 60_000
"""A lease that ran out is taken by the next sweep, or the one after: only then nobody cares for it."""
GoOn = Callable[[Connection], None]
"""To be called in every transaction of a long job: whoever does it is still alive."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """A job that comes again every `period_ms`. For `lease_ms` after its last sign of life nobody else takes a slot."""

    name: str
    period_ms: int
    lease_ms: int


def once(services: Services, kind: Kind, slot: str, work: Callable[[GoOn], T]) -> T | None:
    """None where it is not to be done: it is done, somebody is at it, it rests after a fault or was given up.

    What `work` raises is kept in the row by its class, and raised again.
    """
    store, since = services.store, services.clock.now()
    if not _begun(services, kind, slot, since):
        return None

    def go_on(conn: Connection) -> None:
        jobs.renew(conn, kind.name, slot, since, services.clock.now() + kind.lease_ms)

    try:
        result = work(go_on)
    except Exception as fault:
        # Without a database nobody can note it; then the lease runs out.
        with contextlib.suppress(SQLAlchemyError, TimeoutError), store.writing() as conn:
            jobs.fail(conn, kind.name, slot, since, services.clock.now(), type(fault).__name__)
        raise
    with store.writing() as conn:
        jobs.end(conn, kind.name, slot, since, services.clock.now())
    return result


def is_done(services: Services, kind: Kind, slot: str) -> bool:
    with services.store.reading() as conn:
        job = jobs.find(conn, kind.name, slot)
    return job is not None and job.state == DONE


def _begun(services: Services, kind: Kind, slot: str, now: int) -> bool:
    with services.store.reading() as conn:
        if not jobs.may_begin(conn, kind.name, slot, now):
            return False
    with services.store.writing() as conn:
        return jobs.begin(conn, kind.name, slot, now, kind.lease_ms)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a kind stands: its last slot, None before the first, and the older slots that went wrong after the last
    success. `late`: without a success for twice its period."""

    kind: str
    last: Job | None
    succeeded_at: int | None
    open: tuple[Job, ...]
    stuck: tuple[Job, ...]
    late: bool

    @property
    def failed(self) -> tuple[Job, ...]:
        return tuple(job for job in self.open if job.state == FAILED)

    @property
    def is_wrong(self) -> bool:
        return bool(self.failed or self.stuck or self.late)


def standings(conn: Connection, kinds: Iterable[Kind], now: int) -> list[Standing]:
    """Of these kinds, and of others that left rows behind."""
    periods = {kind.name: kind.period_ms for kind in kinds}
    newest, successes, begun = jobs.newest(conn), jobs.successes(conn), jobs.beginnings(conn)
    unfinished = jobs.unfinished(conn)
    made = []
    for name in sorted(periods.keys() | newest.keys()):
        done_at = successes.get(name)
        open_ = tuple(job for job in unfinished if job.kind == name and job.started_at > (done_at or -1))
        stuck = tuple(job for job in open_ if job.state == RUNNING and job.leased_until + _SWEEPS_MS <= now)
        known_since = begun.get(name) if done_at is None else done_at
        late = known_since is not None and name in periods and now - known_since > 2 * periods[name]
        made.append(Standing(name, newest.get(name), done_at, open_, stuck, late))
    return made


@dataclass(frozen=True, slots=True)
class Numbers:
    """For whoever watches from afar: slots that failed, slots or kinds that are stuck, and by kind how many seconds
    ago it succeeded last."""

    failed: int
    stuck: int
    seconds: Mapping[str, float]


def numbers(conn: Connection, kinds: Iterable[Kind], now: int) -> Numbers:
    found = standings(conn, kinds, now)
    return Numbers(
        sum(len(each.failed) for each in found),
        sum(max(len(each.stuck), int(each.late)) for each in found),
        {each.kind: (now - each.succeeded_at) / 1000 for each in found if each.succeeded_at is not None},
    )
