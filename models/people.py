"""Who we talk with: a keyed hash, a sealed LINE user id, what they told of themselves. Never a name.

Erasing the row erases all that hangs on it: every other table follows by its foreign key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    LargeBinary,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.state import Profile
from models.base import Codes, Key, metadata
from models.identity import Identity

ANONYMOUS = "anonymous "
"""How the handle of a row begins that holds answers together and stands for nobody any more."""

people = Table(
    "people",
    metadata,
    Column("id", Key, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("blocked_at", BigInteger),
    Column("consent", Text, nullable=False, server_default=""),
    Column("consent_at", BigInteger),
    Column("age", Text, nullable=False, server_default=""),
    Column("role", Text, nullable=False, server_default=""),
    Column("zone", Text, nullable=False, server_default=""),
    Column("district", Text, nullable=False, server_default=""),
    Column("school_size", Text, nullable=False, server_default=""),
    Column("affiliation", Text, nullable=False, server_default=""),
    Column("area", Codes, nullable=False, server_default="[]"),
    Column("reply_token", Text),
    Column("reply_token_at", BigInteger),
    Column("round", Text, nullable=False, server_default=""),
    Column("finished_at", BigInteger),
    Index("uq_people_handle", "handle", unique=True),
    # The number of an erased person must never point at somebody else.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Person:
    """`reply_token` is the last one that was not used yet, `reply_token_at` when we got it by our clock, `seen_at` when
    we last heard of them. `organises` is only known to whoever looked it up with `states.find`."""

    id: int
    handle: str
    reply_token: str | None = None
    reply_token_at: int | None = None
    blocked_at: int | None = None
    seen_at: int = 0
    organises: bool = False


PERSON = (
    people.c.id,
    people.c.handle,
    people.c.reply_token,
    people.c.reply_token_at,
    people.c.blocked_at,
    people.c.seen_at,
)
_FIND = select(*PERSON).where(people.c.handle == bindparam("h"))
_BY_ID = select(*PERSON).where(people.c.id == bindparam("i"))
_MEET = insert(people).returning(people.c.id)
_ERASE = delete(people).where(people.c.id == bindparam("i"))
_SEEN = (
    update(people)
    .where(people.c.id == bindparam("i"))
    .values(
        seen_at=bindparam("seen"),
        blocked_at=bindparam("blocked"),
        reply_token=bindparam("token"),
        reply_token_at=bindparam("token_at"),
    )
)
_FINISH = (
    update(people)
    .where(people.c.id == bindparam("i"), people.c.finished_at.is_(None))
    .values(finished_at=bindparam("now"))
)
_DESCRIBE = update(people).where(people.c.id == bindparam("i"))


def find(conn: Connection, handle: str) -> Person | None:
    row = conn.execute(_FIND, {"h": handle}).first()
    return None if row is None else Person(*row)


def get(conn: Connection, person_id: int) -> Person | None:
    row = conn.execute(_BY_ID, {"i": person_id}).first()
    return None if row is None else Person(*row)


def meet(conn: Connection, handle: str, sealed: bytes, now: int) -> Person:
    """A person nobody has met. The caller holds the lock on the handle."""
    values = {"handle": handle, "sealed": sealed, "created_at": now, "seen_at": now, "area": []}
    return Person(conn.execute(_MEET, values).scalar_one(), handle, seen_at=now)


def see(conn: Connection, person: Person, now: int) -> None:
    """Keep what the turn left: when we last heard of them, whether they blocked us, the unused token."""
    values = {"i": person.id, "seen": now, "blocked": person.blocked_at}
    conn.execute(_SEEN, {**values, "token": person.reply_token, "token_at": person.reply_token_at})


def describe(conn: Connection, person_id: int, profile: Profile) -> None:
    """Keep what the person told of themselves, for counting."""
    values = {
        "consent": profile.consent,
        "consent_at": profile.consent_at or None,
        "age": profile.age,
        "role": profile.role,
        "zone": profile.zone,
        "district": profile.district,
        "school_size": profile.school_size,
        "affiliation": profile.affiliation,
        "area": list(profile.area),
        "round": profile.round,
    }
    conn.execute(_DESCRIBE.values(values), {"i": person_id})


def finish(conn: Connection, person_id: int, now: int) -> None:
    """They came to the end of the short path; only the first time counts."""
    conn.execute(_FINISH, {"i": person_id, "now": now})


def erase(conn: Connection, person_id: int) -> None:
    conn.execute(_ERASE, {"i": person_id})


def count(conn: Connection) -> int:
    return conn.execute(select(func.count()).select_from(people)).scalar_one()


def meet_many(conn: Connection, rows: Sequence[dict[str, object]]) -> list[int]:
    """Many at once, in order; for invented people."""
    return list(
        conn.execute(insert(people).returning(people.c.id, sort_by_parameter_order=True), rows).scalars()
    )


def reseal(conn: Connection, identity: Identity) -> int:
    """After the secret changed: everyone gets a new hash and a new seal. Returns how many had an old one.

    Whoever was made anonymous has neither.
    """
    changed = 0
    known = select(people.c.id, people.c.handle, people.c.sealed).where(people.c.sealed != b"")
    for row in conn.execute(known).all():
        user_id = identity.open(row.sealed)
        if identity.handle(user_id) != row.handle:
            values = {"handle": identity.handle(user_id), "sealed": identity.seal(user_id)}
            conn.execute(update(people).where(people.c.id == row.id).values(values))
            changed += 1
    return changed
