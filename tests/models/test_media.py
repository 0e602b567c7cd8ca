"""Every photo is fetched by one at a time and none is forgotten; whatever way its row goes, its file is doomed."""

import multiprocessing
import threading

import pytest
from sqlalchemy import delete, select

from models import answers, bubbles, media, people
from models.bubbles import Bubble
from models.database import Store
from models.media import Claimed, Outcome
from tests.models.people import NOW, answer, meet
from tests.processes import forking

LATER = NOW + 60_000
KEPT = Outcome("kept", content_type="image/jpeg", bytes=9)


def _bubble(store: Store, person: int, number: int = 1, slot: str = "problem") -> int:
    with store.writing() as conn:
        held = answer(conn, person, slot)
        return bubbles.keep(conn, Bubble(held.id, person, f"m{number}", NOW + number, "", "image"))


def _put(store: Store, bubble: int, message_id: str = "m1", now: int = NOW) -> None:
    with store.writing() as conn:
        media.put(conn, bubble_id=bubble, kind="image", message_id=message_id, now=now)


def _person(store: Store, name: str = "a") -> int:
    with store.writing() as conn:
        return meet(conn, name)


def _sent(store: Store, number: int = 1) -> int:
    """A person with one photo."""
    person = _person(store, str(number))
    _put(store, _bubble(store, person, number), f"m{number}")
    return person


def _claim(store: Store, now: int = NOW, limit: int = 10) -> list[Claimed]:
    with store.writing() as conn:
        return media.claim(conn, now, lease_ms=30_000, limit=limit)


def _settle(store: Store, row: Claimed, done: Outcome = KEPT) -> bool:
    with store.writing() as conn:
        return media.settle(conn, row, done)


def _row(store: Store, id: int) -> dict[str, object]:
    with store.reading() as conn:
        return dict(conn.execute(select(media.media).where(media.media.c.id == id)).mappings().one())


def _doomed(store: Store) -> list[str]:
    with store.reading() as conn:
        return media.doomed(conn, 10)


def _erase(store: Store, person: int) -> None:
    with store.writing() as conn:
        people.erase(conn, person)


def test_a_claimed_row_is_complete(store: Store) -> None:
    _sent(store)
    row = _claim(store)[0]
    assert row == Claimed(row.id, "image", "m1", row.name, 1, NOW)


def test_a_name_says_nothing_but_the_year(store: Store) -> None:
    _sent(store)
    year, _, rest = _claim(store)[0].name.partition("/")
    assert (year, len(rest), set(rest) <= set("0123456789abcdef")) == ("2569", 32, True)


def test_no_two_names_are_alike(store: Store) -> None:
    for number in range(20):
        _sent(store, number)
    assert len({row.name for row in _claim(store, limit=20)}) == 20


def test_a_bubble_that_comes_again_keeps_its_row(store: Store) -> None:
    bubble = _bubble(store, _person(store))
    _put(store, bubble)
    before = _claim(store)
    _put(store, bubble)
    with store.reading() as conn:
        assert media.names(conn, 0, 10) == [(before[0].id, before[0].name)]


def test_a_leased_row_is_not_claimed_again(store: Store) -> None:
    _sent(store)
    _claim(store)
    assert _claim(store) == []


def test_a_lease_that_ran_out_frees_the_row(store: Store) -> None:
    _sent(store)
    _claim(store)
    assert [row.attempts for row in _claim(store, NOW + 30_000)] == [2]


def test_the_oldest_rows_come_first(store: Store) -> None:
    for number, at in ((1, NOW), (2, NOW - 9), (3, NOW - 5)):
        _put(store, _bubble(store, _person(store, str(number)), number), f"m{number}", at)
    assert [row.message_id for row in _claim(store, limit=2)] == ["m2", "m3"]


def test_a_kept_row_tells_what_it_is(store: Store) -> None:
    _sent(store)
    row = _claim(store)[0]
    _settle(store, row)
    kept = _row(store, row.id)
    assert [kept["status"], kept["content_type"], kept["bytes"]] == ["kept", "image/jpeg", 9]


@pytest.mark.parametrize("status", ["kept", "refused", "gone"])
def test_what_is_settled_for_good_is_never_claimed_again(store: Store, status: str) -> None:
    _sent(store)
    _settle(store, _claim(store)[0], Outcome(status))
    assert _claim(store, LATER) == []


def test_a_row_that_waits_comes_when_it_is_due(store: Store) -> None:
    _sent(store)
    _settle(store, _claim(store)[0], Outcome("waiting", "HTTP 500", LATER))
    assert [len(_claim(store, now)) for now in (LATER - 1, LATER)] == [0, 1]


def test_a_row_that_waits_tells_why(store: Store) -> None:
    _sent(store)
    row = _claim(store)[0]
    _settle(store, row, Outcome("waiting", "HTTP 500", LATER))
    assert _row(store, row.id)["fault"] == "HTTP 500"


def test_settling_a_row_that_is_there_says_so(store: Store) -> None:
    _sent(store)
    assert _settle(store, _claim(store)[0])


def test_settling_a_row_that_went_says_so(store: Store) -> None:
    person = _sent(store)
    row = _claim(store)[0]
    _erase(store, person)
    assert not _settle(store, row)


def test_the_file_of_a_row_that_went_meanwhile_is_doomed_again(store: Store) -> None:
    person = _sent(store)
    row = _claim(store)[0]
    _erase(store, person)
    with store.writing() as conn:
        media.undoom(conn, [row.name])
    _settle(store, row)
    assert _doomed(store) == [row.name]


def test_who_lost_the_lease_changes_nothing(store: Store) -> None:
    _sent(store)
    slow = _claim(store)[0]
    quick = _claim(store, NOW + 30_000)[0]
    _settle(store, quick)
    assert (_settle(store, slow, Outcome("refused")), _row(store, slow.id)["status"]) == (True, "kept")


def test_who_lost_the_lease_does_not_end_it_for_the_next(store: Store) -> None:
    _sent(store)
    slow = _claim(store)[0]
    _claim(store, NOW + 30_000)
    _settle(store, slow, Outcome("waiting", "HTTP 500", NOW))
    assert _claim(store, NOW + 30_001) == []


def test_the_soonest_row_is_told(store: Store) -> None:
    _sent(store)
    _settle(store, _claim(store)[0], Outcome("waiting", "HTTP 500", LATER))
    with store.reading() as conn:
        assert media.soonest(conn) == LATER


def test_a_leased_row_is_soonest_when_its_lease_ends(store: Store) -> None:
    _sent(store)
    _claim(store)
    with store.reading() as conn:
        assert media.soonest(conn) == NOW + 30_000


def test_where_nothing_waits_there_is_no_soonest(store: Store) -> None:
    _sent(store)
    _settle(store, _claim(store)[0])
    with store.reading() as conn:
        assert media.soonest(conn) is None


def test_erasing_a_person_dooms_the_file(store: Store) -> None:
    person = _sent(store)
    _erase(store, person)
    assert len(_doomed(store)) == 1


def test_erasing_a_bubble_dooms_the_file(store: Store) -> None:
    person = _sent(store)
    with store.writing() as conn:
        bubbles.erase(conn, person, "m1")
    assert len(_doomed(store)) == 1


def test_erasing_an_answer_dooms_the_file(store: Store) -> None:
    _sent(store)
    with store.writing() as conn:
        conn.execute(delete(answers.answers))
    assert len(_doomed(store)) == 1


def test_erasing_many_rows_at_once_dooms_each_file(store: Store) -> None:
    for number in range(3):
        _sent(store, number)
    names = sorted(row.name for row in _claim(store))
    with store.writing() as conn:
        conn.execute(delete(people.people))
    assert _doomed(store) == names


def test_an_erasure_that_is_rolled_back_dooms_nothing(store: Store) -> None:
    person = _sent(store)
    with store.engine.begin() as conn:
        people.erase(conn, person)
        conn.rollback()
    assert _doomed(store) == []


def test_a_deleted_file_is_doomed_no_longer(store: Store) -> None:
    _erase(store, _sent(store))
    with store.writing() as conn:
        media.undoom(conn, media.doomed(conn, 10))
    assert _doomed(store) == []


def test_rows_are_counted_by_status(store: Store) -> None:
    _sent(store, 1)
    _settle(store, _claim(store)[0])
    _sent(store, 2)
    with store.reading() as conn:
        assert media.counts(conn) == {"kept": 1, "waiting": 1}


def test_what_waits_is_counted_with_its_oldest(store: Store) -> None:
    for number, now in ((1, NOW), (2, NOW + 5), (3, NOW + 9)):
        _put(store, _bubble(store, _person(store, str(number)), number), f"m{number}", now)
    _settle(store, _claim(store)[0])
    with store.reading() as conn:
        assert media.waiting(conn) == (2, NOW + 5)


def test_when_nothing_waits_there_is_no_oldest(store: Store) -> None:
    with store.reading() as conn:
        assert media.waiting(conn) == (0, None)


def test_files_to_be_deleted_are_counted(store: Store) -> None:
    _erase(store, _sent(store))
    with store.reading() as conn:
        assert media.count_doomed(conn) == 1


def test_names_come_in_pages(store: Store) -> None:
    for number in range(3):
        _sent(store, number)
    with store.reading() as conn:
        first = media.names(conn, 0, 2)
        assert [len(first), len(media.names(conn, first[-1][0], 2))] == [2, 1]


def test_what_a_person_gave_is_in_the_order_of_its_sending(store: Store) -> None:
    person = _person(store)
    late, early = _bubble(store, person, 2), _bubble(store, person, 1, "wish")
    _put(store, late)
    _put(store, early)
    with store.reading() as conn:
        assert [row.bubble_id for row in media.of_person(conn, person)] == [early, late]


def test_an_answer_has_its_own_media_only(store: Store) -> None:
    person = _person(store)
    mine, other = _bubble(store, person, 1), _bubble(store, person, 2, "wish")
    _put(store, mine)
    _put(store, other)
    with store.reading() as conn:
        held = bubbles.answers_of(conn, person, ["m1"]).pop()
        assert [row.bubble_id for row in media.of_answer(conn, held)] == [mine]


def test_what_was_set_aside_does_not_count_for_the_answer(store: Store) -> None:
    person = _sent(store)
    with store.writing() as conn:
        held = bubbles.answers_of(conn, person, ["m1"]).pop()
        bubbles.set_aside(conn, held, NOW)
        assert (media.of_answer(conn, held), len(media.of_person(conn, person))) == ([], 1)


def _drain(url: str, into: "list[int] | multiprocessing.SimpleQueue[int]") -> None:
    store = Store(url)
    while rows := _claim(store, limit=3):
        for row in rows:
            into.append(row.id) if isinstance(into, list) else into.put(row.id)


def _many(store: Store) -> list[int]:
    for number in range(40):
        _sent(store, number)
    with store.reading() as conn:
        return [id for id, _ in media.names(conn, 0, 100)]


def test_threads_that_claim_at_once_never_share_a_row(store: Store, database_url: str) -> None:
    ids, claimed = _many(store), list[int]()
    threads = [threading.Thread(target=_drain, args=(database_url, claimed)) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(claimed) == ids


def test_processes_that_claim_at_once_never_share_a_row(store: Store, database_url: str) -> None:
    ids = _many(store)
    claimed: multiprocessing.SimpleQueue[int] = forking.SimpleQueue()
    running = [forking.Process(target=_drain, args=(database_url, claimed)) for _ in range(3)]
    [process.start() for process in running]
    [process.join() for process in running]
    assert sorted(claimed.get() for _ in ids) == ids
