"""The words exactly as typed, one row a bubble, each of one answer. Never edits, only moves or erases."""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from models.base import Key, metadata
from models.upsert import chosen, replacing

bubbles = Table(
    "bubbles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("answer_id", BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", Text, nullable=False),
    Column("said_at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("set_aside_at", BigInteger),
    Column("kind", Text, nullable=False, server_default="text"),
    Column("edited_at", BigInteger),
    UniqueConstraint("person_id", "message_id"),
)

_KEEP = replacing(bubbles, ["person_id", "message_id"])
_LIVE = select(bubbles.c.text).where(bubbles.c.answer_id == bindparam("a"), bubbles.c.set_aside_at.is_(None))
_LIVE = _LIVE.order_by(bubbles.c.said_at, bubbles.c.id)
_ANY = select(bubbles.c.id).where(bubbles.c.answer_id == bindparam("a")).limit(1)
_SET_ASIDE = (
    update(bubbles)
    .where(bubbles.c.answer_id == bindparam("a"), bubbles.c.set_aside_at.is_(None))
    .values(set_aside_at=bindparam("now"))
)
_aside = bubbles.alias("aside")
_LAST_ASIDE = select(func.max(_aside.c.set_aside_at)).where(_aside.c.answer_id == bindparam("a"))
_BRING_BACK = (
    update(bubbles)
    .where(bubbles.c.answer_id == bindparam("a"), bubbles.c.set_aside_at == _LAST_ASIDE.scalar_subquery())
    .values(set_aside_at=None)
)
_THESE = (bubbles.c.person_id == bindparam("p"), bubbles.c.message_id.in_(bindparam("m", expanding=True)))
_WHERE = select(bubbles.c.answer_id).where(*_THESE).distinct()
_MOVE = update(bubbles).where(*_THESE).values(answer_id=bindparam("a"))
_ERASE = delete(bubbles).where(*_THESE)


def keep(conn: Connection, answer_id: int, person_id: int, message_id: str, said_at: int, text: str) -> None:
    """The same message again replaces itself, in whichever answer it is now."""
    row = {"answer_id": answer_id, "person_id": person_id, "message_id": message_id, "said_at": said_at}
    conn.execute(chosen(_KEEP, conn), {**row, "text": text, "set_aside_at": None})


def keep_many(conn: Connection, rows: Sequence[dict[str, object]]) -> None:
    conn.execute(insert(bubbles), rows)


def joined(conn: Connection, answer_id: int) -> str:
    """All that counts for this answer, as it was said, oldest first."""
    return "\n".join(conn.execute(_LIVE, {"a": answer_id}).scalars())


def any_left(conn: Connection, answer_id: int) -> bool:
    """Whether anything hangs on this answer, set aside or not."""
    return conn.execute(_ANY, {"a": answer_id}).first() is not None


def set_aside(conn: Connection, answer_id: int, now: int) -> None:
    conn.execute(_SET_ASIDE, {"a": answer_id, "now": now})


def bring_back(conn: Connection, answer_id: int) -> None:
    """What was set aside last counts again."""
    conn.execute(_BRING_BACK, {"a": answer_id})


def answers_of(conn: Connection, person_id: int, message_ids: Sequence[str]) -> set[int]:
    return set(conn.execute(_WHERE, {"p": person_id, "m": list(message_ids)}).scalars())


def move(conn: Connection, person_id: int, message_ids: Sequence[str], answer_id: int) -> None:
    conn.execute(_MOVE, {"p": person_id, "m": list(message_ids), "a": answer_id})


def erase(conn: Connection, person_id: int, message_id: str) -> None:
    conn.execute(_ERASE, {"p": person_id, "m": [message_id]})
