"""Who organises: people who showed a one-time code. Holds no name of theirs; `label` is what the inviter wrote."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    false,
    func,
    select,
    update,
)

from models.base import metadata
from models.codes import new_code
from models.people import people
from models.upsert import chosen, ignoring

organisers = Table(
    "organisers",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("code", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("round", Text, nullable=False, server_default=""),
    Column("label", Text, nullable=False, server_default=""),
    Column("invited_by", Text, nullable=False, server_default=""),
    Column("joined_at", BigInteger, nullable=False),
    Column("desk", Text, nullable=False, server_default=""),
    Column("digest_day", Integer, nullable=False, server_default="1"),
    Column("digest_hour", Integer, nullable=False, server_default="8"),
    Column("digest_off", Boolean, nullable=False, server_default=false()),
    Index("uq_organisers_code", "code", unique=True),
)

OWNER, ORGANISER, VIEWER = "owner", "organiser", "viewer"
ROLES = (OWNER, ORGANISER, VIEWER)
"""From the one who may do all to the one who may only look."""


@dataclass(frozen=True, slots=True)
class Organiser:
    """`code` names them to other organisers and in the log. `desk` is what is open with them, as JSON; `digest_day`
    counts from 1, Monday, `digest_hour` by the clocks of Thailand. `round` is "" for the bot's own."""

    person_id: int
    code: str
    role: str
    round: str = ""
    label: str = ""
    invited_by: str = ""
    joined_at: int = 0
    desk: str = ""
    digest_day: int = 1
    digest_hour: int = 8
    digest_off: bool = False

    def may(self, least: str) -> bool:
        """Whether this role is `least` or more."""
        return ROLES.index(self.role) <= ROLES.index(least)


_FIELDS = Organiser.__slots__
_ALL = select(*(organisers.c[name] for name in _FIELDS))
_JOIN = {name: statement.returning(organisers.c.code) for name, statement in ignoring(organisers).items()}
_OF = _ALL.where(organisers.c.person_id == bindparam("p"))
_BY_CODE = _ALL.where(organisers.c.code == bindparam("c"))
_HANDLES = select(people.c.handle).join(organisers, organisers.c.person_id == people.c.id)
_LISTED = _ALL.order_by(organisers.c.joined_at, organisers.c.person_id)
_OWNERS = select(organisers.c.person_id).where(organisers.c.role == OWNER).order_by(organisers.c.person_id)
_KEPT = tuple(name for name in _FIELDS if name not in ("person_id", "code", "joined_at", "desk"))
_KEEP = (
    update(organisers)
    .where(organisers.c.person_id == bindparam("p"))
    .values({name: bindparam(f"new_{name}") for name in _KEPT})
)
_SET_DESK = update(organisers).where(organisers.c.person_id == bindparam("p")).values(desk=bindparam("desk"))
_REMOVE = delete(organisers).where(organisers.c.person_id == bindparam("p"))


def join(conn: Connection, organiser: Organiser, draw: Callable[[], str] = new_code) -> Organiser:
    """The same with a code of their own; the one that it came with does not count. For somebody who is none yet:
    raises LookupError otherwise."""
    row = {name: getattr(organiser, name) for name in _FIELDS}
    for _ in range(100):
        code = draw()
        if conn.execute(chosen(_JOIN, conn), {**row, "code": code}).scalar():
            return replace(organiser, code=code)
    raise LookupError("an organiser already, or no free code was drawn")


def of(conn: Connection, person_id: int) -> Organiser | None:
    row = conn.execute(_OF, {"p": person_id}).first()
    return None if row is None else Organiser(*row)


def handles(conn: Connection) -> list[str]:
    """Of all organisers, to know them by in a message that just came."""
    return list(conn.execute(_HANDLES).scalars())


def by_code(conn: Connection, code: str) -> Organiser | None:
    row = conn.execute(_BY_CODE, {"c": code}).first()
    return None if row is None else Organiser(*row)


def listed(conn: Connection, first: int = 0, most: int | None = None) -> list[Organiser]:
    """From the one who has been here longest; `first` are left out."""
    return [Organiser(*row) for row in conn.execute(_LISTED.offset(first).limit(most))]


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(organisers)).scalar_one()


def count_owners(conn: Connection) -> int:
    """Nobody else becomes less than an owner before this transaction ends: two who remove each other cannot both
    count two."""
    return len(conn.execute(_OWNERS.with_for_update()).all())


def keep(conn: Connection, organiser: Organiser) -> None:
    """All of it but the code, the day of joining and what is open. Nothing happens when they were removed meanwhile."""
    conn.execute(
        _KEEP, {"p": organiser.person_id, **{f"new_{name}": getattr(organiser, name) for name in _KEPT}}
    )


def set_desk(conn: Connection, person_id: int, desk: str) -> None:
    """What is open with an organiser, "" for nothing; all else stays as it is."""
    conn.execute(_SET_DESK, {"p": person_id, "desk": desk})


def remove(conn: Connection, person_id: int) -> None:
    conn.execute(_REMOVE, {"p": person_id})
