"""Codes on posters: each opens the chat in the context of a round and an event or a school. Holds nobody's words."""

from sqlalchemy import BigInteger, Boolean, Column, Table, Text, false

from models.base import metadata

joins = Table(
    "joins",
    metadata,
    Column("code", Text, primary_key=True),
    Column("round", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("district", Text, nullable=False, server_default=""),
    Column("school", Boolean, nullable=False, server_default=false()),
    Column("created_at", BigInteger, nullable=False),
    Column("closes_at", BigInteger),
)
