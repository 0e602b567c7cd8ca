"""Every event id we took, so that none is handled twice. Holds words only of events we could not read."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Table, Text, bindparam, update

from models.base import metadata
from models.upsert import chosen, ignoring

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("received_at", BigInteger, nullable=False),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("kind", Text, nullable=False),
    Column("fault", Text),
    Column("raw", Text),
)

_TAKE = ignoring(inbox)
_TAKE = {name: statement.returning(inbox.c.event_id) for name, statement in _TAKE.items()}
_BELONGS = update(inbox).where(inbox.c.event_id == bindparam("e")).values(person_id=bindparam("i"))
_FORGET = update(inbox).where(inbox.c.person_id == bindparam("i")).values(person_id=None, raw=None)
_FORGET_MESSAGE = (
    update(inbox)
    .where(inbox.c.person_id == bindparam("i"), inbox.c.raw.like(bindparam("m"), escape="/"))
    .values(raw=None)
)


def take(
    conn: Connection,
    event_id: str,
    now: int,
    *,
    kind: str,
    person_id: int | None = None,
    fault: str | None = None,
    raw: str | None = None,
) -> bool:
    """False when this event was taken before."""
    row = {"event_id": event_id, "received_at": now, "person_id": person_id, "kind": kind, "fault": fault}
    return conn.execute(chosen(_TAKE, conn), {**row, "raw": raw}).first() is not None


def belongs(conn: Connection, event_id: str, person_id: int) -> None:
    conn.execute(_BELONGS, {"e": event_id, "i": person_id})


def forget_message(conn: Connection, person_id: int, message_id: str) -> bool:
    """What we kept of an event because we could not read it, when its message is taken back. Whether there was any."""
    inside = "".join(f"/{letter}" if letter in "/%_" else letter for letter in message_id)
    return conn.execute(_FORGET_MESSAGE, {"i": person_id, "m": f"%{inside}%"}).rowcount > 0


def forget(conn: Connection, person_id: int) -> None:
    """The ids stay, so that a late redelivery of the person's own goodbye changes nothing."""
    conn.execute(_FORGET, {"i": person_id})
