"""What organisers and operators did, when. The database itself refuses to change or remove a row."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Connection, Table, Text, insert, select

from models.base import Key, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
OPERATOR = "operator"
"""Whoever uses the command line. No organiser has a code so long."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`who` is an organiser's code or the operator."""

    at: int
    who: str
    act: str
    about: str


_NOTE = insert(audit)
_NEWEST = select(audit.c.at, audit.c.who, audit.c.act, audit.c.about).order_by(audit.c.id.desc())


def note(conn: Connection, who: str, act: str, about: str, now: int) -> None:
    """`about` is codes and numbers of ours, never words of people: whatever stands here stays."""
    conn.execute(_NOTE, {"at": now, "who": who, "act": act, "about": about})


def last(conn: Connection, n: int) -> list[Entry]:
    """The newest `n`, the oldest of them first."""
    return [Entry(*row) for row in conn.execute(_NEWEST.limit(n)).all()[::-1]]
