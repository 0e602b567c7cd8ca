"""What an answer means, by whom it was coded: themes, facets, stance, and the words without personal data.

Coders never overwrite one another; today the only coder is the machine. An answer that could not be coded has a row
all the same, with `coded_at` 0 and nothing in it: its words are kept, and shown to nobody before they are masked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    select,
    update,
)

from models.answers import HOLDS_SOMETHING, answers
from models.base import Codes, metadata
from models.upsert import chosen, replacing

MACHINE = "machine"

codings = Table(
    "codings",
    metadata,
    Column("answer_id", BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    Column("coder", Text, primary_key=True),
    Column("themes", Codes, nullable=False),
    Column("focus", Integer, nullable=False),
    Column("facets", Codes, nullable=False),
    Column("stance", Text, nullable=False),
    Column("masked", Text, nullable=False),
    Column("coded_at", BigInteger, nullable=False, index=True),
)

_PUT = replacing(codings, ["answer_id", "coder"])
_UNCODED = (
    select(answers.c.id, answers.c.person_id, answers.c.facet, answers.c.text)
    .join_from(codings, answers)
    .where(codings.c.coded_at == 0, codings.c.coder == MACHINE)
    .order_by(answers.c.id)
    .limit(bindparam("most"))
)
_REPAIR = (
    update(codings)
    .where(codings.c.answer_id == bindparam("a"), codings.c.coder == MACHINE, codings.c.coded_at == 0)
    .values(
        coded_at=bindparam("now"),
        **{name: bindparam(f"new_{name}") for name in ("themes", "focus", "facets", "stance", "masked")},
    )
)
_TOLD = (
    select(
        answers.c.id,
        answers.c.code,
        answers.c.round,
        answers.c.given_at,
        answers.c.role,
        answers.c.sector,
        answers.c.district,
        answers.c.focus,
        answers.c.facet,
        answers.c.question,
        answers.c.text,
        answers.c.chosen,
        answers.c.media,
        codings.c.themes,
        codings.c.masked,
    )
    .select_from(
        answers.outerjoin(codings, and_(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE))
    )
    .where(answers.c.id > bindparam("after"), HOLDS_SOMETHING)
    .order_by(answers.c.id)
    .limit(bindparam("most"))
)
_DROP = delete(codings).where(codings.c.answer_id == bindparam("a"))


@dataclass(frozen=True, slots=True)
class Coding:
    themes: tuple[str, ...] = ()
    focus: int = 0
    facets: tuple[str, ...] = ()
    stance: str = "none"
    masked: str = ""


def put(conn: Connection, answer_id: int, coding: Coding, now: int, coder: str = MACHINE) -> None:
    row = {"answer_id": answer_id, "coder": coder, "coded_at": now, **_values(coding)}
    conn.execute(chosen(_PUT, conn), row)


def put_many(conn: Connection, coded: Sequence[tuple[int, Coding]], now: int) -> None:
    rows = [{"answer_id": id, "coder": MACHINE, "coded_at": now, **_values(coding)} for id, coding in coded]
    conn.execute(chosen(_PUT, conn), rows)


def put_none(conn: Connection, answer_id: int) -> None:
    """The coder failed: to be coded later."""
    put(conn, answer_id, Coding(), 0)


def uncoded(conn: Connection, limit: int) -> list[tuple[int, int, str, str]]:
    """Answers that the coder failed on: id, person, facet, words."""
    found = conn.execute(_UNCODED, {"most": limit})
    return [(id, person_id, facet, words) for id, person_id, facet, words in found]


def repair(conn: Connection, answer_id: int, coding: Coding, now: int) -> None:
    """Unless the person changed the answer meanwhile, and it was coded with that."""
    conn.execute(_REPAIR, {"a": answer_id, "now": now, **{f"new_{k}": v for k, v in _values(coding).items()}})


def _values(coding: Coding) -> dict[str, object]:
    return {
        "themes": list(coding.themes),
        "focus": coding.focus,
        "facets": list(coding.facets),
        "stance": coding.stance,
        "masked": coding.masked,
    }


@dataclass(frozen=True, slots=True)
class Told:
    """One answer with its coding, as a table shows it. `masked` is empty where nothing was coded yet."""

    id: int
    code: str
    round: str
    given_at: int
    role: str
    sector: str
    district: str
    focus: int
    facet: str
    question: str
    text: str
    chosen: tuple[str, ...]
    media: int
    themes: tuple[str, ...]
    masked: str


def told(conn: Connection, after: int, limit: int, round: str | None = None) -> list[Told]:
    """The next answers that hold anything, by id."""
    found = _TOLD if round is None else _TOLD.where(answers.c.round == round)
    rows = conn.execute(found, {"after": after, "most": limit})
    return [_told(tuple(row)) for row in rows]


def _told(row: tuple[Any, ...]) -> Told:
    """An answer that nobody coded yet has neither themes nor masked words."""
    chosen, media, themes, masked = row[-4:]
    return Told(*(*row[:-4], tuple(chosen), media, tuple(themes or ()), masked or ""))


def drop(conn: Connection, answer_id: int) -> None:
    conn.execute(_DROP, {"a": answer_id})
