"""When to come back to somebody who stopped typing: at most one alarm a person. Never wakes anybody."""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Table,
    bindparam,
    case,
    delete,
    func,
    select,
    update,
)

from models.base import metadata
from models.upsert import chosen, replacing

wakeups = Table(
    "wakeups",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("turn", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
    Column("leased_until", BigInteger, nullable=False, server_default="0"),
)

_SET = replacing(wakeups, ["person_id"])
_CLEAR = delete(wakeups).where(wakeups.c.person_id == bindparam("p"))
_TURN = select(wakeups.c.turn).where(wakeups.c.person_id == bindparam("p"))
_DUE = (
    select(wakeups.c.person_id, wakeups.c.turn)
    .where(wakeups.c.due_at <= bindparam("now"), wakeups.c.leased_until <= bindparam("now"))
    .order_by(wakeups.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(wakeups)
    .where(wakeups.c.person_id.in_(bindparam("people", expanding=True)))
    .values(leased_until=bindparam("until"))
)
_free_at = case((wakeups.c.leased_until > wakeups.c.due_at, wakeups.c.leased_until), else_=wakeups.c.due_at)


def set_alarm(conn: Connection, person_id: int, turn: int, due_at: int) -> None:
    """A newer alarm replaces the older one and anybody's lease on it."""
    row = {"person_id": person_id, "turn": turn, "due_at": due_at, "leased_until": 0}
    conn.execute(chosen(_SET, conn), row)


def clear(conn: Connection, person_id: int) -> None:
    conn.execute(_CLEAR, {"p": person_id})


def turn_of(conn: Connection, person_id: int) -> int | None:
    """The turn that an alarm is set for, if one is."""
    return conn.execute(_TURN, {"p": person_id}).scalar()


def due(conn: Connection, now: int, lease_ms: int, limit: int) -> list[tuple[int, int]]:
    """Lease the alarms that ring now: (person, turn)."""
    found = [(person_id, turn) for person_id, turn in conn.execute(_DUE, {"now": now, "most": limit})]
    if found:
        conn.execute(_LEASE, {"people": [person_id for person_id, _ in found], "until": now + lease_ms})
    return found


def soonest(conn: Connection) -> int | None:
    """When the next alarm rings, or becomes free again."""
    return conn.execute(select(func.min(_free_at))).scalar()
