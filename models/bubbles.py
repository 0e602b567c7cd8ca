"""What people said, one row a bubble, each of one answer: words exactly as typed, or a photo or voice (`kind`)."""

from collections.abc import Sequence
from dataclasses import dataclass

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

from models.answers import answers
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

TEXT, LOST = "text", "lost"


@dataclass(frozen=True, slots=True)
class Bubble:
    answer_id: int
    person_id: int
    message_id: str
    said_at: int
    text: str
    kind: str = TEXT


_KEEP = {
    name: statement.returning(bubbles.c.id)
    for name, statement in replacing(bubbles, ["person_id", "message_id"]).items()
}
_LIVE = (
    select(bubbles.c.kind, bubbles.c.text)
    .where(bubbles.c.answer_id == bindparam("a"), bubbles.c.set_aside_at.is_(None))
    .order_by(bubbles.c.said_at, bubbles.c.id)
)
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
_MEDIA_SINCE = select(func.count()).where(
    bubbles.c.person_id == bindparam("p"), bubbles.c.kind != TEXT, bubbles.c.said_at > bindparam("since")
)
_LOSE = (
    update(bubbles)
    .where(bubbles.c.id == bindparam("b"), bubbles.c.kind.not_in((TEXT, LOST)))
    .values(kind=LOST)
    .returning(bubbles.c.answer_id, bubbles.c.set_aside_at, bubbles.c.person_id)
)
_FEWER = (
    update(answers)
    .where(answers.c.id == bindparam("a"), answers.c.media > 0)
    .values(media=answers.c.media - 1)
)
_ERASE_MEDIA = (
    delete(bubbles)
    .where(bubbles.c.person_id == bindparam("p"), bubbles.c.kind != TEXT)
    .returning(bubbles.c.answer_id)
)
_TEXTS = select(bubbles.c.text).where(*_THESE)
_ONE = (bubbles.c.person_id == bindparam("p"), bubbles.c.message_id == bindparam("m"))
_REWORD = (
    update(bubbles)
    .where(*_ONE, bubbles.c.kind == TEXT, func.coalesce(bubbles.c.edited_at, 0) < bindparam("at"))
    .values(text=bindparam("t"), edited_at=bindparam("at"))
    .returning(bubbles.c.answer_id)
)
_OTHERS = select(bubbles.c.id).where(
    bubbles.c.answer_id == bindparam("a"), bubbles.c.message_id != bindparam("m")
)
_COUNTS = (
    select(bubbles.c.answer_id, bubbles.c.kind, func.count())
    .where(
        bubbles.c.answer_id.in_(bindparam("a", expanding=True)),
        bubbles.c.set_aside_at.is_(None),
        bubbles.c.kind != TEXT,
    )
    .group_by(bubbles.c.answer_id, bubbles.c.kind)
    .order_by(bubbles.c.kind)
)
_PLACED = (
    select(
        answers.c.question,
        answers.c.facet,
        bubbles.c.text,
        answers.c.text.label("whole"),
        bubbles.c.set_aside_at.is_(None).label("counts"),
    )
    .join(answers, answers.c.id == bubbles.c.answer_id)
    .where(*_ONE)
)


@dataclass(frozen=True, slots=True)
class Placed:
    """Which answer a bubble belongs to; `whole` is all that counts for it now, this bubble too if it `counts`."""

    question: str
    facet: str
    text: str
    whole: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """What counts for an answer now: the words as they were said, oldest first, one line a bubble; and how many
    bubbles are something else."""

    text: str
    media: int


def keep(conn: Connection, bubble: Bubble) -> int:
    """The same message again replaces itself, in whichever answer it is now. Returns the row's id."""
    row = {name: getattr(bubble, name) for name in Bubble.__slots__}
    made: int = conn.execute(
        chosen(_KEEP, conn), {**row, "set_aside_at": None, "edited_at": None}
    ).scalar_one()
    return made


def keep_many(conn: Connection, rows: Sequence[dict[str, object]]) -> None:
    conn.execute(insert(bubbles), rows)


def joined(conn: Connection, answer_id: int) -> Joined:
    live = [tuple(row) for row in conn.execute(_LIVE, {"a": answer_id})]
    words = [text for kind, text in live if kind == TEXT]
    media = sum(kind not in (TEXT, LOST) for kind, _ in live)
    return Joined("\n".join(words), media)


def reword(conn: Connection, person_id: int, message_id: str, at: int, text: str) -> int | None:
    """The answer whose bubble says something else now; None when there is none, or a newer edit came before."""
    return conn.execute(_REWORD, {"p": person_id, "m": message_id, "at": at, "t": text}).scalar()


def texts(conn: Connection, person_id: int, message_ids: Sequence[str]) -> list[str]:
    return list(conn.execute(_TEXTS, {"p": person_id, "m": list(message_ids)}).scalars())


def placed(conn: Connection, person_id: int, message_id: str) -> Placed | None:
    """Where this message of this person is kept, or None when it is kept as no answer."""
    row = conn.execute(_PLACED, {"p": person_id, "m": message_id}).first()
    return None if row is None else Placed(row.question, row.facet, row.text, row.whole, bool(row.counts))


def alone(conn: Connection, answer_id: int, message_id: str) -> bool:
    """Whether nothing hangs on this answer but this bubble."""
    return conn.execute(_OTHERS, {"a": answer_id, "m": message_id}).first() is None


def media_of(conn: Connection, answer_ids: Sequence[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    """How many bubbles of each kind beside words, by answer."""
    counted: dict[int, tuple[tuple[str, int], ...]] = {}
    for answer_id, kind, number in conn.execute(_COUNTS, {"a": list(answer_ids)}):
        counted[answer_id] = (*counted.get(answer_id, ()), (kind, number))
    return counted


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


def media_since(conn: Connection, person_id: int, since: int) -> int:
    """How many photos, voices and files of this person we were sent since then, kept or not."""
    return conn.execute(_MEDIA_SINCE, {"p": person_id, "since": since}).scalar_one()


def lose(conn: Connection, bubble_id: int) -> int | None:
    """What was sent could not be kept: the bubble stays as that, and counts for the answer no more. Returns whose
    answer holds less now, if any does."""
    lost = conn.execute(_LOSE, {"b": bubble_id}).first()
    if lost is None or lost.set_aside_at is not None:
        return None
    conn.execute(_FEWER, {"a": lost.answer_id})
    return int(lost.person_id)


def erase_media(conn: Connection, person_id: int) -> set[int]:
    """Every photo, voice and file of this person. Returns the answers that they belonged to."""
    return set(conn.execute(_ERASE_MEDIA, {"p": person_id}).scalars())


def erase(conn: Connection, person_id: int, message_id: str) -> None:
    conn.execute(_ERASE, {"p": person_id, "m": [message_id]})
