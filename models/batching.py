"""Cuts an announcement into multicasts, some at a time, and takes back what was not sent yet. Sends nothing itself.

A multicast and the rows of `audience` that bear its number are written in one transaction, under the lock of the
announcement: so nobody stands in two, however many work at it or die.
"""

from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, select, update

from models import outbox
from models.announcements import RUNNING, SENDING, STOPPING, URGENT, announcements, audience
from models.outbox import PARKED, RIDING, WAITING
from models.outgoing import ANNOUNCEMENT, MOST_RECIPIENTS

_row = outbox.outbox
_theirs = audience.c.announcement_id == bindparam("a", type_=BigInteger())
_ids: Any = bindparam("ids", expanding=True)
_unsent = audience.c.state.in_(("waiting", "parked"))
_idle = audience.c.outbox_id.is_(None)
_HOLD = (
    select(announcements.c.words)
    .where(
        announcements.c.id == bindparam("a"),
        announcements.c.state.in_(bindparam("states", expanding=True)),
    )
    .with_for_update(skip_locked=True)
)
_NEXT = (
    select(audience.c.person_id)
    .where(_theirs, audience.c.state == "waiting", _idle)
    .limit(bindparam("most", type_=BigInteger()))
)
# Found by the primary key alone: a fresh table has no statistics to tell the planner that this is the short way.
_BATCH = (
    update(audience).where(_theirs, audience.c.person_id.in_(_ids), _idle).values(outbox_id=bindparam("new"))
)
_IN_FLIGHT = (
    select(func.count(_row.c.id.distinct()), func.count(audience.c.person_id))
    .select_from(_row.outerjoin(audience, audience.c.outbox_id == _row.c.id))
    .where(_row.c.status == WAITING, _row.c.kind == "multicast", _row.c.purpose == ANNOUNCEMENT)
)
_COMING = (
    select(func.count())
    .select_from(audience)
    .join(announcements, announcements.c.id == audience.c.announcement_id)
    .where(announcements.c.state.in_(RUNNING), audience.c.state == "waiting")
)
_ANY = select(audience.c.person_id).where(_theirs, audience.c.state.in_(bindparam("states", expanding=True)))
_STOP_IDLE = update(audience).where(_theirs, audience.c.state == "waiting", _idle).values(state="stopped")
_OUT = (
    select(audience.c.outbox_id)
    .where(_theirs, _unsent, audience.c.outbox_id.is_not(None))
    .distinct()
    .limit(bindparam("most", type_=BigInteger()))
)
_still_there = (
    select(_row.c.id)
    .where(_row.c.id == audience.c.outbox_id, _row.c.status.in_((WAITING, PARKED, RIDING)))
    .exists()
)
_STOP_TAKEN = (
    update(audience).where(audience.c.outbox_id.in_(_ids), _unsent, ~_still_there).values(state="stopped")
)


def message(words: str) -> dict[str, Any]:
    """To the letter, as people will see it."""
    return {"type": "text", "text": words}


def put_batch(conn: Connection, announcement_id: int, now: int, most: int = MOST_RECIPIENTS) -> int:
    """One more multicast, to people who wait for one; to how many. 0 when there is nobody, when it does not run, or
    when somebody else is at it just now."""
    words = conn.execute(_HOLD, {"a": announcement_id, "states": [SENDING, URGENT]}).scalar()
    if words is None:
        return 0
    found = list(conn.execute(_NEXT, {"a": announcement_id, "most": most}).scalars())
    if not found:
        return 0
    told: dict[str, Any] = {"messages": [message(words)], "now": now, "purpose": ANNOUNCEMENT}
    made = outbox.put(conn, person_id=None, kind="multicast", **told)
    return conn.execute(_BATCH, {"a": announcement_id, "ids": found, "new": made}).rowcount


def in_flight(conn: Connection) -> tuple[int, int]:
    """Multicasts of all announcements that wait to be sent, and their people."""
    multicasts, reached = conn.execute(_IN_FLIGHT).one()
    return multicasts, reached


def coming(conn: Connection) -> int:
    """People who wait for an announcement that runs."""
    return conn.execute(_COMING).scalar_one()


def any_left(conn: Connection, announcement_id: int, *states: str) -> bool:
    found = conn.execute(_ANY.limit(1), {"a": announcement_id, "states": list(states)})
    return found.first() is not None


def halt(conn: Connection, announcement_id: int, now: int, most: int = 1000) -> int:
    """Of one that stops: takes back what nobody sends just now, at most so many rows of the outbox. How many rows it
    looked at; it may be called again, for what was on its way and came back."""
    if conn.execute(_HOLD, {"a": announcement_id, "states": [STOPPING]}).scalar() is None:
        return 0
    conn.execute(_STOP_IDLE, {"a": announcement_id})
    out = list(conn.execute(_OUT, {"a": announcement_id, "most": most}).scalars())
    taken = outbox.withdraw(conn, out, now)
    if out:
        conn.execute(_STOP_TAKEN, {"ids": out})
    return len(taken)
