"""Messages that a person took back before they reached us: their ids, so that they are not kept later. No words."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Table, Text, bindparam, select

from models.base import metadata
from models.upsert import chosen, ignoring

unsent = Table(
    "unsent",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("marked_at", BigInteger, nullable=False, server_default="0"),
)

_MARK = ignoring(unsent)
_KNOWN = select(unsent.c.message_id).where(
    unsent.c.person_id == bindparam("p"), unsent.c.message_id == bindparam("m")
)


def mark(conn: Connection, person_id: int, message_id: str, now: int) -> None:
    row = {"person_id": person_id, "message_id": message_id, "marked_at": now}
    conn.execute(chosen(_MARK, conn), row)


def known(conn: Connection, person_id: int, message_id: str) -> bool:
    return conn.execute(_KNOWN, {"p": person_id, "m": message_id}).first() is not None
