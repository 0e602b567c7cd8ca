"""Photos and voices in the exchange: they count as answers, follow the words' ways, and go with them."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.events import Sent
from handlers.export import rows as exported
from handlers.turning import MOST_A_DAY
from models import media
from models.answers import answers
from models.bubbles import bubbles
from models.database import Store
from models.media import Outcome, doomed_files
from tests.exchange.chat import FORM, Phone, services
from tests.exchange.test_exchange import rows


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(services(store)).at_first_question()


def _send(phone: Phone, kind: str, message_id: str = "") -> None:
    now = phone.clock.forward(10_000)
    phone.do(Sent(kind=kind, message_id=message_id or f"m{phone.sent}", at=now, now=now))


def _one(store: Store) -> dict[str, Any]:
    (row,) = rows(store, answers)
    return row


def _doomed(store: Store) -> int:
    return len(rows(store, doomed_files))


def test_a_voice_is_an_answer_without_words(phone: Phone, store: Store) -> None:
    _send(phone, "audio")
    row = _one(store)
    assert (row["text"], row["media"]) == ("", 1)


def test_a_voice_is_waiting_to_be_fetched(phone: Phone, store: Store) -> None:
    _send(phone, "audio")
    assert [row["status"] for row in rows(store, media.media)] == ["waiting"]


def test_the_exchange_says_that_there_is_something_to_fetch(phone: Phone) -> None:
    _send(phone, "audio")
    assert phone.answered[-1].brought


def test_words_and_a_photo_are_one_answer(phone: Phone, store: Store) -> None:
    phone.say("หลังคารั่ว")
    _send(phone, "image")
    row = _one(store)
    assert (row["text"], row["media"]) == ("หลังคารั่ว", 1)


def test_an_export_tells_of_a_photo_alone(phone: Phone, store: Store) -> None:
    _send(phone, "image")
    (row,) = exported(store, FORM)
    assert row.text == FORM.phrases["only_media"].format(count=1)


def test_a_photo_taken_back_dooms_its_file(phone: Phone, store: Store) -> None:
    _send(phone, "image", "photo")
    phone.unsend("photo")
    assert (rows(store, answers), _doomed(store)) == ([], 1)


def test_a_removed_answer_takes_its_photo_with_it(phone: Phone, store: Store) -> None:
    _send(phone, "image")
    phone.tap_data("v~drop~problem~0", phone.clock.forward(10_000))
    phone.say("ใช่")
    assert (rows(store, bubbles), _doomed(store)) == ([], 1)


def test_what_could_not_be_kept_counts_no_more(phone: Phone, store: Store) -> None:
    _send(phone, "image")
    with store.writing() as conn:
        (row,) = media.claim(conn, phone.clock.now(), lease_ms=1000, limit=1)
        media.settle(conn, row, Outcome("refused", fault="no picture"))
    assert _one(store)["media"] == 0


def test_what_could_not_be_kept_is_told_on_the_card(phone: Phone, store: Store) -> None:
    phone.say("หลังคารั่ว")
    _send(phone, "image")
    with store.writing() as conn:
        (row,) = media.claim(conn, phone.clock.now(), lease_ms=1000, limit=1)
        media.settle(conn, row, Outcome("refused", fault="no picture"))
    phone.keep_quiet()
    phone.say("ข้อมูลของฉัน")
    assert FORM.phrases["media_lost"].format(count=1) in phone.texts()[-1]


def test_nobody_fills_the_disk(phone: Phone, store: Store) -> None:
    for _ in range(MOST_A_DAY + 3):
        _send(phone, "image")
    with store.reading() as conn:
        kept = conn.execute(select(bubbles.c.id)).all()
    assert len(kept) == MOST_A_DAY


def test_who_turns_out_to_be_young_leaves_no_voice(phone: Phone, store: Store) -> None:
    phone.say("หลังคารั่ว")
    _send(phone, "audio")
    phone.keep_quiet()
    for _ in range(9):
        if getattr(phone.state.place, "field", "") == "age":
            break
        phone.say("ย้อนกลับ")
    phone.say("15 ปี")
    row = _one(store)
    assert (row["text"], row["media"], _doomed(store)) == ("หลังคารั่ว", 0, 1)
