"""How many people said what, by day, so that a summary reads hundreds of rows however many answers there are.

What the rows mean is told in `bot/summaries/telling.py`, how they come about in `models/folding.py`, which alone adds
to them. `counted` is what was counted of each person last, `stirred` who is to be counted anew. Both outlive a person's
row for the moment until they are taken off.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    Table,
    Text,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.summaries.telling import WHOLE, Key, Tally
from bot.summaries.values import Count
from models.base import metadata

tallies = Table(
    "tallies",
    metadata,
    Column("round", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("next_day", Integer, primary_key=True, autoincrement=False),
    Column("people", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    sqlite_with_rowid=False,
)
counted = Table(
    "counted",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("told", Text, nullable=False),
)
stirred = Table(
    "stirred",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
)

T = TypeVar("T")
_PIECE = 500
_FAR = 10_000_000
_ADD = {}
for _name, _insert in (("sqlite", sqlite.insert(tallies)), ("postgresql", postgresql.insert(tallies))):
    _ADD[_name] = _insert.on_conflict_do_update(
        index_elements=list(Key._fields),
        set_={
            "people": tallies.c.people + _insert.excluded.people,
            "mentions": tallies.c.mentions + _insert.excluded.mentions,
        },
    )
_DROP_EMPTY = delete(tallies).where(
    *(tallies.c[name] == bindparam(f"k_{name}") for name in Key._fields),
    tallies.c.people == 0,
    tallies.c.mentions == 0,
)
_last = or_(tallies.c.next_day == 0, tallies.c.next_day >= bindparam("after"))
_people = func.sum(case((_last, tallies.c.people), else_=0))
_COUNTS = (
    select(tallies.c.what, tallies.c.who, _people, func.sum(tallies.c.mentions))
    .where(
        tallies.c.round == bindparam("round"),
        tallies.c.what.in_(bindparam("whats", expanding=True)),
        tallies.c.who.in_(bindparam("whos", expanding=True)),
        tallies.c.day >= bindparam("first"),
        tallies.c.day < bindparam("after"),
    )
    .group_by(tallies.c.what, tallies.c.who)
)
_DAYS = select(tallies.c.day, tallies.c.next_day, func.sum(tallies.c.people), func.sum(tallies.c.mentions))
_DAYS = _DAYS.where(
    tallies.c.round == bindparam("round"),
    tallies.c.what == bindparam("what"),
    tallies.c.who.in_(bindparam("whos", expanding=True)),
    tallies.c.day >= bindparam("first"),
    tallies.c.day < bindparam("after"),
).group_by(tallies.c.day, tallies.c.next_day)
_ALL = select(*(tallies.c[name] for name in Key._fields), tallies.c.people, tallies.c.mentions)


def add(conn: Connection, changes: Tally) -> None:
    """In one order for everybody, so that nobody waits in a circle. A tally of nobody is no row."""
    ordered = sorted(changes.items())
    statement = _ADD[conn.dialect.name]
    for piece in _pieces(ordered):
        rows = [{**key._asdict(), "people": people, "mentions": said} for key, (people, said) in piece]
        conn.execute(statement, rows)
    fewer = [key for key, (people, said) in ordered if people < 0 or said < 0]
    for keys in _pieces(fewer):
        conn.execute(
            _DROP_EMPTY, [{f"k_{name}": value for name, value in key._asdict().items()} for key in keys]
        )


def counts(
    conn: Connection, round: str, whats: Sequence[str], whos: Sequence[str], first: int = 0, after: int = 0
) -> dict[tuple[str, str], Count]:
    """People and mentions on the days from `first` to before `after`, or in the whole round, by (what, who)."""
    days = {"first": first, "after": after} if after else {"first": WHOLE, "after": WHOLE + 1}
    asked = {"round": round, "whats": list(whats), "whos": list(whos), **days}
    return {(what, who): Count(people, said) for what, who, people, said in conn.execute(_COUNTS, asked)}


def by_day(
    conn: Connection, round: str, what: str, whos: Sequence[str], first: int = 1, after: int = _FAR
) -> list[tuple[int, int, int, int]]:
    """(day, next day, people, mentions), together for all of `whos`, who must not overlap."""
    asked = {"round": round, "what": what, "whos": list(whos), "first": first, "after": after}
    return [(day, following, people, said) for day, following, people, said in conn.execute(_DAYS, asked)]


def everything(conn: Connection) -> Tally:
    return {Key(*key): (people, said) for *key, people, said in conn.execute(_ALL)}


def clear(conn: Connection) -> None:
    """To count everybody anew."""
    conn.execute(delete(tallies))
    conn.execute(delete(counted))


def _pieces(items: Iterable[T]) -> Iterable[list[T]]:
    left = iter(items)
    while piece := list(islice(left, _PIECE)):
        yield piece
