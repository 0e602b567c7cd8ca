"""A poster's code is its own, is told from what people type by chance, and is found for as long as it hangs."""

from collections.abc import Iterator

import pytest

from models import joins
from models.database import Store
from models.joins import Join
from tests.models.people import NOW

FAIR = Join("", "1", "เวทีรับฟัง อ.ไทรโยค", "7102", False, NOW)
SCHOOL = Join("", "1", "โรงเรียนบ้านริมน้ำ", "", True, NOW + 1, NOW + 1_000)


def _made(store: Store, join: Join, *drawn: str) -> Join:
    letters: Iterator[str] = iter(drawn)
    with store.writing() as conn:
        return joins.make(conn, join, lambda: next(letters)) if drawn else joins.make(conn, join)


def _found(store: Store, code: str) -> Join | None:
    with store.reading() as conn:
        return joins.find(conn, code)


@pytest.mark.parametrize("join", [FAIR, SCHOOL])
def test_what_was_made_is_found(store: Store, join: Join) -> None:
    made = _made(store, join)
    assert _found(store, made.code) == made


def test_a_code_that_was_never_made_is_not_found(store: Store) -> None:
    _made(store, FAIR, "K7F3Q2")
    assert _found(store, "K7F3Q3") is None


def test_a_code_that_is_taken_is_drawn_again(store: Store) -> None:
    _made(store, FAIR, "K7F3Q2")
    assert _made(store, SCHOOL, "K7F3Q2", "M4X9TD").code == "M4X9TD"


def test_who_draws_a_taken_code_changes_nothing_of_it(store: Store) -> None:
    first = _made(store, FAIR, "K7F3Q2")
    _made(store, SCHOOL, "K7F3Q2", "M4X9TD")
    assert _found(store, "K7F3Q2") == first


@pytest.mark.parametrize("by_chance", ["234567", "KJFRQM"])
def test_neither_a_number_nor_a_word_becomes_a_code(store: Store, by_chance: str) -> None:
    assert _made(store, FAIR, by_chance, "M4X9TD").code == "M4X9TD"


def test_all_codes_are_told_the_oldest_first(store: Store) -> None:
    later, sooner = _made(store, SCHOOL), _made(store, FAIR)
    with store.reading() as conn:
        assert joins.made(conn) == [sooner, later]


def test_a_closed_code_is_no_longer_among_the_open_ones(store: Store) -> None:
    always = _made(store, FAIR)
    _made(store, SCHOOL)
    with store.reading() as conn:
        assert joins.still_open(conn, NOW + 1_000) == [always]


def test_a_code_is_open_until_the_moment_it_closes() -> None:
    assert [SCHOOL.is_open(NOW + 999), SCHOOL.is_open(NOW + 1_000), FAIR.is_open(NOW * 2)] == [
        True,
        False,
        True,
    ]
