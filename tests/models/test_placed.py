"""Which answer a message is kept for can be looked up, by whoever said it and by nobody else's name."""

from sqlalchemy import Connection

from models import answers, bubbles
from models.bubbles import Bubble, Placed
from models.database import Store
from tests.models import people as invented
from tests.models.people import NOW, meet


def two_bubbles(conn: Connection, person: int) -> int:
    """An answer of two bubbles, m1 and m2."""
    answer = invented.answer(conn, person).id
    bubbles.keep(conn, Bubble(answer, person, "m1", NOW, "ครูไม่พอ"))
    bubbles.keep(conn, Bubble(answer, person, "m2", NOW + 1, "เน็ตหลุด"))
    answers.put_words(conn, answer, bubbles.joined(conn, answer).text, 0, NOW)
    return answer


def test_a_bubble_is_found_with_its_question_and_all_that_counts_there(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        two_bubbles(conn, person)
        found = bubbles.placed(conn, person, "m1")
    assert found == Placed("problem", "problem", "ครูไม่พอ", "ครูไม่พอ\nเน็ตหลุด", True)


def test_a_bubble_set_aside_is_found_and_does_not_count(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        bubbles.set_aside(conn, two_bubbles(conn, person), NOW)
        found = bubbles.placed(conn, person, "m1")
    assert found is not None
    assert not found.counts


def test_nobody_finds_the_bubble_of_somebody_else(store: Store) -> None:
    with store.writing() as conn:
        two_bubbles(conn, meet(conn))
        assert bubbles.placed(conn, meet(conn, "b"), "m1") is None
