"""Of which rounds the database holds answers that are somebody's."""

from models import rounds
from models.database import Store
from models.retention import untie
from tests.models.people import NOW, answer, meet


def tied(store: Store) -> dict[str, int]:
    with store.reading() as conn:
        return rounds.tied(conn)


def _answered(store: Store, name: str, round: str, slots: tuple[str, ...] = ("problem",)) -> int:
    with store.writing() as conn:
        person = meet(conn, name)
        for slot in slots:
            answer(conn, person, slot, round)
        return person


def test_an_empty_database_has_none(store: Store) -> None:
    assert tied(store) == {}


def test_people_are_counted_and_not_their_answers(store: Store) -> None:
    _answered(store, "a", "old", ("problem", "together"))
    _answered(store, "b", "old")
    _answered(store, "c", "new")
    assert tied(store) == {"new": 1, "old": 2}


def test_what_was_made_anonymous_is_nobodys(store: Store) -> None:
    person = _answered(store, "a", "old")
    with store.writing() as conn:
        untie(conn, person, "old", NOW)
    assert tied(store) == {}
