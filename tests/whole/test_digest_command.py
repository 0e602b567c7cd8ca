"""`siangkan digest` and `siangkan jobs` as an operator types them."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.organising.weeks import last_full
from handlers.clock import SystemClock
from handlers.thai_dates import day_of
from models import audit, jobs, organisers, people
from models.database import Store
from models.digests import digests
from models.organisers import OWNER, VIEWER, Organiser
from models.outbox import outbox
from tests.processes import run
from tests.whole.house import environment, free_port

DAY = 24 * 3_600_000


@pytest.fixture
def env(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    """A database with three organisers, one of whom wants no reports."""
    now, store = SystemClock().now(), Store(sqlite_url)
    with store.writing() as conn:
        for name, off in (("a", False), ("b", False), ("c", True)):
            person = people.meet(conn, name, b"sealed", now - 9 * DAY).id
            role = OWNER if name == "a" else VIEWER
            organisers.join(conn, Organiser(person, "", role, joined_at=now - 9 * DAY, digest_off=off))
    store.close()
    return environment(tmp_path, free_port(), DATABASE_URL=sqlite_url)


def found(env: dict[str, str]) -> tuple[int, int, list[str]]:
    """Reports noted, reports in the outbox, and what the log says."""
    store = Store(env["DATABASE_URL"])
    with store.reading() as conn:
        noted = len(conn.execute(select(digests)).all())
        waiting = len(conn.execute(select(outbox).where(outbox.c.purpose == "digest")).all())
        acts = [f"{entry.who} {entry.act}" for entry in audit.last(conn, 9)]
    store.close()
    return noted, waiting, acts


def week() -> str:
    return last_full(day_of(SystemClock().now()))


def test_a_dry_run_shows_it_and_whom_it_would_reach(env: dict[str, str]) -> None:
    told = run("digest", "--dry-run", env=env).stdout
    wanted = (f"Week {week()}, round 1:", "รายงานประจำสัปดาห์", "2 organisers", "2 pushes", "Nothing was sent")
    assert [words for words in wanted if words not in told] == []


def test_a_dry_run_sends_nothing(env: dict[str, str]) -> None:
    run("digest", "--dry-run", env=env)
    assert found(env) == (0, 0, [])


def test_it_goes_once_to_each_who_wants_it(env: dict[str, str]) -> None:
    first, second = [run("digest", "--yes", env=env).stdout for _ in range(2)]
    told = "On its way to 2 organisers" in first, "0 organisers" in second
    assert (told, found(env)) == ((True, True), (2, 2, ["operator digest"]))


@pytest.mark.parametrize(("answer", "sent"), [("y\n", 2), ("n\n", 0), ("\n", 0)])
def test_it_asks_before_it_sends(env: dict[str, str], answer: str, sent: int) -> None:
    run("digest", env=env, stdin=answer)
    assert found(env)[1] == sent


@pytest.mark.parametrize("named", ["2569", "2569-W60", "2999-W01", "last"])
def test_what_is_no_week_that_began_is_a_wrong_usage(env: dict[str, str], named: str) -> None:
    done = run("digest", "--week", named, "--dry-run", env=env)
    assert (done.returncode, "--week" in done.stderr) == (2, True)


def test_another_round_has_other_organisers(env: dict[str, str]) -> None:
    done = run("digest", "--round", "none", "--dry-run", env=env)
    assert (done.returncode, "--round" in done.stderr) == (2, True)


# ---- jobs


def keep(env: dict[str, str], *ended: tuple[str, str, int, str]) -> None:
    """Slots by kind, slot, how many milliseconds ago each began, and how it ended."""
    store, now = Store(env["DATABASE_URL"]), SystemClock().now()
    with store.writing() as conn:
        for kind, slot, ago, end in ended:
            jobs.begin(conn, kind, slot, now - ago, 20_000)
            if end == "done":
                jobs.end(conn, kind, slot, now - ago, now - ago)
            elif end == "failed":
                jobs.fail(conn, kind, slot, now - ago, now - ago, "OSError")
    store.close()


def test_a_new_database_is_well(env: dict[str, str]) -> None:
    done = run("jobs", env=env)
    assert (done.returncode, done.stdout.count("never ran"), "people to count: 0" in done.stdout) == (
        0,
        2,
        True,
    )


def test_what_is_done_in_time_is_well(env: dict[str, str]) -> None:
    keep(env, ("digest", "d", 60_000, "done"), ("purge", "p", DAY, "done"))
    done = run("jobs", env=env)
    assert (done.returncode, done.stdout.count(" done ")) == (0, 2)


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        (("digest", "d", 5_000, "failed"), "failed, is tried again"),
        (("digest", "d", 600_000, "dead"), "STUCK"),
        (("purge", "p", 3 * DAY, "done"), "LATE"),
    ],
)
def test_whatever_went_wrong_is_marked_and_told_by_the_exit_code(
    env: dict[str, str], slot: tuple[str, str, int, str], words: str
) -> None:
    keep(env, slot)
    done = run("jobs", env=env)
    assert (done.returncode, words in done.stdout) == (1, True)


def test_a_fault_is_named_by_its_class(env: dict[str, str]) -> None:
    keep(env, ("purge", "p", 5_000, "failed"))
    assert "OSError" in run("jobs", env=env).stdout


def test_programs_get_the_same_as_json(env: dict[str, str]) -> None:
    keep(env, ("digest", "d", 5_000, "failed"))
    done = run("jobs", "--json", env=env)
    told = json.loads(done.stdout)
    failed = {job["job"]: job["failed"] for job in told["jobs"]}
    assert (done.returncode, failed, told["waiting"]["messages waiting"]) == (1, {"digest": 1, "purge": 0}, 0)
