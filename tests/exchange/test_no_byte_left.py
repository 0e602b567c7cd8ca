"""After an erasure and a scrub no byte of the words or of who said them is in any file of the database."""

import base64
import json
import logging
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.reading import Reading
from bot.state import Asking, Idle, Talking
from handlers.exchange import exchange
from handlers.export import rows as exported
from handlers.jobs import make_jobs
from handlers.line.inbound import Incoming
from handlers.logs import LineFormatter
from handlers.scrubbing import scrub_when_wanted
from handlers.seed import seed
from models import bubbles, outbox, scrub
from models import people as people_
from models.answers import answers
from models.database import Store
from models.outbox import Outcome
from models.people import people
from models.states import states
from tests.exchange.chat import FORM, IDENTITY, START, Phone, PlainReader, services
from tests.exchange.test_exchange import _erase

pytestmark = pytest.mark.new_files

WORDS = {
    "an answer": "กระดิ่งทองแดงเก้าใบ",
    "a long answer": "หม้อดินเผาสิบสามปาก",
    "an answer set aside": "ว่าวจุฬาหางขาดเจ็ดตัว",
    "free talk": "เกวียนไม้สักสองล้อหัก",
    "a doubtful command": "ขอข้ามได้มั้ย",
    "a bubble taken back": "ตะเกียงเจ้าพายุดับสนิท",
    "an event nobody could read": "ฆ้องวงใหญ่ขาดสามลูก",
}
STAYS = "บัวตูมริมน้ำแควน้อย"
LATER = START + 60 * 60_000
NIGHT = START + 7 * 60 * 60_000
NEIGHBOUR = "U00000000000000000000000000000077"


@dataclass
class Spoken:
    """Somebody who said all of it, and whose store is full of other people too."""

    phone: Phone
    traces: dict[str, bytes] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.phone.services.store


def forms(trace: str) -> list[bytes]:
    """As it may lie in a file: two encodings, escaped in JSON, in base64."""
    plain = trace.encode()
    escaped = json.dumps(trace)[1:-1].encode()
    shifted = [base64.b64encode(plain[cut:])[:-4] for cut in range(3)]
    return [plain, trace.encode("utf-16-le"), trace.encode("utf-16-be"), escaped, *shifted]


def _aside(phone: Phone) -> None:
    """Answers the first question, then answers it anew."""
    phone.say(f"{WORDS['an answer set aside']} อยู่ที่โรงเรียนค่ะ")
    phone.keep_quiet()
    phone.say("แก้คำตอบ")
    phone.tap(next(label for label, data in phone.buttons().items() if "~pick~" in data))
    phone.say(f"{WORDS['an answer']} อยู่ที่โรงเรียนค่ะ")
    phone.keep_quiet()


def _speak(phone: Phone) -> None:
    phone.at_first_question()
    _aside(phone)
    phone.say(WORDS["a doubtful command"])
    phone.tap(FORM.buttons["skip"])
    phone.say(f"{WORDS['a long answer']} " * 900)
    phone.keep_quiet()
    talk_freely(phone, f"{WORDS['free talk']} อยากเล่าให้ฟังค่ะ")
    phone.say(f"{WORDS['a bubble taken back']} ค่ะ", message_id="oops")
    _unreadable(phone)
    phone.say("ข้อมูลของฉัน")


def talk_freely(phone: Phone, words: str) -> None:
    """Past the questions, where no question is open."""
    phone.keep_quiet()
    for _ in range(12):
        if isinstance(phone.state.place, Idle):
            break
        if FORM.buttons["enough"] in phone.buttons():
            phone.tap(FORM.buttons["enough"])
        else:
            phone.say("ข้าม" if isinstance(phone.state.place, Asking) else "ต่อไป")
    phone.say(words)
    phone.keep_quiet()
    assert isinstance(phone.state.place, Talking)


def _unreadable(phone: Phone) -> None:
    raw = json.dumps(
        {"source": phone.user_id, "text": WORDS["an event nobody could read"]}, ensure_ascii=False
    )
    strange = Incoming("strange", "message/new", phone.user_id, event=None, fault="unknown", raw=raw)
    exchange(phone.services, strange)


def _send(store: Store) -> None:
    """All that waits goes out."""
    now = START + 10_000_000
    with store.writing() as conn:
        while claimed := outbox.claim(conn, now, lease_ms=1, limit=50):
            outbox.settle(conn, [Outcome(row.id, "sent") for row in claimed], now)


def _neighbours(phone: Phone) -> None:
    list(seed(phone.services, 300))
    neighbour = Phone(phone.services, NEIGHBOUR).at_first_question()
    neighbour.say(f"{STAYS} ค่ะ")


def _plain(store: Store) -> None:
    """PostgreSQL presses long words together, and then nobody could look for them."""
    if not store.is_sqlite:
        with store.writing() as conn:
            for column in ("answers ALTER text", "bubbles ALTER text", "outbox ALTER messages"):
                conn.execute(text(f"ALTER TABLE {column} SET STORAGE EXTERNAL"))


def _analyze(store: Store) -> None:
    """What autovacuum does sooner or later; it samples columns."""
    with store.writing() as conn:
        conn.execute(text("ANALYZE"))


class _Clumsy(PlainReader):
    """Stumbles over some words, and says so with all of them."""

    def read(self, text: str, asking: str = "") -> Reading:
        if WORDS["a long answer"] in text:
            raise ValueError(text)
        return super().read(text, asking)


class _Idle:
    def hurry(self) -> None:
        pass


def _work(phone: Phone) -> None:
    """Huey's own file is there too."""
    url = phone.services.store.url.render_as_string(hide_password=False)
    jobs = make_jobs(phone.services, _Idle(), url)
    jobs.start()
    jobs.stop()


@pytest.fixture
def spoken(store: Store, caplog: pytest.LogCaptureFixture) -> Spoken:
    caplog.set_level(logging.DEBUG, "siangkan")
    _plain(store)
    phone = Phone(replace(services(store), reader=_Clumsy()))
    _neighbours(phone)
    _speak(phone)
    _send(store)
    phone.say("ข้อมูลของฉัน")
    _work(phone)
    _analyze(store)
    with store.reading() as conn:
        sealed = conn.execute(select(people.c.sealed).where(people.c.id == phone.id)).scalar_one()
    handle = IDENTITY.handle(phone.user_id)
    return Spoken(phone, {"handle": handle.encode(), "hash": bytes.fromhex(handle), "seal": sealed})


def files(store: Store) -> Iterator[bytes]:
    """All that this database has on the disk; of PostgreSQL all but its WAL, which is the whole server's."""
    if store.is_sqlite:
        yield from (path.read_bytes() for path in Path(str(store.url.database)).parent.iterdir())
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.execute(text("CHECKPOINT"))
        data = Path(conn.execute(text("SHOW data_directory")).scalar_one())
        oid = conn.execute(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        ).scalar_one()
    if not data.is_dir():
        pytest.skip("the files of this PostgreSQL are elsewhere")
    for folder in (data / "base" / str(oid), data / "global"):
        yield from (path.read_bytes() for path in folder.iterdir() if path.is_file())


def found(spoken: Spoken, where: list[bytes]) -> set[str]:
    wanted = {name: forms(words) for name, words in WORDS.items()}
    wanted["the LINE user id"] = forms(spoken.phone.user_id)
    wanted |= {name: [trace] for name, trace in spoken.traces.items()}
    return {name for name, traces in wanted.items() if any(t in each for t in traces for each in where)}


def in_files(spoken: Spoken) -> set[str]:
    return found(spoken, list(files(spoken.store)))


def test_before_anything_is_erased_every_word_is_found(spoken: Spoken) -> None:
    """But for the one that was skipped, and erased then: of that the files may or may not keep something."""
    assert in_files(spoken) >= {*WORDS, "handle", "seal"} - {"a doubtful command"}


def test_nothing_is_left_in_the_files_of_a_person_who_was_erased(spoken: Spoken) -> None:
    _erase(spoken.phone)
    scrub.scrub(spoken.store, LATER)
    assert in_files(spoken) == set()


def test_what_others_said_is_still_there(spoken: Spoken) -> None:
    _erase(spoken.phone)
    scrub.scrub(spoken.store, LATER)
    assert any(STAYS.encode() in each for each in files(spoken.store))


def test_nothing_is_left_in_the_files_of_a_bubble_that_was_taken_back(spoken: Spoken) -> None:
    spoken.phone.unsend("oops")
    _send(spoken.store)
    scrub.scrub(spoken.store, LATER)
    left = in_files(spoken)
    assert left == {*WORDS, "handle", "seal"} - {
        "a bubble taken back",
        "a doubtful command",
        *_pressed(spoken),
    }


def _pressed(spoken: Spoken) -> set[str]:
    """PostgreSQL presses long words together again, so nobody could find them."""
    return set() if spoken.store.is_sqlite else {"a long answer"}


def test_the_logs_hold_no_words_and_no_ids(spoken: Spoken, caplog: pytest.LogCaptureFixture) -> None:
    _erase(spoken.phone)
    scrub_when_wanted(spoken.store, LATER)
    records = [*caplog.get_records("setup"), *caplog.records]
    logged = "\n".join(LineFormatter().format(record) for record in records)
    assert (found(spoken, [logged.encode()]), "could not be coded" in logged) == (set(), True)


def test_an_export_afterwards_holds_nothing_of_them(spoken: Spoken) -> None:
    _erase(spoken.phone)
    table = "\n".join(str(row) for row in exported(spoken.store, FORM, raw=True))
    assert (found(spoken, [table.encode()]), STAYS in table) == (set(), True)


def test_the_state_of_a_conversation_holds_no_words(spoken: Spoken) -> None:
    with spoken.store.reading() as conn:
        kept = "\n".join(conn.execute(select(states.c.json)).scalars())
    assert (found(spoken, [kept.encode()]), "problem" in kept) == (set(), True)


def test_an_erasure_that_was_marked_is_scrubbed_by_the_next_sweep(spoken: Spoken) -> None:
    _marked(spoken)
    scrub_when_wanted(spoken.store, LATER)
    assert in_files(spoken) == set()


def test_an_erasure_is_scrubbed_once_more_when_all_that_waited_is_sent(spoken: Spoken) -> None:
    _marked(spoken)
    now = spoken.phone.clock.now()
    scrub.scrub(spoken.store, now)
    assert (_marked_at(spoken.store, now), _marked_at(spoken.store, LATER)) == (False, True)


def test_without_a_mark_nothing_is_rewritten(spoken: Spoken) -> None:
    scrub.scrub(spoken.store, LATER)
    with spoken.store.writing() as conn:
        bubbles.erase(conn, spoken.phone.id, "oops")
    scrub_when_wanted(spoken.store, LATER)
    assert "a bubble taken back" in in_files(spoken)


def test_a_big_database_waits_for_the_night(spoken: Spoken) -> None:
    """START is in the evening of Thailand."""
    _marked(spoken)
    done = scrub_when_wanted(spoken.store, LATER, at_once_bytes=0)
    assert (done, _marked_at(spoken.store, LATER)) == (False, True)


def test_a_big_database_is_rewritten_at_night(spoken: Spoken) -> None:
    _marked(spoken)
    assert scrub_when_wanted(spoken.store, NIGHT, at_once_bytes=0)
    assert in_files(spoken) == set()


def test_whoever_looks_at_what_is_old_holds_up_a_scrub_and_the_mark_stays(spoken: Spoken) -> None:
    with spoken.store.reading() as conn:
        conn.execute(text("SELECT * FROM alembic_version")).all()
        _marked(spoken)
        assert not scrub.scrub(spoken.store, LATER)
    assert _marked_at(spoken.store, LATER)


def test_a_scrub_that_was_held_up_is_done_later(spoken: Spoken) -> None:
    with spoken.store.reading() as conn:
        conn.execute(text("SELECT * FROM alembic_version")).all()
        _marked(spoken)
        scrub_when_wanted(spoken.store, LATER)
    scrub_when_wanted(spoken.store, LATER)
    assert in_files(spoken) == set()


@pytest.fixture
def torn(sqlite_url: str) -> Iterator[Store]:
    """Bubbles of all lengths came and went, so that SQLite moved them from page to page."""
    store, chance = Store(sqlite_url), random.Random(2)
    with store.writing() as conn:
        person = people_.meet(conn, "somebody", b"", START)
        asked = {"round": "1", "person_id": person.id, "form_version": "", "given_at": 1, "changed_at": 1}
        known = {"slot": "s", "question": "q", "facet": "f", "focus": 1, "code": "XXXXXX"}
        answer = conn.execute(insert(answers).returning(answers.c.id), {**asked, **known}).scalar_one()
        for number in range(3000):
            words = f"<{number}>" + "ก" * chance.choice((0, 5, 20, 100, 300, 1000, 3000))
            said = {"answer_id": answer, "person_id": person.id, "message_id": str(number), "said_at": number}
            conn.execute(insert(bubbles.bubbles), {**said, "text": words})
            if chance.random() < 0.5:
                bubbles.erase(conn, person.id, str(chance.randrange(number + 1)))
    yield store
    store.close()


def _erased_but_there(store: Store) -> set[bytes]:
    with store.reading() as conn:
        alive = {
            text_.split(">")[0].encode() + b">"
            for text_ in conn.execute(select(bubbles.bubbles.c.text)).scalars()
        }
    return set(re.findall(rb"<\d+>", Path(str(store.url.database)).read_bytes())) - alive


def test_the_gaps_of_pages_keep_what_was_erased_whatever_sqlite_is_told(torn: Store) -> None:
    """Why VACUUM is needed: the day this fails, truncating the WAL is enough."""
    assert scrub.truncate(torn)
    assert _erased_but_there(torn)


def test_a_scrub_leaves_nothing_in_the_gaps_of_pages(torn: Store) -> None:
    scrub.scrub(torn, LATER)
    assert _erased_but_there(torn) == set()


def _marked(spoken: Spoken) -> None:
    _erase(spoken.phone)
    with spoken.store.writing() as conn:
        scrub.want(conn, spoken.phone.clock.now())


def _marked_at(store: Store, now: int) -> bool:
    with store.reading() as conn:
        return bool(scrub.wanted(conn, now))
