"""Which organiser got the digest of which week: the primary key is what makes it exactly one."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from models.base import metadata

digests = Table(
    "digests",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("week", Text, primary_key=True),
    Column("sent_at", BigInteger, nullable=False),
)
