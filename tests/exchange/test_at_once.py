"""Real threads and real processes on real databases: once is once, and a person's events never overlap."""

import queue
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.events import Said
from handlers.exchange import exchange
from handlers.line.inbound import Incoming
from models.answers import answers
from models.bubbles import bubbles
from models.database import Store
from models.inbox import inbox
from models.outbox import outbox
from tests.exchange.chat import START, Phone, StoppedClock, services
from tests.processes import forking

USER = "U00000000000000000000000000000001"
Deliver = Callable[[list[list[Incoming]]], list[str]]


def _said(number: int, text: str, event_id: str = "") -> Incoming:
    at = START + 10_000_000 + number
    said = Said(text=text, message_id=f"said-{number}", at=at, now=at)
    return Incoming(event_id or f"said-{number}", "message/text", USER, reply_token=f"t{number}", event=said)


def _deliver(url: str, incoming: list[Incoming], results: Any, together: Any) -> None:
    store = Store(url)
    ours = services(store, StoppedClock(START + 10_000_000))
    together.wait(60)
    for one in incoming:
        results.put(exchange(ours, one).result)
    store.close()


def _in_threads(url: str, work: list[list[Incoming]]) -> list[str]:
    results: queue.SimpleQueue[str] = queue.SimpleQueue()
    together = threading.Barrier(len(work))
    threads = [threading.Thread(target=_deliver, args=(url, part, results, together)) for part in work]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [results.get() for part in work for _ in part]


def _in_processes(url: str, work: list[list[Incoming]]) -> list[str]:
    results, together = forking.SimpleQueue(), forking.Barrier(len(work))
    running = [forking.Process(target=_deliver, args=(url, part, results, together)) for part in work]
    [process.start() for process in running]
    [process.join() for process in running]
    assert [process.exitcode for process in running] == [0] * len(work)
    return [results.get() for part in work for _ in part]


@pytest.fixture(params=[_in_threads, _in_processes], ids=["threads", "processes"])
def deliver(request: pytest.FixtureRequest, database_url: str) -> Deliver:
    return lambda work: request.param(database_url, work)


def _count(store: Store, table: Any) -> int:
    with store.reading() as conn:
        return conn.execute(select(func.count()).select_from(table)).scalar_one()


def _texts(store: Store) -> list[str]:
    with store.reading() as conn:
        return list(conn.execute(select(answers.c.text)).scalars())


def test_an_event_delivered_three_times_at_once_is_handled_once(store: Store, deliver: Deliver) -> None:
    Phone(services(store), USER).at_first_question()
    results = deliver([[_said(1, "ครูไม่พอค่ะ")]] * 3)
    assert sorted(results) == ["done", "duplicate", "duplicate"]


def test_a_stranger_who_arrives_three_times_at_once_is_greeted_once(store: Store, deliver: Deliver) -> None:
    deliver([[_said(1, "สวัสดีค่ะ")]] * 3)
    assert _count(store, outbox) == 1


def test_two_first_messages_at_once_are_of_one_person(store: Store, deliver: Deliver) -> None:
    deliver([[_said(1, "สวัสดีค่ะ")], [_said(2, "มีใครอยู่ไหมคะ")]])
    with store.reading() as conn:
        assert len(set(conn.execute(select(inbox.c.person_id)).scalars())) == 1


def test_two_messages_at_once_are_both_kept_in_order(store: Store, deliver: Deliver) -> None:
    Phone(services(store), USER).at_first_question()
    deliver([[_said(2, "เด็กเรียนรวมชั้นค่ะ")], [_said(1, "ครูไม่พอค่ะ")]])
    assert _texts(store) == ["ครูไม่พอค่ะ\nเด็กเรียนรวมชั้นค่ะ"]


def test_forty_messages_at_once_are_all_kept_in_order(store: Store, deliver: Deliver) -> None:
    Phone(services(store), USER).at_first_question()
    work = [[_said(n, f"เรื่องที่ {n:02}") for n in range(start, 40, 4)] for start in range(4)]
    deliver(work)
    assert _texts(store) == ["\n".join(f"เรื่องที่ {n:02}" for n in range(40))]


def test_a_command_that_overtakes_words_leaves_them_under_their_question(
    store: Store, deliver: Deliver
) -> None:
    """Whoever comes first: the words were typed before "next", so they answer the question before it."""
    phone = Phone(services(store), USER).at_first_question()
    question = phone.state.place.question
    exchange(phone.services, _said(0, "เรื่องที่ 00"))
    words = [[_said(n, f"เรื่องที่ {n:02}") for n in range(start, 10, 3)] for start in (1, 2, 3)]
    deliver([[_said(10, "ถัดไป")], *words])
    with store.reading() as conn:
        found = {row.slot: row.text for row in conn.execute(select(answers.c.slot, answers.c.text))}
    assert found == {question: "\n".join(f"เรื่องที่ {n:02}" for n in range(10))}


def test_a_command_that_overtakes_words_is_done(store: Store, deliver: Deliver) -> None:
    phone = Phone(services(store), USER).at_first_question()
    question = phone.state.place.question
    exchange(phone.services, _said(0, "เรื่องที่ 00"))
    deliver([[_said(3, "ถัดไป")], [_said(1, "เรื่องที่ 01")], [_said(2, "เรื่องที่ 02")]])
    assert (phone.state.place.question != question, question in phone.state.answered) == (True, True)


def test_forty_messages_at_once_are_forty_turns(store: Store, deliver: Deliver) -> None:
    phone = Phone(services(store), USER).at_first_question()
    before = phone.state.turn
    deliver([[_said(n, f"เรื่องที่ {n:02}") for n in range(start, 40, 4)] for start in range(4)])
    assert phone.state.turn == before + 40


def test_a_burst_with_duplicates_is_kept_once(store: Store, deliver: Deliver) -> None:
    Phone(services(store), USER).at_first_question()
    burst = [_said(n, f"เรื่องที่ {n:02}") for n in range(10)]
    results = deliver([burst, burst[::-1], burst])
    assert (results.count("done"), _count(store, bubbles)) == (10, 10)
