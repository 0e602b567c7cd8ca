"""Nothing acknowledged is lost and nothing is done twice, whenever the server is killed."""

import os
import signal

import pytest
from sqlalchemy import text

from handlers.clock import SystemClock
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from models.database import Store
from tests.web.conftest import SECRET, TOKEN
from tests.web.test_server import LINE, Program, free_port, wait_until

PEOPLE = 60


@pytest.fixture(scope="module")
def survived(tmp_path_factory):
    """Sixty people add the account while the server is killed in their midst and started again."""
    folder, port = tmp_path_factory.mktemp("crash"), free_port()
    standin = StandIn(SECRET, TOKEN, f"http://127.0.0.1:{port}/webhook", SystemClock())
    standin.postman.pauses = (0.5,) * 40
    with serve_standin(standin) as line:
        settings = {**LINE, "LINE_API_URL": line.base_url, "DATABASE_URL": f"sqlite:///{folder}/siangkan.db"}
        first = Program("serve", folder, port, settings)
        first.says("ready")
        users = [standin.new_person(f"Person {n}") for n in range(PEOPLE)]
        for user in users:
            standin.follow(user)
        wait_until(lambda: len(standin.accepted) >= PEOPLE // 4)
        os.killpg(first.process.pid, signal.SIGKILL)
        first.process.communicate(timeout=30)
        second = Program("serve", folder, port, settings)
        store = Store(settings["DATABASE_URL"])
        try:
            standin.settle(60)
            wait_until(lambda: count(store, "outbox WHERE status = 'waiting'") == 0, seconds=60)
            yield standin, users, store
        finally:
            store.close()
            second.end()
            second.process.communicate(timeout=30)


def count(store, rows):
    with store.reading() as conn:
        return conn.execute(text(f"SELECT count(*) FROM {rows}")).scalar_one()


def test_every_event_is_stored_once(survived):
    assert count(survived[2], "inbox") == PEOPLE


def test_every_person_is_answered_once(survived):
    standin, users, _ = survived
    answers = [sending.to[0] for sending in standin.accepted]
    assert sorted(answers) == sorted(users)


def test_all_answers_are_free_replies(survived):
    assert {sending.call for sending in survived[0].accepted} == {"reply"}


def test_nothing_waits_or_is_dropped(survived):
    assert count(survived[2], "outbox WHERE status <> 'sent'") == 0


def test_the_database_is_sound(survived):
    with survived[2].reading() as conn:
        assert conn.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
