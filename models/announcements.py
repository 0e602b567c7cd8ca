"""What organisers tell people, and to whom: a draft, then one row of `audience` for each person it goes to."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from models.base import Key, metadata

announcements = Table(
    "announcements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("scope", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="draft"),
    Column("confirmed_at", BigInteger),
    Column("ended_at", BigInteger),
    Index("uq_announcements_code", "code", unique=True),
    sqlite_autoincrement=True,
)
audience = Table(
    "audience",
    metadata,
    Column(
        "announcement_id", BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("outbox_id", BigInteger, index=True),
    Index("ix_audience_announcement_id_state", "announcement_id", "state"),
    Index("ix_audience_person_id_state", "person_id", "state"),
)
