"""Transactions are whole, writers do not starve or fail, and a process never uses another's connections."""

import contextlib
import multiprocessing
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from models import people
from models.database import Store, open_store
from tests.models.people import NOW, meet
from tests.processes import forking


def _count(store: Store) -> int:
    with store.reading() as conn:
        return people.count(conn)


def test_what_was_written_is_there(store: Store) -> None:
    with store.writing() as conn:
        meet(conn)
    assert _count(store) == 1


def test_an_exception_leaves_nothing_behind(store: Store) -> None:
    with contextlib.suppress(ZeroDivisionError), store.writing() as conn:
        meet(conn)
        raise ZeroDivisionError
    assert _count(store) == 0


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    with store.writing() as conn:
        meet(conn)
        assert _count(store) == 0


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.reading() as look:
        people.count(look)
        with store.writing() as conn:
            meet(conn)
        assert people.count(look) == 0


@pytest.mark.postgres
def test_on_postgres_a_reader_cannot_write(postgres_url: str) -> None:
    store = Store(postgres_url)
    with pytest.raises(DBAPIError), store.reading() as conn:
        meet(conn)
    store.close()


@pytest.mark.postgres
def test_on_postgres_a_connection_that_read_can_write_again(postgres_url: str) -> None:
    store = Store(postgres_url, pool_size=1)
    with store.reading() as conn:
        people.count(conn)
    with store.writing() as conn:
        meet(conn)
    assert _count(store) == 1
    store.close()


def _add(url: str, name: str, times: int) -> None:
    store = Store(url)
    for number in range(times):
        with store.writing("counter") as conn:
            known = people.count(conn)
            people.meet(conn, f"{name}-{number}-after-{known}", b"", NOW)


def _added_numbers(store: Store) -> list[int]:
    with store.reading() as conn:
        found = conn.exec_driver_sql("SELECT handle FROM people").scalars()
        return sorted(int(handle.rpartition("-")[2]) for handle in found)


def test_reading_then_writing_in_threads_loses_nothing(store: Store, database_url: str) -> None:
    shared = [threading.Thread(target=_add, args=(database_url, str(n), 10)) for n in range(4)]
    [thread.start() for thread in shared]
    [thread.join() for thread in shared]
    assert _added_numbers(store) == list(range(40))


def test_reading_then_writing_in_processes_loses_nothing(store: Store, database_url: str) -> None:
    running = [forking.Process(target=_add, args=(database_url, str(n), 10)) for n in range(3)]
    [process.start() for process in running]
    [process.join() for process in running]
    assert _added_numbers(store) == list(range(30))


def _write_in_child(store: Store, name: str) -> None:
    with store.writing() as conn:
        meet(conn, name)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_opens_its_own_connections(store: Store) -> None:
    _count(store)
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=_write_in_child, args=(store, str(n))) for n in range(3)]
    [child.start() for child in children]
    [child.join() for child in children]
    assert _count(store) == 3


def test_people_with_the_same_key_wait_for_one_another(store: Store) -> None:
    seen: list[str] = []

    def second() -> None:
        with store.writing("somchai"):
            seen.append("second")

    with store.writing("somchai"):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.2)
        seen.append("first")
    waiting.join()
    assert seen == ["first", "second"]


@pytest.mark.postgres
def test_on_postgres_people_with_different_keys_do_not_wait(postgres_url: str) -> None:
    store = Store(postgres_url)
    with store.writing("somchai"), store.writing("somsri") as conn:
        assert people.count(conn) == 0
    store.close()


def test_a_store_answers(store: Store) -> None:
    assert store.answers()


def test_a_database_that_is_not_there_does_not_answer(tmp_path: Path) -> None:
    assert not Store(f"sqlite:///{tmp_path}/no/such/folder/x.db").answers()


def test_writing_where_no_database_answers_is_an_operational_error(tmp_path: Path) -> None:
    with pytest.raises(OperationalError), Store(f"sqlite:///{tmp_path}/no/such/folder/x.db").writing():
        pass


def test_a_postgres_that_is_not_there_is_an_operational_error(tmp_path: Path) -> None:
    store = Store(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")
    with pytest.raises(OperationalError), store.writing():
        pass


def test_opening_makes_the_folder(tmp_path: Path) -> None:
    assert open_store(f"sqlite:///{tmp_path}/var/x.db").answers()


def test_sqlite_is_durable_and_keeps_foreign_keys(sqlite_url: str) -> None:
    with Store(sqlite_url).reading() as conn:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        assert [conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == ["wal", 2, 1, 1]


def test_what_an_error_says_of_itself_holds_no_values(store: Store) -> None:
    words = {"words": "ครูสมชายดุมาก"}
    with pytest.raises(SQLAlchemyError) as fault, store.reading() as conn:
        conn.execute(text("SELECT * FROM nowhere WHERE words = :words"), words)
    assert ("nowhere" in str(fault.value), "สมชาย" in str(fault.value)) == (True, False)
