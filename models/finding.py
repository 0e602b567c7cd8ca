"""Finds answers by their words in the index of `models/searching.py`, best first, and shows them masked. Keeps nothing.

However many answers hold a word, only the newest few thousand of them are ranked and counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from models.answers import HOLDS_SOMETHING, answers
from models.codings import MACHINE, codings
from models.people import ANONYMOUS, people
from models.searching import safe, search_docs
from models.voices import Heard

LOOKED_AT = 2_000
ENOUGH = 8
"""Where fewer answers have every word, those with some of them follow."""
_MOST_WORDS = 12
_TOGETHER = 100.0
"""Words that stand together as they were asked for are worth more than all else."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a round. Of each group of `marks` an answer has at least one; `since` and `before` in
    milliseconds, 0 for open."""

    round: str
    words: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    since: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the hits. `mentions` and `people` count all that were found, `whole` those with every word; `more`:
    there may be others, older than the newest `LOOKED_AT`."""

    hits: tuple[Heard, ...] = ()
    mentions: int = 0
    people: int = 0
    whole: int = 0
    more: bool = False


Ranked = list[tuple[int, int]]
"""Answers and whose they are, best first."""
_ids: Any = bindparam("ids", expanding=True)
_coded = and_(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE)
_SHOWN = (
    select(
        answers.c.id,
        answers.c.code,
        answers.c.person_id,
        answers.c.given_at,
        answers.c.role,
        answers.c.district,
        answers.c.focus,
        codings.c.themes,
        codings.c.facets,
        codings.c.stance,
        codings.c.masked,
    )
    .join_from(answers, codings, _coded)
    .where(answers.c.id.in_(_ids), codings.c.masked != "")
)
# What is nobody's any more was given by people who had agreed.
_agreed = or_(people.c.consent != "", people.c.handle.startswith(ANONYMOUS))
_fts = table("search_index", column("rowid"))
_all_of_fts: ColumnElement[Any] = literal_column("search_index")


def find(conn: Connection, wanted: Wanted, *, limit: int, offset: int = 0) -> Found:
    """Without words the newest come first. With some, the answers that have every word, best first; where those are
    few, answers with some of the words follow. A word finds longer ones that begin with it."""
    whole = ranked = _ranked(conn, wanted, "&")
    if len(wanted.words) > 1 and len(whole) < ENOUGH:
        known = {id for id, _ in whole}
        ranked = whole + [each for each in _ranked(conn, wanted, "|") if each[0] not in known]
    return _found(conn, ranked, len(whole), limit, offset)


def find_text(conn: Connection, wanted: Wanted, text: str, *, limit: int, offset: int = 0) -> Found:
    """Among the newest, those whose masked words hold `text` to the letter, but for its case."""
    plain = text.replace("\0", "").encode("utf-8", "ignore").decode()
    newest = _ranked(conn, replace(wanted, words=()), "&") if plain.strip() else []
    held = select(codings.c.answer_id).where(codings.c.answer_id.in_(_ids), codings.c.coder == MACHINE)
    held = held.where(codings.c.masked.icontains(plain, autoescape=True))
    holding = set(conn.execute(held, {"ids": [id for id, _ in newest]}).scalars())
    hits = [each for each in newest if each[0] in holding]
    return _found(conn, hits, len(hits), limit, offset)


def _ranked(conn: Connection, wanted: Wanted, between: str) -> Ranked:
    """Of those that are as good, the newest first."""
    words, groups = safe(wanted.words)[:_MOST_WORDS], [safe(group) for group in wanted.marks]
    if (wanted.words and not words) or not all(groups):
        return []
    asked = _on_sqlite if conn.dialect.name == "sqlite" else _on_postgres
    found = asked(words, groups, between).where(answers.c.round == wanted.round, HOLDS_SOMETHING, _agreed)
    if wanted.since or wanted.before:
        found = found.where(answers.c.given_at >= wanted.since)
    if wanted.before:
        found = found.where(answers.c.given_at < wanted.before)
    rows = sorted(conn.execute(found.limit(LOOKED_AT)), key=lambda row: (-round(row[2], 6), -row[0]))
    return [(id, who) for id, who, _ in rows]


def _on_sqlite(words: Sequence[str], groups: Sequence[Sequence[str]], between: str) -> Select[Any]:
    parts = [f"marks : ({' OR '.join(map(_quoted, group))})" for group in groups]
    if words:
        each = " AND " if between == "&" else " OR "
        parts.append(f"words : ({each.join(_begun(word, _quoted(word), '*') for word in words)})")
    score: ColumnElement[Any] = -func.bm25(_all_of_fts, 1.0, 0.0) if words else literal(0.0)
    joined = _fts.join(answers, answers.c.id == _fts.c.rowid).join(people, people.c.id == answers.c.person_id)
    if len(words) > 1:
        joined = joined.join(search_docs, search_docs.c.answer_id == _fts.c.rowid)
        score += case((func.instr(search_docs.c.words, " ".join(words)) > 0, _TOGETHER), else_=0.0)
    found = select(_fts.c.rowid, answers.c.person_id, score).select_from(joined)
    matching = [_all_of_fts.op("MATCH")(" AND ".join(parts))] if parts else []
    return found.where(*matching).order_by(_fts.c.rowid.desc())


def _on_postgres(words: Sequence[str], groups: Sequence[Sequence[str]], between: str) -> Select[Any]:
    conditions = [
        search_docs.c.marks.op("@@")(_query([f"'{one}'" for one in group], "|")) for group in groups
    ]
    score: ColumnElement[Any] = literal(0.0)
    if words:
        asked = _query([_begun(word, f"'{word}'", ":*") for word in words], between)
        conditions.append(search_docs.c.words.op("@@")(asked))
        score = func.ts_rank_cd(search_docs.c.words, asked, 1)
    found = select(search_docs.c.answer_id, answers.c.person_id, score)
    found = found.join_from(search_docs, answers, answers.c.id == search_docs.c.answer_id)
    found = found.join(people, people.c.id == answers.c.person_id)
    return found.where(*conditions).order_by(search_docs.c.answer_id.desc())


def _begun(word: str, said: str, star: str) -> str:
    """Thai puts the chief word first: "อาหาร" is meant to find "อาหารกลางวัน". A letter or a number begins too much."""
    return said if len(word) < 2 or word.isdigit() else said + star


def _quoted(word: str) -> str:
    return f'"{word}"'


def _query(parts: Sequence[str], between: str) -> ColumnElement[Any]:
    return cast(f" {between} ".join(parts), TSQUERY)


def _found(conn: Connection, ranked: Ranked, whole: int, limit: int, offset: int) -> Found:
    ids = [id for id, _ in ranked[offset : offset + limit]]
    shown = {row[0]: _heard(*tuple(row)) for row in conn.execute(_SHOWN, {"ids": ids})}
    hits = tuple(shown[id] for id in ids if id in shown)
    return Found(hits, len(ranked), len({who for _, who in ranked}), whole, len(ranked) >= LOOKED_AT)


def _heard(*row: Any) -> Heard:
    *told, themes, facets, stance, masked = row
    return Heard(*(*told, tuple(themes), tuple(facets), stance, masked))
