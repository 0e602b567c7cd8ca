"""A month on LINE's smallest plan, 300 people: more is to be told than it has room for, and nobody misses anything.

Real turns, the real sender, LINE's stand-in over HTTP. Forty organisers get a digest every Monday; two announcements
go to all hundred; somebody at the office sends by hand; some people write now and then.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from handlers.line.gateway import LineGateway
from handlers.sender import Sender
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from models import ledger, outbox, parked
from models.announcements import announcements, audience
from models.database import Store
from models.organisers import organisers
from models.outgoing import ANNOUNCEMENT, DIGEST
from tests.exchange.chat import IDENTITY, Phone, StoppedClock, services

TOKEN = "an-access-token"
ORGANISERS, PEOPLE, PLAN = 40, 100, 300
MINUTE, DAY = 60_000, 24 * 3_600_000
MONDAYS = (2, 9, 16, 23, 30)
# Sunday, the first of November 2026, ten in the morning in Kanchanaburi.
BEGIN = int(datetime(2026, 11, 1, 3, tzinfo=UTC).timestamp() * 1000)


@dataclass
class Month:
    """`at_its_end` is how LINE and our books stood when the last day of the month was over."""

    line: StandIn
    store: Store
    clock: StoppedClock
    sender: Sender
    phones: list[Phone] = field(default_factory=list)
    used_at_line: int = 0
    books: list[tuple[str, str, int]] = field(default_factory=list)
    refused: bool = False

    def live(self) -> None:
        self._meet()
        for day in range(1, 31):
            self.clock.at = BEGIN + (day - 1) * DAY
            self._a_day(day)
        self.used_at_line = self.line.quota.used(self.clock.now())
        with self.store.reading() as conn:
            self.books = ledger.by_purpose(conn, self.clock.now())
            self.refused = ledger.standing(conn, self.clock.now()).quota.full_at is not None
        self.clock.at = BEGIN + 31 * DAY
        self._wait_for(lambda: not self._untold())

    def _meet(self) -> None:
        self.clock.at = BEGIN - DAY
        for n in range(PEOPLE):
            user = self.line.new_person(f"Person {n}")
            self.line.follow(user)
            self.phones.append(Phone(services(self.store, self.clock), user))
            self._write(self.phones[-1])
        with self.store.writing() as conn:
            for n, phone in enumerate(self.phones[:ORGANISERS]):
                joined = {"person_id": phone.id, "code": f"C{n}", "role": "organiser", "joined_at": BEGIN}
                conn.execute(insert(organisers), joined)
        self._settle()

    def _a_day(self, day: int) -> None:
        if day in MONDAYS:
            for phone in self.phones[:ORGANISERS]:
                self._put(phone.id, f"digest of {day}", kind="push", purpose=DIGEST)
        if day == 10:
            self.line.quota.use(10, self.clock.now())
        if day in (3, 17):
            self._announce("the first" if day == 3 else "the second", day)
        self._settle()
        for n in range(day, PEOPLE, 25):
            self._write(self.phones[n])
        self.clock.forward(11 * MINUTE)  # until the sender looks again
        self._settle()

    def _write(self, phone: Phone) -> None:
        token = f"{phone.user_id}-{phone.sent}"
        self.line.reply_tokens.give(token, phone.user_id, self.clock.now() + 10_000)
        phone.say("สวัสดีค่ะ", reply_token=token)
        self._wait_for(self._nothing_waits)

    def _announce(self, text: str, number: int) -> None:
        told = {
            "id": number,
            "code": f"A{number}",
            "round": "r",
            "made_by": "C1",
            "made_at": 0,
            "words": text,
        }
        row = self._put(None, text, kind="multicast", purpose=ANNOUNCEMENT)
        with self.store.writing() as conn:
            conn.execute(insert(announcements), told)
            heard = [
                {"announcement_id": number, "person_id": phone.id, "outbox_id": row} for phone in self.phones
            ]
            conn.execute(insert(audience), heard)

    def _put(self, person_id: int | None, text: str, **more: Any) -> int:
        # A minute ahead, so that the audience is there before anybody sends.
        due = {"now": self.clock.now(), "due_at": self.clock.now() + MINUTE}
        with self.store.writing() as conn:
            messages = [{"type": "text", "text": text}]
            return outbox.put(conn, person_id=person_id, messages=messages, **due, **more)

    def _untold(self) -> bool:
        with self.store.reading() as conn:
            return outbox.waiting(conn) > 0 or parked.any_left(conn)

    def _settle(self) -> None:
        self.clock.forward(MINUTE)
        self._wait_for(self._nothing_waits)
        self._wait_for(self._nothing_waits)

    def _nothing_waits(self) -> bool:
        with self.store.reading() as conn:
            return outbox.waiting(conn) == 0

    def _wait_for(self, done: Any) -> None:
        pause = threading.Event()
        for _ in range(2000):
            self.sender.hurry()
            pause.wait(0.01)
            if done():
                return
            self.clock.forward(100)
        raise TimeoutError("still not")

    def shown(self, phone: Phone) -> Counter[str]:
        """How often each text stands in this chat."""
        said = [each.message for each in self.line.chat(phone.user_id) if each.who == "bot"]
        return Counter(message["text"] for message in said if message["type"] == "text")


@pytest.fixture(scope="module")
def month(shared_database_url: str) -> Iterator[Month]:
    store, clock = Store(shared_database_url), StoppedClock(BEGIN - DAY)
    standin = StandIn("a channel secret", TOKEN, "http://127.0.0.1:9/webhook", clock, redeliver=False)
    with serve_standin(standin) as line:
        sender = Sender(store, IDENTITY, lambda: LineGateway(TOKEN, line.base_url), clock)
        lived = Month(standin, store, clock, sender)
        sender.start()
        try:
            lived.live()
            yield lived
        finally:
            sender.stop()
            store.close()


def test_line_never_had_to_say_no(month: Month) -> None:
    assert not month.refused


def test_the_plan_was_used_up_and_not_more(month: Month) -> None:
    assert month.used_at_line == PLAN


def test_our_books_say_what_line_counted(month: Month) -> None:
    used = sum(people for _, state, people in month.books if state == "used")
    assert used + 10 == month.used_at_line


def test_nothing_stays_reserved(month: Month) -> None:
    assert [each for each in month.books if each[1] == "reserved"] == []


@pytest.mark.parametrize("day", MONDAYS)
def test_every_organiser_got_every_digest_once(month: Month, day: int) -> None:
    got = [month.shown(phone)[f"digest of {day}"] for phone in month.phones[:ORGANISERS]]
    assert got == [1] * ORGANISERS


@pytest.mark.parametrize("text", ["the first", "the second"])
def test_everybody_heard_every_announcement_once(month: Month, text: str) -> None:
    assert [month.shown(phone)[text] for phone in month.phones] == [1] * PEOPLE
