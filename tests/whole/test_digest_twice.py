"""Two workers on PostgreSQL, one killed in the middle of the digest: every organiser gets it once."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.organising.weeks import reported
from handlers.clock import SystemClock
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from handlers.thai_dates import day_of, end_of, in_thailand
from models import jobs, organisers, outbox, people
from models.database import Store
from models.digests import digests
from models.identity import Identity
from models.organisers import VIEWER, Organiser
from tests.whole.house import Process, environment, free_port, start

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(240)]
SECRET, TOKEN, KEY = "the-channel-secret", "the-channel-token", "k" * 32
NOWHERE = "http://127.0.0.1:9/webhook"
PATIENCE = 100.0
MANY, MIDDLE = 12, 6
_BLOCKED = text(
    "SELECT application_name FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    " AND wait_event = 'transactionid' AND application_name LIKE 'worker%' AND datname = current_database()"
    # Two who begin the job at once wait for each other, too, a moment: that is not yet the middle of it.
    " AND query LIKE 'INSERT INTO digests %'"
)


@dataclass
class Office:
    """Organisers whose hour it is, and the workers by the name that the database knows them by."""

    store: Store
    line: StandIn
    settings: dict[str, str]
    folder: Path
    users: dict[int, str] = field(default_factory=dict)
    workers: dict[str, Process] = field(default_factory=dict)

    def hires(self, name: str) -> None:
        env = environment(self.folder, free_port(), PGAPPNAME=name, **self.settings)
        self.workers[name] = start("work", env=env)

    def handed(self) -> int:
        with self.store.reading() as conn:
            return len(conn.execute(select(digests)).all())

    def lease_is_over(self) -> bool:
        with self.store.reading() as conn:
            left = [job.leased_until for job in jobs.unfinished(conn) if job.kind == "digest"]
        return bool(left) and max(left) <= SystemClock().now()

    def all_is_sent(self) -> bool:
        with self.store.reading() as conn:
            return len(conn.execute(select(digests)).all()) == MANY and outbox.waiting(conn) == 0

    def kill_who_stands_at(self, person: int) -> str:
        """Holds this person's report back until a worker waits for it, and kills that worker there."""
        week, _ = reported(day_of(SystemClock().now()))
        with self.store.engine.connect() as conn, conn.begin() as held:
            conn.execute(digests.insert(), {"person_id": person, "week": week, "sent_at": 0})
            self.hires("worker 1")
            self.hires("worker 2")
            waited: list[str] = []
            until(lambda: bool(waited.extend(self._blocked()) or waited), every=0.02)
            os.kill(self.workers[waited[0]].popen.pid, signal.SIGKILL)
            self.workers[waited[0]].popen.wait()
            held.rollback()
        return waited[0]

    def _blocked(self) -> list[str]:
        with self.store.reading() as conn:
            return list(conn.execute(_BLOCKED).scalars())

    def reports_of(self, user: str) -> int:
        shown = self.line.chat(user)
        return sum(each.message["type"] == "flex" for each in shown if each.who == "bot")


def until(happened: Callable[[], bool], every: float = 0.1) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(f"still not so after {PATIENCE} s")
        time.sleep(every)


@pytest.fixture
def office(postgres_url: str, tmp_path: Path) -> Iterator[Office]:
    store, now = Store(postgres_url), SystemClock().now()
    if end_of(day_of(now)) - now < 2 * PATIENCE * 1000:
        pytest.skip("the day ends in Thailand, and with it whatever is due today")
    with serve_standin(StandIn(SECRET, TOKEN, NOWHERE, SystemClock(), redeliver=False)) as line:
        settings = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "SECRET_KEY": KEY}
        settings |= {
            "LINE_API_URL": line.base_url,
            "LINE_DATA_URL": line.base_url,
            "DATABASE_URL": postgres_url,
        }
        made = Office(store, line.standin, settings, tmp_path)
        for number in range(MANY):
            _hire_organiser(made, f"organiser {number}", now)
        yield made
        for process in made.workers.values():
            process.stop()
    store.close()


def _hire_organiser(office: Office, name: str, now: int) -> None:
    """Since a week, and due at the hour that it is."""
    user, identity, here = office.line.new_person(name), Identity(KEY), in_thailand(now)
    office.line.follow(user)
    before = now - 7 * 24 * 3_600_000
    with office.store.writing() as conn:
        person = people.meet(conn, identity.handle(user), identity.seal(user), before).id
        due = {"digest_day": here.isoweekday(), "digest_hour": here.hour}
        organisers.join(conn, Organiser(person, "", VIEWER, joined_at=before, **due))
    office.users[person] = user


def test_every_organiser_gets_exactly_one_although_a_worker_is_killed_in_the_middle(office: Office) -> None:
    killed = office.kill_who_stands_at(sorted(office.users)[MIDDLE])
    in_the_middle = office.handed()
    until(office.lease_is_over)
    office.hires("worker 3")
    until(office.all_is_sent)
    told = [office.reports_of(user) for user in office.users.values()]
    assert (killed in office.workers, in_the_middle, told) == (True, MIDDLE, [1] * MANY)
