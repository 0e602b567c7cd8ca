"""LINE groups that invited the bot: a keyed hash, a sealed group id, whether it was linked. Never what is said there.

A row stands as long as the bot means to stay: linked for good, or until `leave_at`.
"""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    LargeBinary,
    Table,
    Text,
    bindparam,
    delete,
    exists,
    select,
)

from models.base import Key, metadata
from models.upsert import chosen, replacing

groups = Table(
    "groups",
    metadata,
    Column("id", Key, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("joined_at", BigInteger, nullable=False),
    Column("linked_at", BigInteger),
    Column("round", Text, nullable=False, server_default=""),
    Column("leave_at", BigInteger),
    Index("uq_groups_handle", "handle", unique=True),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Group:
    """`leave_at` is None once it is linked; `round` is the one whose results it may see."""

    handle: str
    sealed: bytes
    joined_at: int
    linked_at: int | None = None
    round: str = ""
    leave_at: int | None = None

    @property
    def linked(self) -> bool:
        return self.linked_at is not None


_COLUMNS = (
    groups.c.handle,
    groups.c.sealed,
    groups.c.joined_at,
    groups.c.linked_at,
    groups.c.round,
    groups.c.leave_at,
)
_KEEP = replacing(groups, ["handle"])
_FIND = select(*_COLUMNS).where(groups.c.handle == bindparam("h"))
_FORGET = delete(groups).where(groups.c.handle == bindparam("h"))
_due = groups.c.leave_at <= bindparam("now")
_ANY_DUE = select(exists().where(_due))
_TAKE_DUE = delete(groups).where(_due).returning(*_COLUMNS)


def keep(conn: Connection, group: Group) -> None:
    """Overwrites what was known of it before."""
    row = {
        "handle": group.handle,
        "sealed": group.sealed,
        "joined_at": group.joined_at,
        "linked_at": group.linked_at,
        "round": group.round,
        "leave_at": group.leave_at,
    }
    conn.execute(chosen(_KEEP, conn), row)


def find(conn: Connection, handle: str) -> Group | None:
    found = conn.execute(_FIND, {"h": handle}).first()
    return None if found is None else Group(*found)


def forget(conn: Connection, handle: str) -> None:
    conn.execute(_FORGET, {"h": handle})


def any_due(conn: Connection, now: int) -> bool:
    return bool(conn.execute(_ANY_DUE, {"now": now}).scalar())


def take_due(conn: Connection, now: int) -> list[Group]:
    """Groups to leave now. Their rows go, so that whoever asks at the same moment gets none of them."""
    return [Group(*row) for row in conn.execute(_TAKE_DUE, {"now": now})]
