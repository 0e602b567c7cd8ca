"""Two hundred people scan one poster at once, and everybody is answered. LINE takes 100 ms a call."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.state import Consenting, State
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.joining import join_text
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from handlers.simulator.standin_texts import texts
from handlers.simulator.standin_values import Shown, Trouble
from models import joins, people, states
from models.database import Store
from models.identity import Identity
from models.joins import Join
from models.migrate import upgrade
from tests.whole.house import environment, free_port, start_ready

SECRET, TOKEN, KEY = "the-channel-secret", "the-channel-token", "k" * 32
PEOPLE = 200
TITLE = "เวทีรับฟัง อ.ไทรโยค"
WAIT = 60.0
"""A reply token lives one minute: who waits longer gets no reply any more, and that would cost a push."""


@dataclass
class Hall:
    """What is left when all have scanned; `seconds` it took until the last was answered."""

    line: StandIn
    users: list[str]
    code: str
    store: Store
    seconds: float
    unanswered: int

    def state(self, user: str) -> State:
        with self.store.reading() as conn:
            person = people.find(conn, Identity(KEY).handle(user))
            assert person is not None
            return states.load(conn, person.id)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("hall")
    store = Store(f"sqlite:///{folder}/siangkan.db")
    upgrade(store)
    code = _poster(store)
    standin = StandIn(SECRET, TOKEN, "", SystemClock(), patience=20.0)
    standin.trouble = Trouble(None, delay=0.1, times=1_000_000, path="/v2/bot/")
    with serve_standin(standin) as line:
        server = start_ready("serve", env=_settings(folder, line.base_url))
        standin.postman.url = f"{server.url}/webhook"
        try:
            yield _scanned(standin, store, code)
        finally:
            server.stop()
            store.close()


def _poster(store: Store) -> str:
    poster = Join("", load_form().current, TITLE, "7102", False, SystemClock().now())
    with store.writing() as conn:
        return joins.make(conn, poster).code


def _settings(folder: Path, line: str) -> dict[str, str]:
    account = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "SECRET_KEY": KEY}
    return environment(folder, free_port(), **account, LINE_API_URL=line, LINE_DATA_URL=line)


def _scanned(standin: StandIn, store: Store, code: str) -> Hall:
    """Everybody adds the account and presses send at once: harder than a minute's stream of people."""
    users = [standin.new_person(f"คนที่ {number}") for number in range(PEOPLE)]
    began = time.perf_counter()
    for user in users:
        standin.follow(user)
        standin.say(user, join_text(code))
    unanswered = sum(not _answered(standin, user) for user in users)
    return Hall(standin, users, code, store, time.perf_counter() - began, unanswered)


def _answered(standin: StandIn, user: str) -> bool:
    try:
        standin.wait_for(user, lambda shown: _is_welcomed(shown), WAIT)
    except TimeoutError:
        return False
    return True


def _is_welcomed(shown: list[Shown]) -> bool:
    """The answer to what they sent, which names the event, and after it the question of consent."""
    told = ["\n".join(texts(bubble.message)) for bubble in shown if bubble.who == "bot"]
    named = [number for number, words in enumerate(told) if TITLE in words]
    return bool(named) and any("ยินยอม" in words for words in told[named[-1] :])


def test_everybody_is_welcomed_and_asked_for_consent(hall: Hall) -> None:
    print(f"{PEOPLE} people scanned at once; the last was answered after {hall.seconds:.1f} s")
    assert hall.unanswered == 0


def test_every_answer_is_a_free_reply(hall: Hall) -> None:
    calls = {sent.call for sent in hall.line.accepted}
    assert (calls, hall.line.quota.used(SystemClock().now())) == ({"reply"}, 0)


def test_nobody_is_answered_more_often_than_they_spoke(hall: Hall) -> None:
    """Once for adding the account, once for the message of the poster."""
    answered = Counter(user for sent in hall.line.accepted for user in sent.to)
    assert answered == dict.fromkeys(hall.users, 2)


def test_everybody_stands_before_consent_with_the_poster_they_came_by(hall: Hall) -> None:
    stand = Counter((type(state.place), state.profile.came) for state in map(hall.state, hall.users))
    assert stand == {(Consenting, hall.code): PEOPLE}
