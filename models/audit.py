"""What organisers and operators did, when. The database itself refuses to change or remove a row."""

from sqlalchemy import BigInteger, Column, Table, Text

from models.base import Key, metadata

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)
