"""Who organises: people who showed a one-time code. Holds no name of theirs; `label` is what the inviter wrote."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false

from models.base import metadata

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
