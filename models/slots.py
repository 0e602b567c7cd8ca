"""Work that must happen once a day or a week, however many workers run: who takes the slot first does it."""

from sqlalchemy import BigInteger, Column, Connection, Table, Text

from models.base import metadata
from models.upsert import chosen, ignoring

slots = Table(
    "slots",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("taken_at", BigInteger, nullable=False),
)
GROUP_TRIES = "group tries"
_TAKE = {name: statement.returning(slots.c.slot) for name, statement in ignoring(slots).items()}


def take(conn: Connection, kind: str, slot: str, now: int) -> bool:
    """False when somebody took it before."""
    row = {"kind": kind, "slot": slot, "taken_at": now}
    return conn.execute(chosen(_TAKE, conn), row).first() is not None
