"""What did not fit into the month's quota waits here for its person's next message, and goes along for free.

Rows of the outbox: parked -> riding, along with one reply -> sent, or parked again when that reply is not sent.
When the quota has room again they wait to be pushed as before. Sends nothing, and nothing twice.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, insert, select, update

from models import delivery, room
from models.outbox import PARKED, RIDING, outbox
from models.outgoing import ANNOUNCEMENT, DIGEST, KEY_LIVES, LASTING, Outgoing


@dataclass(frozen=True, slots=True)
class Kept:
    """How much waits for people's next message."""

    messages: int
    people: int


_ids = outbox.c.id.in_(bindparam("ids", expanding=True))
_OF_PERSON = (
    select(outbox.c.id, outbox.c.messages)
    .where(outbox.c.person_id == bindparam("p"), outbox.c.status == PARKED)
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_BOARD = (
    update(outbox)
    .where(_ids, outbox.c.status == PARKED)
    .values(status="riding", due_at=bindparam("now"))
    .returning(outbox.c.id)
)
_CARRIED = select(outbox.c.id, outbox.c.messages).where(_ids, outbox.c.status == RIDING).order_by(outbox.c.id)
_END: dict[str, Any] = {"messages": [], "sealed": None, "target": None, "leased_until": 0}
_ARRIVE = (
    update(outbox)
    .where(_ids, outbox.c.status == RIDING)
    .values(status="sent", sent_at=bindparam("now"), **_END)
)
_OLDER_DIGESTS = (
    update(outbox)
    .where(
        outbox.c.person_id == bindparam("p"),
        outbox.c.status == PARKED,
        outbox.c.purpose == DIGEST,
        outbox.c.id < bindparam("i"),
    )
    .values(status="dropped", fault="a newer one", **_END)
)
_SPLIT = (
    update(outbox)
    .where(outbox.c.id == bindparam("i"), outbox.c.status == PARKED)
    .values(status="dropped", fault="one by one", **_END)
)
# Whoever carried it is gone, and may have taken it along.
_LOST = (
    update(outbox)
    .where(outbox.c.status == RIDING, outbox.c.due_at < bindparam("before"))
    .values(status="dropped", fault="too late", **_END)
    .returning(outbox.c.id)
)
_ANY = select(outbox.c.id).where(outbox.c.status == PARKED, outbox.c.purpose.in_(LASTING)).limit(1)
_rank = case({DIGEST: 0}, value=outbox.c.purpose, else_=1)
_NEXT = (
    select(outbox.c.id, outbox.c.purpose)
    .where(outbox.c.status == PARKED, outbox.c.purpose.in_(LASTING))
    .order_by(_rank, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_FREE = (
    update(outbox)
    .where(outbox.c.id == bindparam("i"))
    .values(status="waiting", due_at=bindparam("now"), retry_key=bindparam("key"), attempts=0, fault=None)
)
_COUNT = select(func.count(), func.count(outbox.c.person_id.distinct())).where(
    outbox.c.status.in_((PARKED, RIDING))
)


def board(conn: Connection, person_id: int, seats: int, now: int) -> tuple[int, ...]:
    """Parked rows of this person that go along with a reply with room for `seats` more messages, the oldest first.
    The reply names them as what it `carries`; `claim` puts their messages in front of its own."""
    if seats <= 0:
        return ()
    chosen = list[int]()
    for id, messages in conn.execute(_OF_PERSON, {"p": person_id, "most": seats}):
        if len(messages) <= seats:
            chosen.append(id)
            seats -= len(messages)
    if not chosen:
        return ()
    return tuple(sorted(conn.execute(_BOARD, {"ids": chosen, "now": now}).scalars()))


def messages_of(conn: Connection, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """What rides, by row. Taken back meanwhile: not there."""
    return {row.id: row.messages for row in conn.execute(_CARRIED, {"ids": list(ids)})} if ids else {}


def arrive(conn: Connection, ids: Sequence[int], now: int) -> None:
    conn.execute(_ARRIVE, {"ids": list(ids), "now": now})
    delivery.note(conn, ids, "sent")


def settle_in(conn: Connection, row: Outgoing) -> None:
    """A row that has just been parked: many become one each, and only the newest digest is of interest."""
    if row.kind == "multicast":
        _split(conn, row)
    elif row.purpose == DIGEST:
        conn.execute(_OLDER_DIGESTS, {"p": row.person_id, "i": row.id})
    elif row.purpose == ANNOUNCEMENT:
        delivery.note(conn, [row.id], "parked")


def free(conn: Connection, now: int, most: int = 100) -> int:
    """Parked rows wait to be pushed again, as many as there is room for, organisers' first. How many that were.

    None of them can have arrived, so each gets a new retry key: LINE may have forgotten the old one.
    """
    lost = conn.execute(_LOST, {"before": now - KEY_LIVES}).scalars().all()
    delivery.note(conn, lost, "dropped")
    if not any_left(conn):
        return 0
    ours, others = room.room(conn, now)
    freed = list[dict[str, Any]]()
    for id, purpose in conn.execute(_NEXT, {"most": most}).all():
        open_to_it = ours if purpose == DIGEST else others
        if open_to_it is None or open_to_it > len(freed):
            freed.append({"i": id, "now": now, "key": str(uuid.uuid4())})
    if freed:
        conn.execute(_FREE, freed)
        delivery.note(conn, [each["i"] for each in freed], "waiting")
    return len(freed)


def any_left(conn: Connection) -> bool:
    """Whether something is parked that is to be pushed when there is room."""
    return conn.execute(_ANY).first() is not None


def kept(conn: Connection) -> Kept:
    messages, people = conn.execute(_COUNT).one()
    return Kept(messages, people)


def _split(conn: Connection, row: Outgoing) -> None:
    """A multicast that somebody else has settled meanwhile is no longer parked."""
    if conn.execute(_SPLIT, {"i": row.id}).rowcount != 1:
        return
    theirs = [person for person, _ in delivery.recipients(conn, [row.id])[row.id]]
    shared: dict[str, Any] = {
        "kind": "push",
        "messages": row.messages,
        "status": "parked",
        "purpose": row.purpose,
    }
    shared |= {"due_at": row.created_at, "created_at": row.created_at, "push_until": row.push_until}
    rows: list[dict[str, Any]] = [
        {"person_id": person, "retry_key": str(uuid.uuid4())} | shared for person in theirs
    ]
    if rows:
        made = conn.execute(
            insert(outbox).returning(outbox.c.id, sort_by_parameter_order=True), rows
        ).scalars()
        delivery.move(conn, row.id, list(zip(theirs, made, strict=True)))
