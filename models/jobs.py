"""Work that must be done once for each slot of time: who took it, how it ended. Does none of it."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from models.base import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("tries", Integer, nullable=False, server_default="1"),
    Column("fault", Text),
    Index("ix_jobs_kind_started_at", "kind", "started_at"),
)
