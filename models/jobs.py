"""Work that must be done once for each slot of time: who took it, how it ended. Does none of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    null,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from models.base import metadata
from models.wakeups import wakeups

jobs = Table(
    "jobs",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("tries", Integer, nullable=False, server_default="1"),
    Column("fault", Text),
    Index("ix_jobs_kind_started_at", "kind", "started_at"),
)

RUNNING, DONE, FAILED = "running", "done", "failed"
MOST_TRIES = 5
_PAUSE_MS = 60_000
_KEPT_MS = 31 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Job:
    """One slot, times in ms. A failed one is tried again after `leased_until`; `fault` is the class of the last one."""

    kind: str
    slot: str
    state: str
    started_at: int
    leased_until: int
    ended_at: int | None
    tries: int
    fault: str | None

    @property
    def given_up(self) -> bool:
        return self.state == FAILED and self.tries >= MOST_TRIES


_FIELDS = Job.__slots__
_BEGIN = {}
for _name, _insert in (("sqlite", sqlite.insert(jobs)), ("postgresql", postgresql.insert(jobs))):
    _BEGIN[_name] = _insert.on_conflict_do_update(
        index_elements=["kind", "slot"],
        set_={
            "state": _insert.excluded.state,
            "started_at": _insert.excluded.started_at,
            "leased_until": _insert.excluded.leased_until,
            "ended_at": null(),
            "tries": jobs.c.tries + 1,
        },
        where=and_(
            jobs.c.state != DONE,
            jobs.c.leased_until <= _insert.excluded.started_at,
            jobs.c.tries < MOST_TRIES,
        ),
    ).returning(jobs.c.tries)
# Whoever began it later is the one whose word counts.
_mine = and_(
    jobs.c.kind == bindparam("k"),
    jobs.c.slot == bindparam("s"),
    jobs.c.started_at == bindparam("since"),
    jobs.c.state == RUNNING,
)
_RENEW = update(jobs).where(_mine).values(leased_until=bindparam("until"))
_END = update(jobs).where(_mine).values(state=DONE, ended_at=bindparam("now"), fault=null())
_FORGET = delete(jobs).where(jobs.c.kind == bindparam("k"), jobs.c.started_at < bindparam("before"))
_TRIES = select(jobs.c.tries).where(_mine)
_FAIL = (
    update(jobs)
    .where(_mine)
    .values(state=FAILED, ended_at=bindparam("now"), leased_until=bindparam("until"), fault=bindparam("f"))
)
_ALL = select(*(jobs.c[name] for name in _FIELDS))
_FIND = _ALL.where(jobs.c.kind == bindparam("k"), jobs.c.slot == bindparam("s"))
_later = jobs.alias("later")
_SHOWN = _ALL.order_by(jobs.c.kind, jobs.c.started_at.desc(), jobs.c.slot.desc())
_NEWEST = select(func.max(_later.c.started_at)).where(_later.c.kind == jobs.c.kind).scalar_subquery()
_LAST_SUCCESS = (
    select(jobs.c.kind, func.max(jobs.c.ended_at)).where(jobs.c.state == DONE).group_by(jobs.c.kind)
)
_FIRST_START = select(jobs.c.kind, func.min(jobs.c.started_at)).group_by(jobs.c.kind)
_ALARMS = select(func.count()).select_from(wakeups)


def begin(conn: Connection, kind: str, slot: str, now: int, lease_ms: int) -> bool:
    """True for whoever takes the slot: the first, or the next after a lease that ran out or a fault that has rested."""
    row = {"kind": kind, "slot": slot, "state": RUNNING, "started_at": now, "leased_until": now + lease_ms}
    return conn.execute(_BEGIN[conn.dialect.name], row).first() is not None


def may_begin(conn: Connection, kind: str, slot: str, now: int) -> bool:
    """A look, so that a quiet minute costs no write."""
    job = find(conn, kind, slot)
    return job is None or (job.state != DONE and job.leased_until <= now and job.tries < MOST_TRIES)


def renew(conn: Connection, kind: str, slot: str, since: int, until: int) -> None:
    """Whoever began it at `since` is still at it."""
    conn.execute(_RENEW, {"k": kind, "s": slot, "since": since, "until": until})


def end(conn: Connection, kind: str, slot: str, since: int, now: int) -> None:
    """Done, and what is older than a month is forgotten with it."""
    if conn.execute(_END, {"k": kind, "s": slot, "since": since, "now": now}).rowcount:
        conn.execute(_FORGET, {"k": kind, "before": now - _KEPT_MS})


def fail(conn: Connection, kind: str, slot: str, since: int, now: int, fault: str) -> None:
    """Rests a minute, then two, four, eight; after the fifth try it stays as it is."""
    mine = {"k": kind, "s": slot, "since": since}
    tries = conn.execute(_TRIES, mine).scalar()
    if tries is not None:
        until = now + _PAUSE_MS * 2 ** (tries - 1)
        conn.execute(_FAIL, {**mine, "now": now, "until": until, "f": fault})


def find(conn: Connection, kind: str, slot: str) -> Job | None:
    row = conn.execute(_FIND, {"k": kind, "s": slot}).first()
    return None if row is None else _job(row)


def newest(conn: Connection) -> dict[str, Job]:
    """The slot of each kind that was begun last."""
    found = conn.execute(_SHOWN.where(jobs.c.started_at == _NEWEST))
    return {row.kind: _job(row) for row in found}


def unfinished(conn: Connection) -> list[Job]:
    """Running and failed ones, by kind, the newest first."""
    return [_job(row) for row in conn.execute(_SHOWN.where(jobs.c.state != DONE))]


def successes(conn: Connection) -> Mapping[str, int]:
    """When a slot of each kind was done last."""
    return _by_kind(conn.execute(_LAST_SUCCESS))


def beginnings(conn: Connection) -> Mapping[str, int]:
    """Since when each kind is known to run."""
    return _by_kind(conn.execute(_FIRST_START))


def alarms(conn: Connection) -> int:
    """How many people we are to come back to: each is a job of its own, with a lease in its own row."""
    return conn.execute(_ALARMS).scalar_one()


def _job(row: Any) -> Job:
    return Job(*row)


def _by_kind(rows: Iterable[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in rows}
