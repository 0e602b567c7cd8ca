"""One-time codes that open a door: to link a group, to become an organiser. Only a keyed hash of each is kept."""

import secrets
from dataclasses import asdict, dataclass

from sqlalchemy import BigInteger, Column, Connection, Index, Table, Text, bindparam, insert, select, update

from models.base import Key, metadata
from models.codes import LETTERS
from models.identity import Identity

GROUP, ORGANISER = "group", "organiser"
LENGTH = 10
"""Ten of 24 letters are more than 45 bits: nobody guesses one in a few tries an hour."""
_HALF = LENGTH // 2

invites = Table(
    "invites",
    metadata,
    Column("id", Key, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("round", Text, nullable=False, server_default=""),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("role", Text, nullable=False, server_default=""),
    Column("label", Text, nullable=False, server_default=""),
    Column("made_by", Text, nullable=False, server_default=""),
    Index("uq_invites_digest", "digest", unique=True),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Invite:
    """What a code opens. `label` is how the inviter calls the one who is to use it, `made_by` an organiser's code or
    the operator. `round` is "" for the bot's own."""

    round: str = ""
    role: str = ""
    label: str = ""
    made_by: str = ""


_ADD = insert(invites)
_open = (
    (invites.c.digest == bindparam("d"))
    & (invites.c.kind == bindparam("k"))
    & invites.c.used_at.is_(None)
    & (invites.c.expires_at > bindparam("now"))
)
_FIND = select(*(invites.c[name] for name in Invite.__slots__)).where(_open)
# The name of a person has no business in a code that is used up.
_USE = update(invites).where(_open).values(used_at=bindparam("now"), label="").returning(invites.c.round)


def new_code() -> str:
    """Such as K7F3Q-2MXDR. Whoever makes it shows it once; nobody can read it back."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def digest(identity: Identity, code: str) -> str:
    """The keyed hash of a code, however it was typed. No LINE id begins so, so it is nobody's handle either."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return identity.handle(f"invite {plain}")


def add(conn: Connection, digest: str, *, kind: str, now: int, expires_at: int, **opens: str) -> None:
    """`opens` are the fields of an `Invite`."""
    row = {"digest": digest, "kind": kind, "created_at": now, "expires_at": expires_at}
    conn.execute(_ADD, row | asdict(Invite(**opens)))


def find(conn: Connection, digest: str, kind: str, now: int) -> Invite | None:
    """What the code would open; None for a wrong, used or expired one."""
    row = conn.execute(_FIND, {"d": digest, "k": kind, "now": now}).first()
    return None if row is None else Invite(*row)


def use(conn: Connection, digest: str, kind: str, now: int) -> str | None:
    """The round that the code opens, once; None for a wrong, used or expired one. Two at once: one gets it."""
    found = conn.execute(_USE, {"d": digest, "k": kind, "now": now}).first()
    return None if found is None else str(found[0])
