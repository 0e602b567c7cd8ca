"""Every erasure is marked until the files are clean of it, and many of them need no more marks than one."""

import threading

import pytest
from sqlalchemy import select

from models import scrub
from models.database import Store
from models.slots import slots
from tests.models.people import NOW

MINUTE = 60_000
BEGAN = NOW // MINUTE * MINUTE


def _erase(store: Store, *at: int) -> None:
    """What an erasure leaves, at each of these times."""
    for now in at:
        with store.writing() as conn:
            scrub.want(conn, now)


def _fail_to_erase(store: Store, now: int) -> None:
    with store.writing() as conn:
        scrub.want(conn, now)
        raise ZeroDivisionError


def _due(store: Store) -> list[int]:
    with store.reading() as conn:
        return sorted(conn.execute(select(slots.c.taken_at)).scalars())


def _marks(store: Store, now: int) -> list[scrub.Mark]:
    with store.reading() as conn:
        return scrub.wanted(conn, now)


def test_five_hundred_erasures_of_a_minute_leave_one_mark_for_now_and_one_for_later(store: Store) -> None:
    _erase(store, *range(BEGAN, BEGAN + MINUTE, MINUTE // 500))
    assert len(_due(store)) == 2


def test_each_minute_has_marks_of_its_own(store: Store) -> None:
    _erase(store, BEGAN + MINUTE - 1, BEGAN + MINUTE)
    assert len(_due(store)) == 4


@pytest.mark.parametrize("at", [BEGAN, BEGAN + 1, BEGAN + MINUTE - 1])
def test_an_erasure_is_due_at_once(store: Store, at: int) -> None:
    _erase(store, at)
    assert len(_marks(store, at)) == 1


def test_erasures_of_one_moment_are_due_at_once(store: Store) -> None:
    _erase(store, BEGAN, BEGAN, BEGAN)
    assert len(_marks(store, BEGAN)) == 1


@pytest.mark.parametrize("at", [BEGAN, BEGAN + 1, BEGAN + MINUTE - 1])
def test_it_is_due_once_more_after_a_quarter_of_an_hour_and_within_the_minute(store: Store, at: int) -> None:
    _erase(store, at)
    later = _due(store)[1] - at
    assert 15 * MINUTE <= later <= 16 * MINUTE


def test_a_scrub_takes_the_marks_that_were_due(store: Store) -> None:
    _erase(store, BEGAN)
    assert scrub.scrub(store, BEGAN + MINUTE)
    assert (_marks(store, BEGAN + MINUTE), len(_due(store))) == ([], 1)


def test_what_is_erased_while_the_files_are_rewritten_stays_marked(store: Store) -> None:
    """Of the same minute, so that it finds the mark of the erasure before it."""
    _erase(store, BEGAN + 1)
    seen = _marks(store, BEGAN + 5)
    _erase(store, BEGAN + 6)
    scrub.done(store, seen)
    assert len(_marks(store, BEGAN + 7)) == 1


def test_an_erasure_that_is_not_over_when_the_marks_go_stays_marked(store: Store) -> None:
    """The other one waits for it, and then looks again."""
    _erase(store, BEGAN + 1)
    other = threading.Thread(target=scrub.done, args=(store, _marks(store, BEGAN + 5)))
    with store.writing() as conn:
        scrub.want(conn, BEGAN + 6)
        other.start()
        other.join(0.2)
    other.join()
    assert len(_marks(store, BEGAN + 7)) == 1


def test_what_is_erased_after_a_scrub_of_the_same_minute_is_marked_anew(store: Store) -> None:
    _erase(store, BEGAN + 1)
    scrub.done(store, _marks(store, BEGAN + 2))
    _erase(store, BEGAN + 3)
    assert len(_marks(store, BEGAN + 3)) == 1


def test_of_two_scrubs_at_once_the_slower_takes_no_mark_that_came_after_the_faster(store: Store) -> None:
    _erase(store, BEGAN + 1)
    seen = _marks(store, BEGAN + 2)
    scrub.done(store, seen)
    _erase(store, BEGAN + 3)
    scrub.done(store, seen)
    assert len(_marks(store, BEGAN + 4)) == 1


def test_an_erasure_that_came_to_nothing_leaves_the_marks_of_others(store: Store) -> None:
    _erase(store, BEGAN)
    before = _due(store)
    with pytest.raises(ZeroDivisionError):
        _fail_to_erase(store, BEGAN + 1)
    assert _due(store) == before
