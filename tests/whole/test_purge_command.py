"""`siangkan purge` as an operator types it: tells what goes, takes it, and takes nothing when it is only asked."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from handlers.clock import SystemClock
from models.database import Store
from models.inbox import inbox
from models.people import people
from tests.exchange.test_exchange import rows
from tests.models.people import answer, meet
from tests.processes import run
from tests.whole.house import environment, free_port, run_anew

DAY = 24 * 60 * 60_000
SECRET = b"a sealed user id that is easy to find"


@pytest.fixture
def env(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    """A database with one person who was last seen two years ago, and one of today."""
    now, store = SystemClock().now(), Store(sqlite_url)
    row = {"sealed": SECRET, "created_at": now - 800 * DAY, "area": []}
    with store.writing() as conn:
        conn.execute(insert(people), {**row, "handle": "old", "seen_at": now - 730 * DAY})
        conn.execute(insert(people), {**row, "handle": "new", "seen_at": now, "sealed": b""})
        conn.execute(insert(inbox), {"event_id": "old", "kind": "x", "received_at": now - 40 * DAY})
    store.close()
    return environment(tmp_path, free_port(), DATABASE_URL=sqlite_url)


def left(env: dict[str, str]) -> list[str]:
    store = Store(env["DATABASE_URL"])
    found = [row["handle"] for row in rows(store, people)]
    store.close()
    return found


def database(env: dict[str, str]) -> bytes:
    return Path(env["DATABASE_URL"].removeprefix("sqlite:///")).read_bytes()


def test_who_was_not_seen_for_so_long_is_erased(env: dict[str, str]) -> None:
    assert (run_anew("purge", env=env).returncode, left(env)) == (0, ["new"])


def test_no_byte_of_them_stays_in_the_file(env: dict[str, str]) -> None:
    before = SECRET in database(env)
    run("purge", env=env)
    assert (before, SECRET in database(env)) == (True, False)


def test_it_tells_what_went(env: dict[str, str]) -> None:
    told = run("purge", env=env).stdout
    wanted = ("for 365 days", "whom no answer needs, erased: 1", "ids of handled events: 1", "rewritten")
    assert [words for words in wanted if words not in told] == []


def test_a_dry_run_changes_no_byte(env: dict[str, str]) -> None:
    before = database(env)
    done = run("purge", "--dry-run", env=env)
    assert (database(env) == before, "erased: 1" in done.stdout, "Nothing was changed" in done.stdout) == (
        True,
        True,
        True,
    )


def test_a_longer_time_can_be_given(env: dict[str, str]) -> None:
    run("purge", "--retention-days", "800", env=env)
    assert left(env) == ["old", "new"]


def test_a_round_is_told_with_its_dates(env: dict[str, str]) -> None:
    told = run("purge", "--dry-run", env=env).stdout
    assert "last day 30 September 2027, kept until 29 September 2028." in told


def test_a_day_to_come_can_be_looked_at(env: dict[str, str]) -> None:
    told = run("purge", "--dry-run", "--today", "2028-10-01", env=env).stdout
    assert "expired since 30 September 2028: 0 answers of 0 people" in told


def test_a_day_to_come_is_only_for_looking(env: dict[str, str]) -> None:
    assert (run("purge", "--today", "2028-10-01", env=env).returncode, left(env)) == (2, ["old", "new"])


def put_answers(url: str, *codes: str) -> None:
    store = Store(url)
    with store.writing() as conn:
        person = meet(conn)
        for code in codes:
            answer(conn, person, round=code)
    store.close()


COMMANDS = [("purge",), ("purge", "--dry-run"), ("check",)]


@pytest.mark.parametrize("words", COMMANDS)
def test_a_round_that_nobody_describes_any_more_is_warned_of(
    words: tuple[str, ...], env: dict[str, str]
) -> None:
    put_answers(env["DATABASE_URL"], "1", "of 2568")
    done = run(*words, env=env)
    warned = [line for line in done.stderr.splitlines() if line.startswith("Warning: ")]
    assert (done.returncode, len(warned), "round 'of 2568' holds answers (people: 1)" in done.stderr) == (
        0,
        1,
        True,
    )


@pytest.mark.parametrize("words", COMMANDS)
def test_trials_and_the_demo_need_no_description(words: tuple[str, ...], env: dict[str, str]) -> None:
    put_answers(env["DATABASE_URL"], "trial", "demo", "1")
    assert "Warning: " not in run(*words, env=env).stderr


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_mistyped_database_is_told_and_none_is_made(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run("purge", *words, env=environment(tmp_path / "new", free_port()))
    assert (done.returncode, "There is no database at" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("days", ["0", "-5", "many"])
def test_a_time_that_is_none_is_wrong_usage(days: str, env: dict[str, str]) -> None:
    assert run("purge", "--retention-days", days, env=env).returncode == 2
