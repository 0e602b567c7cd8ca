"""How many people said what, by day, so that a summary reads hundreds of rows however many answers there are."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from models.base import metadata

tallies = Table(
    "tallies",
    metadata,
    Column("round", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("next_day", Integer, primary_key=True, autoincrement=False),
    Column("people", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    sqlite_with_rowid=False,
)
counted = Table(
    "counted",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("told", Text, nullable=False),
)
stirred = Table(
    "stirred",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
)
