"""Alarms ring soon after they are due, by whoever is alive; what comes again by itself is done once for its time."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fakeredis import TcpFakeServer
from huey import MemoryHuey, PostgresHuey, SqliteHuey
from sqlalchemy import text

from bot.reading import Reading
from handlers.jobs import Jobs, make_huey, make_jobs
from handlers.purging import PURGE, daily_purge
from handlers.settings import Settings, SettingsFault, strange_names
from handlers.working import Kind, Standing, is_done, numbers, once, standings
from models import jobs as job_rows
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


def test_jobs_may_be_kept_in_a_file_of_their_own(tmp_path: Path) -> None:
    huey = make_huey("postgresql+psycopg://somebody@host/siangkan", f"sqlite:///{tmp_path}/new/jobs.db")
    assert (type(huey), huey.storage.filename) == (SqliteHuey, f"{tmp_path}/new/jobs.db")


def test_jobs_may_be_kept_in_another_postgres() -> None:
    huey = make_huey("sqlite:///here.db", "postgresql+psycopg://me@host/jobs")
    assert (type(huey), huey.storage.dsn) == (PostgresHuey, "postgresql://me@host/jobs")


def test_jobs_may_be_kept_in_redis() -> None:
    pool = make_huey("sqlite:///here.db", "redis://:secret@host:6380/3").storage.pool
    told = {name: pool.connection_kwargs[name] for name in ("host", "port", "db")}
    assert told == {"host": "host", "port": 6380, "db": 3}


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A server that speaks Redis over TCP."""
    server = TcpFakeServer(("127.0.0.1", 0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"redis://127.0.0.1:{server.server_address[1]}/0"
    server.shutdown()
    server.server_close()


def test_a_task_goes_through_redis(redis_url: str) -> None:
    huey, done = make_huey("sqlite:///here.db", redis_url), list[str]()
    huey.task(name="noted")(done.append)("done")
    huey.execute(huey.dequeue())
    assert done == ["done"]


def test_without_the_package_for_redis_one_line_says_so() -> None:
    """In a process of its own, where that package cannot be found."""
    program = (
        "import sys; sys.modules['redis'] = None\n"
        "from handlers.jobs import make_huey\n"
        "from handlers.settings import SettingsFault\n"
        "try:\n    make_huey('sqlite:///here.db', 'redis://:hunter2@host/0')\n"
        "except SettingsFault as fault:\n    print(fault)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert ("pip install redis" in told, "hunter2" in told, told.count("\n")) == (True, False, 1)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://h/d",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "redis://",
        "redis://h/x",
        "://",
        "amqp://h",
    ],
)
def test_a_place_for_jobs_that_cannot_be_used_is_named_with_the_other_faults(url: str) -> None:
    with pytest.raises(SettingsFault) as caught:
        Settings.from_env({"JOBS_URL": url, "PORT": "many"})
    assert [fault.split()[0] for fault in caught.value.faults] == ["PORT", "JOBS_URL"]


def test_a_place_for_jobs_is_named_without_its_password() -> None:
    with pytest.raises(SettingsFault) as caught:
        Settings.from_env({"JOBS_URL": "mysql://me:hunter2@h/d"})
    assert "hunter2" not in str(caught.value)


def test_the_database_itself_is_no_place_for_jobs_on_sqlite() -> None:
    with pytest.raises(SettingsFault, match="a file of their own"):
        Settings.from_env({"JOBS_URL": "sqlite:///here.db", "DATABASE_URL": "sqlite:///here.db"})


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("", ""),
        ("sqlite:////srv/jobs.db", "sqlite:////srv/jobs.db"),
        ("postgres://me@host/jobs", "postgresql+psycopg://me@host/jobs"),
        ("redis://:secret@host:6379/2", "redis://:secret@host:6379/2"),
        ("rediss://host", "rediss://host"),
    ],
)
def test_a_place_for_jobs_that_can_be_used_is_kept(url: str, read: str) -> None:
    assert Settings.from_env({"JOBS_URL": url}).jobs_url == read


def test_a_misspelt_place_for_jobs_is_found() -> None:
    assert strange_names(["JOB_URL", "JOBS_URL"]) == ["JOB_URL"]


def test_the_form_names_the_quiet_gap(store: Store) -> None:
    phone = _answering(store)
    alarm = phone.answered[-1].alarm
    assert alarm is not None
    assert alarm.due_at == phone.clock.now() + FORM.quiet_seconds * 1000


# ---- once for each slot of time

HOUR = 3_600_000
KIND = Kind("trial", HOUR, lease_ms=20_000)


class Broken(Exception):
    pass


def _break(go_on: object) -> None:
    raise Broken("ครูสมชาย")


def _standing(phone: Phone, kind: Kind = KIND) -> Standing:
    with phone.services.store.reading() as conn:
        return next(each for each in standings(conn, [kind], phone.clock.now()) if each.kind == kind.name)


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(services(store))


def test_a_slot_is_worked_once(phone: Phone) -> None:
    done = [once(phone.services, KIND, slot, lambda go_on: "done") for slot in ("8", "8", "9")]
    assert done == ["done", None, "done"]


def test_two_at_once_work_a_slot_once(phone: Phone) -> None:
    """The second comes while the first is at it."""
    inner: list[str | None] = []
    once(
        phone.services,
        KIND,
        "8",
        lambda go_on: inner.append(once(phone.services, KIND, "8", lambda go_on: "twice")),
    )
    assert inner == [None]


def test_a_done_slot_says_so(phone: Phone) -> None:
    before = is_done(phone.services, KIND, "8")
    once(phone.services, KIND, "8", lambda go_on: None)
    assert (before, is_done(phone.services, KIND, "8")) == (False, True)


def test_whoever_gives_signs_of_life_keeps_the_slot(phone: Phone) -> None:
    took: list[str | None] = []

    def work(go_on: Callable[..., None]) -> None:
        for _ in range(3):
            phone.clock.forward(15_000)
            with phone.services.store.writing() as conn:
                go_on(conn)
            took.append(once(phone.services, KIND, "8", lambda go_on: "taken"))

    once(phone.services, KIND, "8", work)
    assert (took, is_done(phone.services, KIND, "8")) == ([None] * 3, True)


def test_a_fault_is_raised_and_kept_by_its_name_alone(phone: Phone) -> None:
    with pytest.raises(Broken):
        once(phone.services, KIND, "8", _break)
    assert [(job.state, job.fault) for job in _standing(phone).failed] == [("failed", "Broken")]


def test_a_fault_is_tried_again_after_a_rest(phone: Phone) -> None:
    with pytest.raises(Broken):
        once(phone.services, KIND, "8", _break)
    soon = once(phone.services, KIND, "8", lambda go_on: "done")
    phone.clock.forward(60_000)
    assert (soon, once(phone.services, KIND, "8", lambda go_on: "done")) == (None, "done")


def test_a_later_success_heals(phone: Phone) -> None:
    with pytest.raises(Broken):
        once(phone.services, KIND, "8", _break)
    wrong = _standing(phone).is_wrong
    phone.clock.forward(HOUR)
    once(phone.services, KIND, "9", lambda go_on: None)
    assert (wrong, _standing(phone).is_wrong) == (True, False)


def _die(phone: Phone) -> None:
    """Takes the slot and is never heard of again."""
    with phone.services.store.writing() as conn:
        job_rows.begin(conn, KIND.name, "8", phone.clock.now(), KIND.lease_ms)


@pytest.mark.parametrize(("seconds", "stuck"), [(139, 0), (140, 1)])
def test_a_slot_that_no_sweep_took_over_is_stuck(phone: Phone, seconds: int, stuck: int) -> None:
    _die(phone)
    phone.clock.forward(seconds * 1000)
    assert len(_standing(phone).stuck) == stuck


@pytest.mark.parametrize(("later", "late"), [(2 * HOUR, False), (2 * HOUR + 1, True)])
def test_a_job_without_success_for_twice_its_period_is_late(phone: Phone, later: int, late: bool) -> None:
    once(phone.services, KIND, "8", lambda go_on: None)
    phone.clock.forward(later)
    assert (_standing(phone).late, _standing(phone).is_wrong) == (late, late)


def test_a_job_that_never_succeeded_is_late_after_twice_its_period(phone: Phone) -> None:
    _die(phone)
    phone.clock.forward(2 * HOUR + 1)
    assert _standing(phone).late


def test_a_job_that_never_ran_is_shown_and_not_wrong(phone: Phone) -> None:
    assert (_standing(phone).last, _standing(phone).is_wrong) == (None, False)


def test_numbers_for_whoever_watches(phone: Phone) -> None:
    once(phone.services, KIND, "8", lambda go_on: None)
    phone.clock.forward(HOUR)
    with pytest.raises(Broken):
        once(phone.services, KIND, "9", _break)
    with phone.services.store.reading() as conn:
        told = numbers(conn, [KIND], phone.clock.now())
    assert (told.failed, told.stuck, told.seconds) == (1, 0, {"trial": 3600.0})


def test_the_daily_purge_is_such_a_job(phone: Phone) -> None:
    phone.clock.forward(6 * HOUR)
    daily_purge(phone.services, 365)
    assert is_done(phone.services, PURGE, "2026-09-22")
