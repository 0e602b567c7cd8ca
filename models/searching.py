"""The index of what people said: words of masked answers, and marks to narrow by. Finds and shows no answer.

Derived from answers and codings, and gone with the answer. On SQLite triggers copy it into an FTS5 table
(migration 0005), on PostgreSQL it has a GIN index; both are called `search_index`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Table,
    Text,
    and_,
    bindparam,
    case,
    delete,
    select,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from models.answers import HOLDS_SOMETHING, answers
from models.base import Key, metadata
from models.codings import MACHINE, codings
from models.upsert import chosen, replacing

FORGET = "INSERT INTO search_index (search_index) VALUES ('optimize')"
"""For SQLite, before its file is rewritten: FTS5 only strikes a removed word out, and keeps it until this."""
_MOST, _LONGEST = 2_000, 60
_NO_WORD = re.compile(r"[^\w\u0e00-\u0e7f]+")
_Words = Text().with_variant(TSVECTOR, "postgresql")

search_docs = Table(
    "search_docs",
    metadata,
    Column(
        "answer_id", Key, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("words", _Words, nullable=False),
    Column("marks", _Words, nullable=False),
    Column("digest", Text, nullable=False),
    Index("search_index", "words", "marks", postgresql_using="gin"),
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as it is indexed. `masked` is empty where there is nothing to find: no words, or not coded yet.
    `digest` is what the index was told of it last, None when it does not know it."""

    id: int
    role: str
    sector: str
    district: str
    focus: int
    facets: tuple[str, ...]
    themes: tuple[str, ...]
    masked: str
    digest: str | None


_PUT = replacing(search_docs, ["answer_id"])
_ids: Any = bindparam("ids", expanding=True)
_DROP = delete(search_docs).where(search_docs.c.answer_id.in_(_ids))
_coded = and_(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE, codings.c.coded_at > 0)
_known = search_docs.c.answer_id == answers.c.id
_OF_PEOPLE = (
    select(
        answers.c.id,
        answers.c.role,
        answers.c.sector,
        answers.c.district,
        answers.c.focus,
        answers.c.facet,
        codings.c.facets,
        codings.c.themes,
        case((HOLDS_SOMETHING, codings.c.masked), else_=""),
        search_docs.c.digest,
    )
    .select_from(answers.outerjoin(codings, _coded).outerjoin(search_docs, _known))
    .where(answers.c.person_id.in_(_ids))
    .order_by(answers.c.id)
    # Nobody erases an answer between our look at it and our writing of it.
    .with_for_update(read=True, key_share=True, of=answers)
)
_MISSING = (
    select(answers.c.person_id)
    .distinct()
    .select_from(answers.join(codings, _coded).outerjoin(search_docs, _known))
    .where(search_docs.c.answer_id.is_(None), codings.c.masked != "", HOLDS_SOMETHING)
    .order_by(answers.c.person_id)
    .limit(bindparam("most"))
)


def put(
    conn: Connection, answer_id: int, words: Iterable[str], marks: Iterable[str] = (), digest: str = ""
) -> None:
    """What the index knows of this answer from now on; `words` in the order in which they were said."""
    listed = " ".join if conn.dialect.name == "sqlite" else _tsvector
    row = {
        "answer_id": answer_id,
        "words": listed(safe(words)),
        "marks": listed(safe(marks)),
        "digest": digest,
    }
    conn.execute(chosen(_PUT, conn), row)


def drop(conn: Connection, answer_ids: Sequence[int]) -> None:
    if answer_ids:
        conn.execute(_DROP, {"ids": list(answer_ids)})


def mark(name: str, code: object) -> str:
    """What an answer can be narrowed by."""
    return f"{name}_{code}"


def safe(words: Iterable[str]) -> list[str]:
    """Letters and digits only, so that no word means anything to a database; what has none is left out."""
    plain = (_NO_WORD.sub("", word)[:_LONGEST] for word in words)
    return [word for word in plain if word][:_MOST]


def of_people(conn: Connection, person_ids: Sequence[int]) -> list[Answered]:
    """Every answer of these people."""
    return [_answered(*tuple(row)) for row in conn.execute(_OF_PEOPLE, {"ids": list(person_ids)})]


def missing(conn: Connection, limit: int) -> list[int]:
    """People with answers that the index does not know. Reads all answers."""
    return list(conn.execute(_MISSING, {"most": limit}).scalars())


def _tsvector(words: Sequence[str]) -> str:
    return " ".join(f"'{word}':{place}" for place, word in enumerate(words, 1))


def _answered(
    id: int,
    role: str,
    sector: str,
    district: str,
    focus: int,
    facet: str,
    facets: Sequence[str] | None,
    themes: Sequence[str] | None,
    masked: str | None,
    digest: str | None,
) -> Answered:
    named = tuple(dict.fromkeys((facet, *(facets or ()))))
    return Answered(id, role, sector, district, focus, named, tuple(themes or ()), masked or "", digest)
