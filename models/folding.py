"""Brings the tallies up to date with what people gave, person by person. Knows no summary.

Whoever changes what a person gave only stirs that person, in the same transaction; the tallies follow a moment later,
many people at once, and always from the answers themselves. So nothing can be counted twice or forgotten: a person who
is stirred is recounted, and what was counted of them before is kept to be taken off.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, literal, select

from bot.summaries.telling import Spoken, Tally, Told, added, difference, tally, told_of
from models.answers import HOLDS_SOMETHING, answers
from models.codings import MACHINE, codings
from models.people import ANONYMOUS, people
from models.tallies import add, counted, stirred
from models.upsert import chosen, replacing

_THAILAND_MS = 7 * 3_600_000
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()
_STIR, _COUNT = replacing(stirred, ["person_id"]), replacing(counted, ["person_id"])
_ids: Any = bindparam("ids", expanding=True)
_NEXT = (
    select(stirred.c.person_id)
    .where(stirred.c.at <= bindparam("until"))
    .order_by(stirred.c.at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CALM = delete(stirred).where(stirred.c.person_id.in_(_ids))
_BEFORE = select(counted.c.person_id, counted.c.told).where(counted.c.person_id.in_(_ids))
_UNCOUNT = delete(counted).where(counted.c.person_id.in_(_ids))
_PEOPLE = select(
    people.c.id, people.c.round, people.c.created_at, people.c.consent, people.c.finished_at, people.c.handle
).where(people.c.id.in_(_ids))
_SPOKEN = (
    select(
        answers.c.person_id,
        answers.c.round,
        answers.c.given_at,
        answers.c.role,
        answers.c.district,
        answers.c.focus,
        answers.c.facet,
        codings.c.facets,
        codings.c.themes,
    )
    .select_from(
        answers.outerjoin(codings, and_(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE))
    )
    .where(answers.c.person_id.in_(_ids), HOLDS_SOMETHING)
    .order_by(answers.c.id)
)


def stir(conn: Connection, person_id: int, now: int) -> None:
    """This person is to be counted anew. Holds the row until the end of the transaction, so that nobody counts them
    before all of it is there."""
    conn.execute(chosen(_STIR, conn), {"person_id": person_id, "at": now})


def stir_many(conn: Connection, person_ids: Sequence[int], now: int) -> None:
    if person_ids:
        conn.execute(chosen(_STIR, conn), [{"person_id": id, "at": now} for id in sorted(person_ids)])


def stir_everybody(conn: Connection) -> None:
    conn.execute(delete(stirred))
    conn.execute(stirred.insert().from_select(["person_id", "at"], select(people.c.id, literal(0))))


def fold(conn: Connection, round: str, until: int, limit: int) -> list[int]:
    """Recount people who were stirred up to `until`; returns whom. `round` is whose those are who named none."""
    found = list(conn.execute(_NEXT, {"until": until, "most": limit}).scalars())
    if found:
        recount(conn, found, round)
    return found


def recount(conn: Connection, person_ids: Sequence[int], round: str) -> None:
    ids = {"ids": list(person_ids)}
    before = {id: told_of(text) for id, text in conn.execute(_BEFORE, ids)}
    now = told(conn, person_ids, round)
    changes = [
        difference(tally(now.get(id, Told())), tally(before.get(id, Told())))
        for id in person_ids
        if now.get(id) != before.get(id)
    ]
    add(conn, added(changes))
    conn.execute(_UNCOUNT, {"ids": [id for id in person_ids if id not in now]})
    rows = [{"person_id": id, "told": one.as_json()} for id, one in sorted(now.items())]
    if rows:
        conn.execute(chosen(_COUNT, conn), rows)
    conn.execute(_CALM, ids)


def told(conn: Connection, person_ids: Sequence[int], round: str) -> dict[int, Told]:
    """What is to be counted of each of these who is still here."""
    spoken: dict[int, list[Spoken]] = defaultdict(list)
    for person_id, *row in conn.execute(_SPOKEN, {"ids": list(person_ids)}):
        spoken[person_id].append(_spoken(*row))
    known = conn.execute(_PEOPLE, {"ids": list(person_ids)})
    return {id: _told(row, spoken[id], round) for id, *row in known}


def day_of(at: int) -> int:
    """The day that calendars in Thailand showed, as an ordinal of `datetime.date`."""
    return _EPOCH + (at + _THAILAND_MS) // _DAY_MS


def any_stirred(conn: Connection, until: int) -> bool:
    return conn.execute(select(stirred.c.person_id).where(stirred.c.at <= until).limit(1)).first() is not None


def waiting(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(stirred)).scalar_one()


def expected(conn: Connection, round: str, page: int = 2_000) -> Tally:
    """All tallies made anew from the answers; of people who still wait to be recounted, as they were counted last."""
    pending = set(conn.execute(select(stirred.c.person_id)).scalars())
    total: Tally = {}
    for ids in _pages(conn, page):
        now = told(conn, [id for id in ids if id not in pending], round)
        total = added([total, *map(tally, now.values())])
    before = select(counted.c.told).where(counted.c.person_id.in_(select(stirred.c.person_id)))
    return added([total, *(tally(told_of(text)) for text in conn.execute(before).scalars())])


def _pages(conn: Connection, size: int) -> Iterable[list[int]]:
    after = 0
    while ids := list(
        conn.execute(
            select(people.c.id).where(people.c.id > after).order_by(people.c.id).limit(size)
        ).scalars()
    ):
        yield ids
        after = ids[-1]


def _told(row: Sequence[Any], spoken: Sequence[Spoken], default: str) -> Told:
    round, created_at, consent, finished_at, handle = row
    nobody = str(handle).startswith(ANONYMOUS)
    joined = 0 if nobody else day_of(created_at)
    return Told(round or default, joined, bool(consent), finished_at is not None, tuple(spoken))


def _spoken(
    round: str,
    given_at: int,
    role: str,
    district: str,
    focus: int,
    facet: str,
    facets: Sequence[str] | None,
    themes: Sequence[str] | None,
) -> Spoken:
    """Talk outside the questions belongs to the facets that the coder found in it."""
    asked = () if facet == "free" else (facet,)
    named = tuple(dict.fromkeys((*asked, *(facets or ()))))
    return Spoken(round, day_of(given_at), role, district, focus, named, tuple(themes or ()))
