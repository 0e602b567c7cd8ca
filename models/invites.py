"""One-time codes that open a door: today, to link a group. Only a keyed hash of each code is kept."""

import secrets

from sqlalchemy import BigInteger, Column, Connection, Index, Table, Text, bindparam, insert, update

from models.base import Key, metadata
from models.codes import LETTERS
from models.identity import Identity

GROUP = "group"
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
_ADD = insert(invites)
_USE = (
    update(invites)
    .where(invites.c.digest == bindparam("d"), invites.c.kind == bindparam("k"))
    .where(invites.c.used_at.is_(None), invites.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"))
    .returning(invites.c.round)
)


def new_code() -> str:
    """Such as K7F3Q-2MXDR. Whoever makes it shows it once; nobody can read it back."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def digest(identity: Identity, code: str) -> str:
    """The keyed hash of a code, however it was typed. No LINE id begins so, so it is nobody's handle either."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return identity.handle(f"invite {plain}")


def add(conn: Connection, digest: str, *, kind: str, round: str, now: int, expires_at: int) -> None:
    row = {"digest": digest, "kind": kind, "round": round, "created_at": now, "expires_at": expires_at}
    conn.execute(_ADD, row)


def use(conn: Connection, digest: str, kind: str, now: int) -> str | None:
    """The round that the code opens, once; None for a wrong, used or expired one. Two at once: one gets it."""
    found = conn.execute(_USE, {"d": digest, "k": kind, "now": now}).first()
    return None if found is None else str(found[0])
