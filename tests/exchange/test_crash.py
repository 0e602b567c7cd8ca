"""kill -9 between the commit and the sending: what was committed is sent by somebody else."""

import os
import signal
import time
from typing import Any

import pytest

from models import outbox, wakeups
from models.database import Store
from models.outbox import Outgoing
from tests.exchange.chat import START, Phone, StoppedClock, services
from tests.processes import forking


def _greet_then_hang(url: str, committed: Any) -> None:
    """A web process that has committed a turn, claimed its row, and is about to send it."""
    store = Store(url)
    Phone(services(store)).join()
    with store.writing() as conn:
        outbox.claim(conn, START + 20_000, lease_ms=30_000, limit=10)
    committed.set()
    time.sleep(60)


@pytest.fixture
def after_the_crash(store: Store, database_url: str) -> Store:
    committed = forking.Event()
    process = forking.Process(target=_greet_then_hang, args=(database_url, committed))
    process.start()
    assert committed.wait(60)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    return store


def _claim(store: Store, now: int) -> list[Outgoing]:
    with store.writing() as conn:
        return outbox.claim(conn, now, lease_ms=30_000, limit=10)


def test_the_committed_message_still_waits(after_the_crash: Store) -> None:
    with after_the_crash.reading() as conn:
        assert outbox.waiting(conn) == 1


def test_nobody_takes_it_while_the_dead_one_might_still_send(after_the_crash: Store) -> None:
    assert _claim(after_the_crash, START + 49_999) == []


def test_another_takes_it_when_the_lease_is_over(after_the_crash: Store) -> None:
    assert [row.attempts for row in _claim(after_the_crash, START + 50_000)] == [2]


def test_the_other_knows_what_to_send(after_the_crash: Store) -> None:
    assert _claim(after_the_crash, START + 50_000)[0].messages[0]["type"] == "text"


def _die_in_the_middle(url: str, begun: Any) -> None:
    store = Store(url)
    phone = Phone(services(store))
    phone.join()
    with store.writing() as conn:
        wakeups.set_alarm(conn, phone.id, 99, START)
        begun.set()
        time.sleep(60)


def test_a_turn_that_was_not_committed_leaves_nothing_and_no_lock(store: Store, database_url: str) -> None:
    begun = forking.Event()
    process = forking.Process(target=_die_in_the_middle, args=(database_url, begun))
    process.start()
    assert begun.wait(60)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    phone = Phone(services(store, StoppedClock(START + 50_000)), sent=1)
    phone.say("สวัสดีค่ะ")
    with store.reading() as conn:
        assert wakeups.turn_of(conn, phone.id) is None
