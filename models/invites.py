"""One-time codes that open a door: today, to link a group. Only a keyed hash of each code is kept."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from models.base import Key, metadata

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
    Index("uq_invites_digest", "digest", unique=True),
    sqlite_autoincrement=True,
)
