"""Codes on posters: each opens the chat in the context of a round and an event or a school. Holds nobody's words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import BigInteger, Boolean, Column, Connection, Table, Text, bindparam, false, or_, select

from models.base import metadata
from models.codes import new_code
from models.upsert import chosen, ignoring

joins = Table(
    "joins",
    metadata,
    Column("code", Text, primary_key=True),
    Column("round", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("district", Text, nullable=False, server_default=""),
    Column("school", Boolean, nullable=False, server_default=false()),
    Column("created_at", BigInteger, nullable=False),
    Column("closes_at", BigInteger),
)


@dataclass(frozen=True, slots=True)
class Join:
    """`title` is the event's name or, with `school`, the school's. `closes_at` is the first moment after it."""

    code: str
    round: str
    title: str
    district: str
    school: bool
    created_at: int
    closes_at: int | None = None

    def is_open(self, now: int) -> bool:
        return self.closes_at is None or now < self.closes_at


_JOIN = tuple(joins.c[name] for name in Join.__slots__)
_MAKE = {name: insert.returning(joins.c.code) for name, insert in ignoring(joins).items()}
_FIND = select(*_JOIN).where(joins.c.code == bindparam("c"))
_ALL = select(*_JOIN).order_by(joins.c.created_at, joins.c.code)
_OPEN = _ALL.where(or_(joins.c.closes_at.is_(None), joins.c.closes_at > bindparam("now")))


def is_telling(code: str) -> bool:
    """Neither a number nor a word: what people type by hand is then never taken for a code by chance."""
    return any(letter.isdigit() for letter in code) and any(letter.isalpha() for letter in code)


def make(conn: Connection, join: Join, draw: Callable[[], str] = new_code) -> Join:
    """The same with a code of its own; the one that it came with does not count."""
    row = {name: getattr(join, name) for name in Join.__slots__}
    for _ in range(100):
        code = draw()
        if is_telling(code) and conn.execute(chosen(_MAKE, conn), {**row, "code": code}).scalar():
            return replace(join, code=code)
    raise LookupError("no free code was drawn")


def find(conn: Connection, code: str) -> Join | None:
    """Open or closed."""
    row = conn.execute(_FIND, {"c": code}).first()
    return None if row is None else Join(*row)


def made(conn: Connection) -> list[Join]:
    """All, the oldest first."""
    return [Join(*row) for row in conn.execute(_ALL)]


def still_open(conn: Connection, now: int) -> list[Join]:
    return [Join(*row) for row in conn.execute(_OPEN, {"now": now})]
