"""Wrong codes that somebody typed: five, and for an hour none is heard. Keeps keyed marks of who, never a code."""

from sqlalchemy import Connection, bindparam, delete, func, select, update

from models import slots
from models.slots import take

CODE_TRIES = "code tries"
MOST = 5
_HOUR_MS = 3_600_000
_rows = slots.slots
_theirs = (_rows.c.kind == CODE_TRIES) & _rows.c.slot.in_(bindparam("marks", expanding=True))
_COUNT = select(func.count()).where(_theirs, _rows.c.taken_at > bindparam("since"))
_FORGET = delete(_rows).where(_theirs, _rows.c.taken_at <= bindparam("since"))
_RENEW = update(_rows).where(_theirs).values(taken_at=bindparam("now"))


def are_over(conn: Connection, who: str, now: int) -> bool:
    """`who` is a keyed hash. From the fifth wrong code within an hour, until an hour after it."""
    return _count(conn, who, now) >= MOST


def note_wrong(conn: Connection, who: str, now: int) -> bool:
    """Whether that was the last one. To be asked only while tries are not over, with the lock on this person."""
    conn.execute(_FORGET, {"marks": _marks(who), "since": now - _HOUR_MS})
    next(mark for mark in _marks(who) if take(conn, CODE_TRIES, mark, now))
    if _count(conn, who, now) < MOST:
        return False
    conn.execute(_RENEW, {"marks": _marks(who), "now": now})
    return True


def _count(conn: Connection, who: str, now: int) -> int:
    return conn.execute(_COUNT, {"marks": _marks(who), "since": now - _HOUR_MS}).scalar_one()


def _marks(who: str) -> list[str]:
    return [f"{who} {number}" for number in range(MOST)]
