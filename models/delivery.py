"""What became of an announcement, person by person: the rows of `audience` follow the outbox. Sends nothing."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, case, func, select, update

from models.announcements import audience
from models.outgoing import MOST_RECIPIENTS
from models.people import people

_theirs = audience.c.outbox_id.in_(bindparam("ids", expanding=True))
_here = people.c.id == audience.c.person_id
_RECIPIENTS = (
    select(audience.c.outbox_id, audience.c.person_id, people.c.sealed)
    .join(people, _here)
    .where(_theirs, people.c.blocked_at.is_(None), people.c.sealed != b"")
    .order_by(audience.c.outbox_id, audience.c.person_id)
)
_blocked = select(people.c.id).where(_here, people.c.blocked_at.is_not(None)).exists()
_NOTE = update(audience).where(_theirs).values(state=case((_blocked, "blocked"), else_=bindparam("state")))
_MOVE = (
    update(audience)
    .where(audience.c.outbox_id == bindparam("old"), audience.c.person_id == bindparam("p"))
    .values(outbox_id=bindparam("new"), state="parked")
)
_unsent = audience.c.state.in_(("waiting", "parked"))
_shown = case((people.c.blocked_at.is_not(None) & _unsent, "blocked"), else_=audience.c.state).label("shown")
_COUNTS = (
    select(_shown, func.count())
    .join(people, _here)
    .where(audience.c.announcement_id == bindparam("a"))
    .group_by(_shown)
)


def recipients(conn: Connection, outbox_ids: Sequence[int]) -> dict[int, list[tuple[int, bytes]]]:
    """(person, sealed LINE id) of those who can be reached, at most 500 for each multicast."""
    found: dict[int, list[tuple[int, bytes]]] = {id: [] for id in outbox_ids}
    for outbox_id, person_id, sealed in conn.execute(_RECIPIENTS, {"ids": list(outbox_ids)}):
        found[outbox_id].append((person_id, sealed))
    return {id: reached[:MOST_RECIPIENTS] for id, reached in found.items()}


def note(conn: Connection, outbox_ids: Sequence[int], state: str) -> None:
    """`state` is "sent", "parked", "dropped" or "waiting"; whoever blocked us meanwhile is "blocked"."""
    if outbox_ids:
        conn.execute(_NOTE, {"ids": list(outbox_ids), "state": state})


def move(conn: Connection, old: int, anew: Sequence[tuple[int, int]]) -> None:
    """People of one multicast, each to a parked row of their own: (person, outbox row)."""
    if anew:
        conn.execute(_MOVE, [{"old": old, "p": person, "new": new} for person, new in anew])


def counts(conn: Connection, announcement_id: int) -> dict[str, int]:
    """People by state: "sent", "waiting", "parked" (for their next message), "blocked", "dropped"."""
    return {row[0]: row[1] for row in conn.execute(_COUNTS, {"a": announcement_id})}
