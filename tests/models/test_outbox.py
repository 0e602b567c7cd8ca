"""Every row is sent by one sender at a time, a person's rows in order, and none is forgotten."""

import multiprocessing
import threading
from typing import Any

from sqlalchemy import func, select

from models import outbox, people
from models.database import Store
from models.outbox import Outcome, Outgoing
from tests.models.people import NOW, meet
from tests.processes import forking

WORDS = [{"type": "text", "text": "สวัสดีค่ะ"}]


def _put(store: Store, person_id: int | None, kind: str = "reply", **more: Any) -> int:
    with store.writing() as conn:
        return outbox.put(conn, person_id=person_id, kind=kind, messages=WORDS, now=NOW, **more)


def _claim(store: Store, now: int = NOW, limit: int = 10) -> list[Outgoing]:
    with store.writing() as conn:
        return outbox.claim(conn, now, lease_ms=30_000, limit=limit)


def _settle(store: Store, *done: Outcome, now: int = NOW) -> None:
    with store.writing() as conn:
        outbox.settle(conn, done, now)


def _person(store: Store, name: str = "a") -> int:
    with store.writing() as conn:
        return meet(conn, name)


def _row(store: Store, id: int) -> dict[str, object]:
    with store.reading() as conn:
        return dict(conn.execute(select(outbox.outbox).where(outbox.outbox.c.id == id)).mappings().one())


def test_a_claimed_row_is_complete(store: Store) -> None:
    person = _person(store)
    with store.writing() as conn:
        id = outbox.put(
            conn,
            person_id=person,
            kind="reply",
            messages=WORDS,
            now=NOW,
            reply_token="t",
            token_at=NOW - 1,
            push_until=9,
        )
    row = _claim(store)[0]
    known = Outgoing(
        id, person, "reply", None, WORDS, "t", NOW - 1, 9, row.retry_key, 1, NOW, b"sealed", carries=[]
    )
    assert row == known


def test_a_row_of_nobody_has_no_sealed_name(store: Store) -> None:
    _put(store, None)
    assert _claim(store)[0].sealed is None


def test_a_leased_row_is_not_claimed_again(store: Store) -> None:
    _put(store, _person(store))
    _claim(store)
    assert _claim(store) == []


def test_a_lease_that_ran_out_frees_the_row(store: Store) -> None:
    id = _put(store, _person(store))
    _claim(store)
    assert [(row.id, row.attempts) for row in _claim(store, NOW + 30_000)] == [(id, 2)]


def test_a_row_is_not_claimed_before_it_is_due(store: Store) -> None:
    _put(store, _person(store), due_at=NOW + 1)
    assert _claim(store) == []


def test_only_the_oldest_row_of_a_person_is_claimed(store: Store) -> None:
    person = _person(store)
    first, _ = _put(store, person), _put(store, person)
    assert [row.id for row in _claim(store)] == [first]


def test_the_next_row_of_a_person_comes_after_the_first_is_sent(store: Store) -> None:
    person = _person(store)
    first, second = _put(store, person), _put(store, person)
    _claim(store)
    _settle(store, Outcome(first, "sent"))
    assert [row.id for row in _claim(store)] == [second]


def test_a_row_waits_for_an_older_one_that_is_tried_later(store: Store) -> None:
    person = _person(store)
    first, _ = _put(store, person), _put(store, person)
    _claim(store)
    _settle(store, Outcome(first, "waiting", due_at=NOW + 5000))
    assert _claim(store) == []


def test_rows_of_nobody_do_not_wait_for_one_another(store: Store) -> None:
    ids = [_put(store, None), _put(store, None)]
    assert [row.id for row in _claim(store)] == ids


def test_the_oldest_rows_come_first(store: Store) -> None:
    ids = [_put(store, _person(store, str(n))) for n in range(5)]
    assert [row.id for row in _claim(store, limit=3)] == ids[:3]


def test_a_try_whose_end_nobody_told_may_have_arrived(store: Store) -> None:
    _put(store, _person(store), reply_token="t")
    tries = [_claim(store, now)[0].maybe_replied for now in (NOW, NOW + 30_000)]
    assert tries == [False, True]


def test_a_try_that_surely_failed_is_remembered_as_such(store: Store) -> None:
    id = _put(store, _person(store))
    _claim(store)
    _settle(store, Outcome(id, "waiting", due_at=NOW, maybe_replied=False))
    assert [row.maybe_replied for row in _claim(store)] == [False]


def test_a_sent_row_keeps_no_words_and_no_token(store: Store) -> None:
    id = _put(store, _person(store))
    _settle(store, Outcome(id, "sent", request_id="r1"))
    row = _row(store, id)
    told = [row[name] for name in ("status", "sent_at", "messages", "reply_token", "request_id")]
    assert told == ["sent", NOW, [], None, "r1"]


def test_a_row_that_still_waits_keeps_its_words(store: Store) -> None:
    id = _put(store, _person(store))
    _settle(store, Outcome(id, "waiting", due_at=NOW + 1000, fault="500"))
    row = _row(store, id)
    assert [row["messages"], row["due_at"], row["fault"]] == [WORDS, NOW + 1000, "500"]


def test_a_sent_row_stays_sent(store: Store) -> None:
    id = _put(store, _person(store))
    _settle(store, Outcome(id, "sent"))
    _settle(store, Outcome(id, "waiting", due_at=NOW))
    assert _row(store, id)["status"] == "sent"


def test_many_rows_are_settled_at_once(store: Store) -> None:
    ids = [_put(store, None) for _ in range(20)]
    _settle(store, *(Outcome(id, "dropped", fault="late") for id in ids))
    with store.reading() as conn:
        assert outbox.waiting(conn) == 0


def test_what_waits_is_counted(store: Store) -> None:
    _settle(store, Outcome(_put(store, None), "sent"))
    _put(store, None)
    with store.reading() as conn:
        assert (outbox.waiting(conn), outbox.oldest_waiting(conn)) == (1, NOW)


def test_an_empty_outbox_has_no_oldest_row(store: Store) -> None:
    with store.reading() as conn:
        assert outbox.oldest_waiting(conn) is None


def test_rows_go_with_their_person(store: Store) -> None:
    person = _person(store)
    _put(store, person)
    with store.writing() as conn:
        people.erase(conn, person)
        assert conn.execute(select(func.count()).select_from(outbox.outbox)).scalar() == 0


def test_cancelling_leaves_what_was_sent(store: Store) -> None:
    person = _person(store)
    sent, _ = _put(store, person), _put(store, person)
    _settle(store, Outcome(sent, "sent"))
    with store.writing() as conn:
        outbox.cancel(conn, person)
        assert conn.execute(select(outbox.outbox.c.id)).scalars().all() == [sent]


def test_what_is_told_to_many_holds_up_no_answer(store: Store) -> None:
    person = _person(store)
    told = _put(store, person, "push", purpose="announcement")
    _claim(store)
    _settle(store, Outcome(told, "waiting", due_at=NOW + 5000))
    answer = _put(store, person)
    assert [row.id for row in _claim(store)] == [answer]


def test_a_row_that_is_being_sent_cannot_be_withdrawn(store: Store) -> None:
    sending, waiting = _put(store, None), _put(store, None, due_at=NOW + 1)
    _claim(store)
    with store.writing() as conn:
        assert outbox.withdraw(conn, [sending, waiting], NOW) == [waiting]


def _drain(url: str, into: "list[int] | multiprocessing.SimpleQueue[int]") -> None:
    store = Store(url)
    while rows := _claim(store, limit=3):
        for row in rows:
            into.append(row.id) if isinstance(into, list) else into.put(row.id)


def test_threads_that_claim_at_once_never_share_a_row(store: Store, database_url: str) -> None:
    ids, claimed = [_put(store, _person(store, str(n))) for n in range(40)], list[int]()
    threads = [threading.Thread(target=_drain, args=(database_url, claimed)) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(claimed) == ids


def test_processes_that_claim_at_once_never_share_a_row(store: Store, database_url: str) -> None:
    ids = [_put(store, _person(store, str(n))) for n in range(40)]
    claimed: multiprocessing.SimpleQueue[int] = forking.SimpleQueue()
    running = [forking.Process(target=_drain, args=(database_url, claimed)) for _ in range(3)]
    [process.start() for process in running]
    [process.join() for process in running]
    assert sorted(claimed.get() for _ in ids) == ids
