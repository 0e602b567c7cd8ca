"""Invented people for tests of the memory."""

from sqlalchemy import Connection

from models import answers, people
from models.answers import Answer, Given

NOW = 1_790_000_000_000


def meet(conn: Connection, name: str = "a") -> int:
    return people.meet(conn, f"handle-{name}", b"sealed", NOW).id


def given(person_id: int, slot: str = "problem", round: str = "trial") -> Given:
    return Given(round, person_id, slot, slot, slot, 1, "v1", NOW, "teacher", "state", "7101")


def answer(conn: Connection, person_id: int, slot: str = "problem", round: str = "trial") -> Answer:
    return answers.open(conn, given(person_id, slot, round))
