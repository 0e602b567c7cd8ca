"""Every push is a row here before it is sent, against the month's quota that LINE named. Sends nothing."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from models.base import Key, metadata

ledger = Table(
    "ledger",
    metadata,
    Column("id", Key, primary_key=True),
    Column("outbox_id", BigInteger, nullable=False),
    Column("month", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("recipients", Integer, nullable=False),
    Column("state", Text, nullable=False, server_default="reserved"),
    Column("made_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
    Index("uq_ledger_outbox_id", "outbox_id", unique=True),
    Index("ix_ledger_month_state", "month", "state"),
    sqlite_autoincrement=True,
)
quotas = Table(
    "quotas",
    metadata,
    Column("month", Text, primary_key=True),
    Column("kind", Text, nullable=False, server_default=""),
    Column("value", Integer),
    Column("used", Integer, nullable=False, server_default="0"),
    Column("read_at", BigInteger, nullable=False, server_default="0"),
    Column("full_at", BigInteger),
)
