"""Photos, voices and files that people sent: one row each, hanging on the bubble it is. Holds no bytes.

The bytes lie in the media store under `name`, which is random and given when the row is made. A row that goes, goes
by whatever way (its person, answer or bubble erased), leaves its name in `doomed_files`: a trigger does that, so no
way to erase can forget the bytes.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    update,
)

from models.base import Key, metadata
from models.bubbles import bubbles, lose
from models.folding import stir
from models.upsert import chosen, ignoring

WAITING: Any = literal_column("'waiting'")
_BUDDHIST_ERA = 543

media = Table(
    "media",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bubble_id", BigInteger, ForeignKey("bubbles.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("content_type", Text, nullable=False, server_default=""),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("created_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    Index("uq_media_bubble_id", "bubble_id", unique=True),
    Index("ix_media_status_due_at", "status", "due_at"),
    sqlite_autoincrement=True,
)
doomed_files = Table(
    "doomed_files",
    metadata,
    Column("name", Text, primary_key=True),
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A leased row. `attempts` counts this one, and tells this lease from a later one."""

    id: int
    kind: str
    message_id: str
    name: str
    attempts: int
    created_at: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `due_at` is when to try again, for a row that still waits. `gone`: LINE has it no
    longer. `refused`: we do not keep such a thing."""

    status: Literal["kept", "waiting", "refused", "gone"]
    fault: str | None = None
    due_at: int | None = None
    content_type: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Media:
    """Its bytes lie under `name`, if it is kept."""

    id: int
    bubble_id: int
    kind: str
    status: str
    name: str
    content_type: str
    bytes: int


_PUT = ignoring(media)
_DOOM = ignoring(doomed_files)
_is_due = (
    media.c.status == WAITING,
    media.c.due_at <= bindparam("now"),
    media.c.leased_until <= bindparam("now"),
)
_DUE = (
    select(
        media.c.id, media.c.kind, media.c.message_id, media.c.name, media.c.attempts + 1, media.c.created_at
    )
    .where(*_is_due)
    .order_by(media.c.due_at, media.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(media)
    .where(media.c.id.in_(bindparam("ids", expanding=True)))
    .values(leased_until=bindparam("until"), attempts=media.c.attempts + 1)
)
_SETTLE = (
    update(media)
    .where(media.c.id == bindparam("i"), media.c.status == WAITING, media.c.attempts == bindparam("n"))
    .values(
        status=bindparam("s"),
        due_at=func.coalesce(bindparam("due", type_=BigInteger()), media.c.due_at),
        content_type=bindparam("t"),
        bytes=bindparam("b"),
        fault=bindparam("f"),
        leased_until=0,
    )
)
_EXISTS = select(media.c.id).where(media.c.id == bindparam("i"))
_free_at = case((media.c.leased_until > media.c.due_at, media.c.leased_until), else_=media.c.due_at)
_SOONEST = select(func.min(_free_at)).where(media.c.status == WAITING)
_DOOMED = select(doomed_files.c.name).order_by(doomed_files.c.name).limit(bindparam("most"))
_UNDOOM = delete(doomed_files).where(doomed_files.c.name.in_(bindparam("names", expanding=True)))
_COUNTS = select(media.c.status, func.count()).group_by(media.c.status)
_WAIT = select(func.count(), func.min(media.c.created_at)).where(media.c.status == WAITING)
_COUNT_DOOMED = select(func.count()).select_from(doomed_files)
_NAMES = (
    select(media.c.id, media.c.name)
    .where(media.c.id > bindparam("after"))
    .order_by(media.c.id)
    .limit(bindparam("most"))
)
_BUBBLE = select(media.c.bubble_id).where(media.c.id == bindparam("i"))
_MEDIA = select(*(media.c[name] for name in Media.__slots__)).join(bubbles, bubbles.c.id == media.c.bubble_id)
_MEDIA = _MEDIA.order_by(bubbles.c.said_at, bubbles.c.id)
_OF_ANSWER = _MEDIA.where(bubbles.c.answer_id == bindparam("a"), bubbles.c.set_aside_at.is_(None))
_OF_PERSON = _MEDIA.where(bubbles.c.person_id == bindparam("p"))


def put(conn: Connection, *, bubble_id: int, kind: str, message_id: str, now: int) -> None:
    """To be fetched from now on. A bubble that has its row already keeps it."""
    row = {"bubble_id": bubble_id, "kind": kind, "message_id": message_id, "name": _new_name(now)}
    conn.execute(chosen(_PUT, conn), {**row, "created_at": now, "due_at": now})


def _new_name(now: int) -> str:
    """Says nothing but the year, so that no folder grows for ever."""
    year = datetime.fromtimestamp(now / 1000, UTC).year + _BUDDHIST_ERA
    return f"{year}/{secrets.token_hex(16)}"


def claim(conn: Connection, now: int, *, lease_ms: int, limit: int) -> list[Claimed]:
    """Lease the rows that are due, the oldest first."""
    found = conn.execute(_DUE, {"now": now, "most": limit}).all()
    if found:
        conn.execute(_LEASE, {"ids": [row.id for row in found], "until": now + lease_ms})
    return [Claimed(*tuple(row)) for row in found]


def settle(conn: Connection, row: Claimed, done: Outcome) -> bool:
    """Whether the row is still there. If it went meanwhile its file is doomed anew: it may have been written after
    the first time. A row that somebody else leased since stays as they have it."""
    values: dict[str, object] = {"i": row.id, "n": row.attempts, "s": done.status, "due": done.due_at}
    values |= {"t": done.content_type, "b": done.bytes, "f": done.fault}
    settled = conn.execute(_SETTLE, values).rowcount
    if settled and done.status in ("refused", "gone"):
        whose = lose(conn, conn.execute(_BUBBLE, {"i": row.id}).scalar_one())
        if whose is not None:
            stir(conn, whose, 0)
    if settled or conn.execute(_EXISTS, {"i": row.id}).first() is not None:
        return True
    conn.execute(chosen(_DOOM, conn), {"name": row.name})
    return False


def soonest(conn: Connection) -> int | None:
    """When the next row is due, or becomes free again."""
    return conn.execute(_SOONEST).scalar()


def doomed(conn: Connection, limit: int) -> list[str]:
    """Names of files to delete."""
    return list(conn.execute(_DOOMED, {"most": limit}).scalars())


def undoom(conn: Connection, names: Sequence[str]) -> None:
    """These files are deleted."""
    conn.execute(_UNDOOM, {"names": list(names)})


def waiting(conn: Connection) -> tuple[int, int | None]:
    """How many rows are not fetched yet, and when the oldest of them was written."""
    number, oldest = conn.execute(_WAIT).one()
    return number, oldest


def count_doomed(conn: Connection) -> int:
    return conn.execute(_COUNT_DOOMED).scalar_one()


def counts(conn: Connection) -> dict[str, int]:
    """How many rows, by status."""
    return {row[0]: row[1] for row in conn.execute(_COUNTS)}


def names(conn: Connection, after: int, limit: int) -> list[tuple[int, str]]:
    """The next rows' ids and names, whatever became of them."""
    return [(id, name) for id, name in conn.execute(_NAMES, {"after": after, "most": limit})]


def of_answer(conn: Connection, answer_id: int) -> list[Media]:
    """What counts for the answer now: nothing that was set aside."""
    return [Media(*tuple(row)) for row in conn.execute(_OF_ANSWER, {"a": answer_id})]


def of_person(conn: Connection, person_id: int) -> list[Media]:
    """All that we hold of this person, set aside or not."""
    return [Media(*tuple(row)) for row in conn.execute(_OF_PERSON, {"p": person_id})]
