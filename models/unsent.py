"""Messages that a person took back before they reached us: their ids, so that they are not kept later. No words."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Table, Text, bindparam, select

from models.base import metadata
from models.upsert import chosen, ignoring

unsent = Table(
    "unsent",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", Text, primary_key=True),
)

_MARK = ignoring(unsent)
_KNOWN = select(unsent.c.message_id).where(
    unsent.c.person_id == bindparam("p"), unsent.c.message_id == bindparam("m")
)


def mark(conn: Connection, person_id: int, message_id: str) -> None:
    conn.execute(chosen(_MARK, conn), {"person_id": person_id, "message_id": message_id})


def known(conn: Connection, person_id: int, message_id: str) -> bool:
    return conn.execute(_KNOWN, {"p": person_id, "m": message_id}).first() is not None
