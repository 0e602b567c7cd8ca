"""One answer of one person: the words joined, the choices, and who they were when they gave it.

Never changes a word: `text` is the live bubbles in the order they were said, one line each. `chosen_aside`
are the choices of the answer before this one, which come back when the person takes the new one back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from models.base import Codes, Key, metadata
from models.codes import new_code
from models.joins import joins
from models.upsert import chosen as for_dialect
from models.upsert import ignoring

answers = Table(
    "answers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("slot", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("facet", Text, nullable=False),
    Column("focus", Integer, nullable=False),
    Column("form_version", Text, nullable=False),
    Column("given_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("chosen", Codes, nullable=False, server_default="[]"),
    Column("chosen_aside", Codes, nullable=False, server_default="[]"),
    Column("role", Text, nullable=False, server_default=""),
    Column("sector", Text, nullable=False, server_default=""),
    Column("district", Text, nullable=False, server_default=""),
    Column("media", Integer, nullable=False, server_default="0"),
    Column("came", Text, nullable=False, server_default=""),
    UniqueConstraint("person_id", "round", "slot"),
    Index("uq_answers_code", "code", unique=True),
    Index("ix_answers_round_given_at", "round", "given_at"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Answer:
    id: int
    slot: str
    question: str
    facet: str
    focus: int
    text: str = ""
    chosen: tuple[str, ...] = ()
    media: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """How an answer begins: which question it answers, who speaks, and the first words or choices."""

    round: str
    person_id: int
    slot: str
    question: str
    facet: str
    focus: int
    form_version: str
    given_at: int
    role: str = ""
    sector: str = ""
    district: str = ""
    text: str = ""
    chosen: tuple[str, ...] = ()
    media: int = 0
    came: str = ""


_COLUMNS = (
    answers.c.id,
    answers.c.slot,
    answers.c.question,
    answers.c.facet,
    answers.c.focus,
    answers.c.text,
    answers.c.chosen,
    answers.c.media,
)
_OF_PERSON = select(*_COLUMNS).where(answers.c.person_id == bindparam("p"), answers.c.round == bindparam("r"))
_FIND = _OF_PERSON.where(answers.c.slot == bindparam("s"))
# An answer whose words were all set aside or taken back is none until new ones come.
HOLDS_SOMETHING = or_(answers.c.text != "", func.length(answers.c.chosen.cast(Text)) > 2, answers.c.media > 0)
_MINE = _OF_PERSON.where(HOLDS_SOMETHING).order_by(answers.c.id)
_GET = select(*_COLUMNS).where(answers.c.id == bindparam("a"))
_OPEN = {name: statement.returning(answers.c.id) for name, statement in ignoring(answers).items()}
_TAKEN = select(answers.c.code).where(answers.c.code.in_(bindparam("codes", expanding=True)))
_OPEN_MANY = insert(answers).returning(answers.c.id, sort_by_parameter_order=True)
_BY_ID = update(answers).where(answers.c.id == bindparam("a"))
_WORDS = _BY_ID.values(text=bindparam("t"), media=bindparam("media"), changed_at=bindparam("now"))
_CHOSEN = _BY_ID.values(chosen=bindparam("chosen"), changed_at=bindparam("now"))
_SET_ASIDE = _BY_ID.values(chosen=[], chosen_aside=answers.c.chosen)
_BRING_BACK = _BY_ID.values(chosen=answers.c.chosen_aside, chosen_aside=[]).returning(answers.c.chosen)
_PICKED = select(answers.c.id).where(
    answers.c.id == bindparam("a"),
    or_(func.length(answers.c.chosen.cast(Text)) > 2, func.length(answers.c.chosen_aside.cast(Text)) > 2),
)
_FOCUS = _BY_ID.values(focus=bindparam("focus"))
_unnamed = answers.c.role == ""
_DESCRIBE = (
    update(answers)
    .where(answers.c.person_id == bindparam("p"), answers.c.round == bindparam("r"))
    .where(or_(_unnamed, answers.c.district == ""))
    .values(
        role=case((_unnamed, bindparam("new_role")), else_=answers.c.role),
        sector=case((_unnamed, bindparam("new_sector")), else_=answers.c.sector),
        district=case((answers.c.district == "", bindparam("new_district")), else_=answers.c.district),
    )
)
_UNDESCRIBE = (
    update(answers)
    .where(answers.c.person_id == bindparam("p"), answers.c.round == bindparam("r"))
    .values(role="", sector="", district="")
)
_FORGET_SCHOOLS = (
    update(answers)
    .where(answers.c.person_id == bindparam("p"))
    .where(answers.c.came.in_(select(joins.c.code).where(joins.c.school)))
    .values(came="")
)
_REMOVE = delete(answers).where(answers.c.id == bindparam("a"))


def find(conn: Connection, person_id: int, round: str, slot: str) -> Answer | None:
    row = conn.execute(_FIND, {"p": person_id, "r": round, "s": slot}).first()
    return None if row is None else _answer(tuple(row))


def get(conn: Connection, answer_id: int) -> Answer:
    return _answer(tuple(conn.execute(_GET, {"a": answer_id}).one()))


def open(conn: Connection, given: Given) -> Answer:
    """An answer with a code of its own. The caller holds the person's lock and found none before."""
    row = {name: getattr(given, name) for name in Given.__slots__}
    row |= {"changed_at": given.given_at, "chosen": list(given.chosen)}
    for _ in range(20):  # two people may draw the same code; the second draws again
        made = conn.execute(for_dialect(_OPEN, conn), {**row, "code": new_code()}).scalar()
        if made is not None:
            known = (
                given.slot,
                given.question,
                given.facet,
                given.focus,
                given.text,
                given.chosen,
                given.media,
            )
            return Answer(made, *known)
    raise LookupError(given.slot)


def open_many(conn: Connection, rows: Sequence[dict[str, object]]) -> list[int]:
    """Many at once, in order, each with a code of its own; for invented answers."""
    codes: set[str] = set()
    while len(codes) < len(rows):
        drawn = {new_code() for _ in range(len(rows) - len(codes))}
        codes |= drawn - set(conn.execute(_TAKEN, {"codes": sorted(drawn)}).scalars())
    coded = [{**row, "code": code} for row, code in zip(rows, codes, strict=True)]
    return list(conn.execute(_OPEN_MANY, coded).scalars())


def put_words(conn: Connection, answer_id: int, text: str, media: int, now: int) -> None:
    conn.execute(_WORDS, {"a": answer_id, "t": text, "media": media, "now": now})


def put_chosen(conn: Connection, answer_id: int, chosen: Sequence[str], now: int) -> None:
    conn.execute(_CHOSEN, {"a": answer_id, "chosen": list(chosen), "now": now})


def set_aside(conn: Connection, answer_id: int) -> None:
    conn.execute(_SET_ASIDE, {"a": answer_id})


def bring_back(conn: Connection, answer_id: int) -> tuple[str, ...]:
    """The choices that were set aside last are chosen again."""
    return tuple(conn.execute(_BRING_BACK, {"a": answer_id}).scalar_one())


def ever_chosen(conn: Connection, answer_id: int) -> bool:
    """Whether buttons were picked for it, now or in the answer before this one."""
    return conn.execute(_PICKED, {"a": answer_id}).first() is not None


def put_focus(conn: Connection, answer_id: int, focus: int) -> None:
    conn.execute(_FOCUS, {"a": answer_id, "focus": focus})


def describe(conn: Connection, person_id: int, round: str, role: str, sector: str, district: str) -> None:
    """Who gave the answers of this round that do not tell yet; what an answer tells already stays."""
    told = {"new_role": role, "new_sector": sector, "new_district": district}
    conn.execute(_DESCRIBE, {"p": person_id, "r": round, **told})


def undescribe(conn: Connection, person_id: int, round: str) -> None:
    """What the answers of this round tell of the person is to be told anew."""
    conn.execute(_UNDESCRIBE, {"p": person_id, "r": round})


def forget_schools(conn: Connection, person_id: int) -> None:
    """Posters of schools that this person's answers came by."""
    conn.execute(_FORGET_SCHOOLS, {"p": person_id})


def remove(conn: Connection, answer_id: int) -> None:
    conn.execute(_REMOVE, {"a": answer_id})


def mine(conn: Connection, person_id: int, round: str) -> list[Answer]:
    """What this person said in this round, in the order it was first given."""
    found = conn.execute(_MINE, {"p": person_id, "r": round})
    return [_answer(tuple(row)) for row in found]


def _answer(row: tuple[Any, ...]) -> Answer:
    id, slot, question, facet, focus, text, chosen, media = row
    return Answer(id, slot, question, facet, focus, text, tuple(chosen), media)
