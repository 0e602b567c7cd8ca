"""Where each person is in the conversation: one row, one JSON. Never looks into it beyond reading it back."""

from dataclasses import replace

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Table, Text, bindparam, select

from bot.state import State, from_json, to_json
from models.base import metadata
from models.organisers import organisers
from models.people import PERSON, Person, people
from models.upsert import chosen, replacing

states = Table(
    "states",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("json", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
)

_LOAD = select(states.c.json).where(states.c.person_id == bindparam("i"))
_FIND = (
    select(*PERSON, organisers.c.person_id.is_not(None), states.c.json)
    .select_from(
        people.outerjoin(states, states.c.person_id == people.c.id).outerjoin(
            organisers, organisers.c.person_id == people.c.id
        )
    )
    .where(people.c.handle == bindparam("h"))
)
_SAVE = replacing(states, ["person_id"])


def find(conn: Connection, handle: str) -> tuple[Person, State] | None:
    """A person and where they are, in one look: every event begins with it."""
    row = conn.execute(_FIND, {"h": handle}).first()
    if row is None:
        return None
    *person, organises, json = tuple(row)
    found = replace(Person(*person), organises=bool(organises))
    return found, State() if json is None else from_json(json)


def load(conn: Connection, person_id: int) -> State:
    json = conn.execute(_LOAD, {"i": person_id}).scalar()
    return State() if json is None else from_json(json)


def save(conn: Connection, person_id: int, state: State, now: int) -> None:
    """`version` is the questionnaire's, so that people who stand in an old one can be found."""
    row = {"person_id": person_id, "json": to_json(state), "version": state.version, "saved_at": now}
    conn.execute(chosen(_SAVE, conn), row)
