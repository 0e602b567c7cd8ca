"""Alarms ring soon after they are due, by whoever is alive, and the next question goes out."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from huey import MemoryHuey, PostgresHuey, SqliteHuey
from sqlalchemy import text

from bot.reading import Reading
from handlers.jobs import Jobs, make_huey, make_jobs
from models import wakeups
from models.codings import codings
from models.database import Store
from tests.exchange.chat import FORM, Phone, PlainReader, services
from tests.exchange.test_exchange import rows

LONG = "ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ"


class Bell:
    """Counts how often the sender was told to hurry."""

    def __init__(self) -> None:
        self.rung = threading.Semaphore(0)

    def hurry(self) -> None:
        self.rung.release()


@contextmanager
def _working(phone: Phone, url: str) -> Iterator[Jobs]:
    jobs = make_jobs(phone.services, Bell(), url)
    jobs.start()
    try:
        yield jobs
    finally:
        jobs.stop()


def _soon(happened: Callable[[], bool]) -> bool:
    for _ in range(300):
        if happened():
            return True
        time.sleep(0.05)
    return False


def _answering(store: Store) -> Phone:
    phone = Phone(services(store)).at_first_question()
    phone.say(LONG)
    return phone


def _woken(phone: Phone) -> bool:
    return phone.rows()[-1]["kind"] == "reply"


def test_a_due_alarm_rings_in_a_running_process(store: Store, database_url: str) -> None:
    phone = _answering(store)
    with _working(phone, database_url):
        phone.clock.forward(5000)
        assert _soon(lambda: _woken(phone))


def test_an_alarm_that_is_not_due_does_not_ring(store: Store) -> None:
    phone = _answering(store)
    assert (Jobs(phone.services, Bell(), MemoryHuey()).ring(), _woken(phone)) == (0, False)


def test_an_alarm_is_rung_once_by_two_who_hear_it(store: Store) -> None:
    phone = _answering(store)
    phone.clock.forward(5000)
    rung = [Jobs(phone.services, Bell(), MemoryHuey()).ring() for _ in range(2)]
    assert rung == [1, 0]


def test_an_alarm_whose_ringer_died_rings_after_its_lease(store: Store) -> None:
    phone = _answering(store)
    with store.writing() as conn:
        wakeups.due(conn, phone.clock.forward(5000), 10_000, 10)
    phone.clock.forward(10_000)
    assert Jobs(phone.services, Bell(), MemoryHuey()).ring() == 1


def test_after_ringing_the_sender_hurries(store: Store) -> None:
    phone, bell = _answering(store), Bell()
    phone.clock.forward(5000)
    Jobs(phone.services, bell, MemoryHuey()).ring()
    assert bell.rung.acquire(blocking=False)


def test_many_alarms_ring_in_one_go(store: Store) -> None:
    for number in range(25):
        phone = Phone(services(store), f"U{number:032}").at_first_question()
        phone.say(LONG)
    phone.clock.forward(5000)
    assert Jobs(phone.services, Bell(), MemoryHuey()).ring() == 25


class SilentReader(PlainReader):
    def read(self, text: str, asking: str = "") -> Reading:
        raise ZeroDivisionError


def test_a_sweep_codes_what_could_not_be_coded(store: Store) -> None:
    Phone(replace(services(store), reader=SilentReader())).at_first_question().say(LONG)
    Jobs(services(store), Bell(), MemoryHuey()).sweep()
    assert [row["themes"] for row in rows(store, codings)] == [["teacher_supply"]]


def _sweep_in_a_worker(phone: Phone, url: str) -> None:
    """As Huey does it once a minute, but now."""
    jobs, done = make_jobs(phone.services, Bell(), url), threading.Event()
    sweep, end = jobs.huey.task(name="sweep now")(jobs.sweep), jobs.huey.task(name="end")(lambda: done.set())
    jobs.start()
    sweep()
    end()
    swept = done.wait(30)
    jobs.stop()
    assert swept


def _break_the_codings(store: Store) -> None:
    """The tables are those of another version than the program."""
    with store.writing() as conn:
        conn.execute(text("ALTER TABLE codings RENAME COLUMN masked TO masked_words"))


@pytest.fixture
def failing_sweep(store: Store, database_url: str, caplog: pytest.LogCaptureFixture) -> str:
    """What is logged of a sweep that cannot code what waits."""
    Phone(replace(services(store), reader=SilentReader())).at_first_question().say(LONG)
    _break_the_codings(store)
    with caplog.at_level(logging.DEBUG):
        _sweep_in_a_worker(Phone(services(store)), database_url)
    return caplog.text


def test_the_log_of_a_sweep_that_fails_holds_no_words(failing_sweep: str) -> None:
    assert [word for word in ("ครูไม่พอ", "เรียนรวมชั้น") if word in failing_sweep] == []


def test_the_log_of_a_sweep_that_fails_names_the_fault_and_its_place(failing_sweep: str) -> None:
    assert [
        word for word in ("a part of the sweep failed", "Error at ", "coding.py") if word in failing_sweep
    ] == [
        "a part of the sweep failed",
        "Error at ",
        "coding.py",
    ]


def test_a_part_of_the_sweep_that_fails_holds_up_no_other(store: Store) -> None:
    Phone(replace(services(store), reader=SilentReader()), "U2").at_first_question().say(LONG)
    phone, bell = _answering(store), Bell()
    with store.writing() as conn:
        conn.execute(text("DROP TABLE wakeups"))
    Jobs(phone.services, bell, MemoryHuey()).sweep()
    coded = [row["themes"] for row in rows(store, codings)]
    assert (bell.rung.acquire(blocking=False), coded) == (True, [["teacher_supply"]] * 2)


def test_huey_does_a_task_of_others(store: Store, database_url: str) -> None:
    phone, done = Phone(services(store)), threading.Event()
    jobs = make_jobs(phone.services, Bell(), database_url)
    task = jobs.huey.task()(lambda: done.set())
    jobs.start()
    task()
    finished = done.wait(30)
    jobs.stop()
    assert finished


def test_two_workers_start_at_once(store: Store, database_url: str) -> None:
    workers = [make_jobs(services(store), Bell(), database_url) for _ in range(2)]
    starting = [threading.Thread(target=jobs.start) for jobs in workers]
    [thread.start() for thread in starting]
    [thread.join() for thread in starting]
    alive = [len(jobs._threads) for jobs in workers]
    [jobs.stop() for jobs in workers]
    assert alive == [2, 2]


def test_after_stopping_nothing_runs(store: Store, database_url: str) -> None:
    with _working(Phone(services(store)), database_url) as jobs:
        threads = jobs._threads
    assert [thread.is_alive() for thread in threads] == [False, False]


def test_on_sqlite_huey_has_a_file_beside_the_database(tmp_path: Path) -> None:
    huey = make_huey(f"sqlite:///{tmp_path}/siangkan.db")
    assert (type(huey), huey.storage.filename) == (SqliteHuey, f"{tmp_path}/siangkan.jobs.db")


def test_on_postgres_huey_uses_the_same_database() -> None:
    huey = make_huey("postgresql+psycopg://somebody:secret@host/siangkan")
    assert (type(huey), huey.storage.dsn) == (PostgresHuey, "postgresql://somebody:secret@host/siangkan")


def test_the_form_names_the_quiet_gap(store: Store) -> None:
    phone = _answering(store)
    alarm = phone.answered[-1].alarm
    assert alarm is not None
    assert alarm.due_at == phone.clock.now() + FORM.quiet_seconds * 1000
