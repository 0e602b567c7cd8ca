"""Who takes the digest of a week, and that nobody gets it twice."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from models import digests, organisers, people
from models.database import Store
from models.organisers import OWNER, Organiser
from tests.models.people import NOW, meet

HOUR = 3_600_000
MIDNIGHT = NOW
WEEK = "2569-W48"


def organiser(store: Store, name: str = "a", **more: object) -> int:
    """Who takes it on Monday at eight, unless told otherwise."""
    with store.writing() as conn:
        person = meet(conn, name)
        known = Organiser(person, "", OWNER, joined_at=NOW - HOUR)
        organisers.join(conn, replace(known, **more))  # type: ignore[arg-type]
    return person


def due(store: Store, day: int = 1, now: int = MIDNIGHT + 8 * HOUR, week: str = WEEK) -> list[int]:
    with store.reading() as conn:
        return [each.person_id for each in digests.due(conn, week, day, MIDNIGHT, now)]


def ready(store: Store, week: str = WEEK) -> list[int]:
    with store.reading() as conn:
        return [each.person_id for each in digests.ready(conn, week)]


def take(store: Store, person: int, week: str = WEEK) -> bool:
    with store.writing() as conn:
        return digests.take(conn, person, week, NOW)


@pytest.mark.parametrize(("now", "found"), [(8 * HOUR - 1, False), (8 * HOUR, True), (24 * HOUR - 1, True)])
def test_it_is_due_from_its_hour_until_the_day_ends(store: Store, now: int, found: bool) -> None:
    person = organiser(store)
    assert due(store, now=MIDNIGHT + now) == [person] * found


def test_it_is_due_on_no_other_day(store: Store) -> None:
    organiser(store)
    assert [due(store, day) for day in range(2, 8)] == [[]] * 6


def test_another_day_and_hour_are_kept_to(store: Store) -> None:
    person = organiser(store, digest_day=5, digest_hour=16)
    told = [due(store, 5, MIDNIGHT + hour * HOUR) for hour in (15, 16)]
    assert told == [[], [person]]


def test_who_turned_it_off_gets_none(store: Store) -> None:
    organiser(store, digest_off=True)
    assert (due(store), ready(store)) == ([], [])


def test_who_blocked_us_gets_none(store: Store) -> None:
    person = organiser(store)
    with store.writing() as conn:
        conn.execute(update(people.people).where(people.people.c.id == person).values(blocked_at=NOW))
    assert (due(store), ready(store)) == ([], [])


def test_who_joined_after_the_hour_begins_with_the_next_week(store: Store) -> None:
    organiser(store, joined_at=MIDNIGHT + 8 * HOUR)
    assert due(store, now=MIDNIGHT + 10 * HOUR) == []


def test_people_who_organise_nothing_get_none(store: Store) -> None:
    with store.writing() as conn:
        meet(conn)
    assert ready(store) == []


def test_who_got_it_is_not_due_any_more(store: Store) -> None:
    first, second = organiser(store), organiser(store, "b")
    take(store, first)
    assert (due(store), ready(store)) == ([second], [second])


def test_the_next_week_is_another(store: Store) -> None:
    person = organiser(store)
    take(store, person)
    assert due(store, week="2569-W49") == [person]


def test_it_is_taken_once(store: Store) -> None:
    person = organiser(store)
    assert [take(store, person), take(store, person)] == [True, False]


def test_of_many_at_once_one_takes_it(store: Store) -> None:
    person, took = organiser(store), list[bool]()
    threads = [threading.Thread(target=lambda: took.append(take(store, person))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(took) == [False] * 5 + [True]


def test_a_week_that_is_left_out_is_not_due(store: Store) -> None:
    person = organiser(store)
    with store.writing() as conn:
        digests.leave_out(conn, person, WEEK)
    assert due(store) == []


def test_a_week_that_was_left_out_can_be_taken_up_again(store: Store) -> None:
    person = organiser(store)
    with store.writing() as conn:
        digests.leave_out(conn, person, WEEK)
        digests.take_up(conn, person)
    assert due(store) == [person]


def test_a_week_that_was_sent_stays_sent(store: Store) -> None:
    person = organiser(store)
    take(store, person)
    with store.writing() as conn:
        digests.leave_out(conn, person, WEEK)
        digests.take_up(conn, person)
        assert digests.has(conn, person, WEEK)


def test_under_the_lock_it_is_looked_at_again(store: Store) -> None:
    person = organiser(store)
    with store.writing() as conn:
        before = digests.still_ready(conn, WEEK, person)
        digests.take(conn, person, WEEK, NOW)
        after = digests.still_ready(conn, WEEK, person)
    assert (before and before.person_id, after) == (person, None)


def test_what_was_sent_goes_with_the_person(store: Store) -> None:
    person = organiser(store)
    take(store, person)
    with store.writing() as conn:
        people.erase(conn, person)
        assert conn.execute(select(digests.digests)).all() == []
