"""Photos, voices and files that people sent: one row each, hanging on the bubble it is. Holds no bytes.

The bytes lie in the media store under `name`, which is random and given when the row is made. A row that goes, goes
by whatever way (its person, answer or bubble erased), leaves its name in `doomed_files`: a trigger does that, so no
way to erase can forget the bytes.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from models.base import Key, metadata

media = Table(
    "media",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bubble_id", BigInteger, ForeignKey("bubbles.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("content_type", Text, nullable=False, server_default=""),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("created_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("fault", Text),
    Index("uq_media_bubble_id", "bubble_id", unique=True),
    Index("ix_media_status_due_at", "status", "due_at"),
    sqlite_autoincrement=True,
)
doomed_files = Table(
    "doomed_files",
    metadata,
    Column("name", Text, primary_key=True),
)
