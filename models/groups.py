"""LINE groups that invited the bot: a keyed hash, a sealed group id, whether it was linked. Never what is said there."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from models.base import Key, metadata

groups = Table(
    "groups",
    metadata,
    Column("id", Key, primary_key=True),
    Column("handle", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("joined_at", BigInteger, nullable=False),
    Column("linked_at", BigInteger),
    Column("round", Text, nullable=False, server_default=""),
    Column("leave_at", BigInteger),
    Index("uq_groups_handle", "handle", unique=True),
    sqlite_autoincrement=True,
)
