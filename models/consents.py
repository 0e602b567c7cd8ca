"""What people agreed to and when: every version of the notice as it was shown, every yes and every withdrawal."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Table, Text

from models.base import Key, metadata
from models.upsert import chosen, ignoring

notices = Table(
    "notices",
    metadata,
    Column("version", Text, primary_key=True),
    Column("notice", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("full", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
)
consents = Table(
    "consents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
_SHOWN = ignoring(notices)


def shown(conn: Connection, version: str, notice: str, question: str, full: str, now: int) -> None:
    """This version is in use; its first words stay."""
    row = {"version": version, "notice": notice, "question": question, "full": full, "since": now}
    conn.execute(chosen(_SHOWN, conn), row)


def note(conn: Connection, person_id: int, version: str, act: str, at: int) -> None:
    """`act` is agreed or withdrawn."""
    conn.execute(consents.insert(), {"person_id": person_id, "version": version, "act": act, "at": at})
