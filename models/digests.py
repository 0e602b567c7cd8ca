"""Which organiser got the digest of which week: the primary key is what makes it exactly one. Sends nothing."""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    select,
)

from models.base import metadata
from models.organisers import organisers
from models.people import people
from models.upsert import chosen, ignoring

digests = Table(
    "digests",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("week", Text, primary_key=True),
    Column("sent_at", BigInteger, nullable=False),
)
_HOUR_MS = 3_600_000
_LEFT_OUT = 0
"""Stands for `sent_at` where a week is not to be sent after all."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An organiser who takes digests and has not got this one. `round` is "" for the bot's own, `desk` what is open
    with them, `seen_at` when we last heard of them (ms)."""

    person_id: int
    handle: str
    round: str
    desk: str
    seen_at: int


_of_week = and_(digests.c.person_id == organisers.c.person_id, digests.c.week == bindparam("week"))
_READY = (
    select(organisers.c.person_id, people.c.handle, organisers.c.round, organisers.c.desk, people.c.seen_at)
    .join(people, people.c.id == organisers.c.person_id)
    .where(organisers.c.digest_off.is_(False), people.c.blocked_at.is_(None), ~exists().where(_of_week))
    .order_by(organisers.c.person_id)
)
_AGAIN = _READY.where(organisers.c.person_id == bindparam("p"))
_due_at = bindparam("midnight", type_=BigInteger()) + organisers.c.digest_hour * _HOUR_MS
_DUE = _READY.where(
    organisers.c.digest_day == bindparam("day"),
    _due_at <= bindparam("now"),
    # Whoever came after the hour begins with the next week.
    organisers.c.joined_at < _due_at,
)
_TAKE = {name: statement.returning(digests.c.week) for name, statement in ignoring(digests).items()}
_FOUND = select(digests.c.week).where(
    digests.c.person_id == bindparam("p"), digests.c.week == bindparam("week")
)
_TAKE_UP = delete(digests).where(digests.c.person_id == bindparam("p"), digests.c.sent_at == _LEFT_OUT)


def ready(conn: Connection, week: str) -> list[Ready]:
    """All who take digests and have not got this week's."""
    return [Ready(*row) for row in conn.execute(_READY, {"week": week})]


def due(conn: Connection, week: str, day: int, midnight: int, now: int) -> list[Ready]:
    """Of those, the ones whose hour has come on this `day` of the week (Monday is 1), which began at `midnight`."""
    asked = {"week": week, "day": day, "midnight": midnight, "now": now}
    return [Ready(*row) for row in conn.execute(_DUE, asked)]


def still_ready(conn: Connection, week: str, person_id: int) -> Ready | None:
    """For whoever holds the lock on this person."""
    row = conn.execute(_AGAIN, {"week": week, "p": person_id}).first()
    return None if row is None else Ready(*row)


def take(conn: Connection, person_id: int, week: str, now: int) -> bool:
    """False when they got it before. What is sent goes into the outbox in the same transaction."""
    row = {"person_id": person_id, "week": week, "sent_at": now}
    return conn.execute(chosen(_TAKE, conn), row).first() is not None


def has(conn: Connection, person_id: int, week: str) -> bool:
    return conn.execute(_FOUND, {"p": person_id, "week": week}).first() is not None


def leave_out(conn: Connection, person_id: int, week: str) -> None:
    """This week's is not sent to them: its hour was over when they chose it."""
    conn.execute(chosen(_TAKE, conn), {"person_id": person_id, "week": week, "sent_at": _LEFT_OUT})


def take_up(conn: Connection, person_id: int) -> None:
    """They choose anew, so weeks that were left out count no more."""
    conn.execute(_TAKE_UP, {"p": person_id})
