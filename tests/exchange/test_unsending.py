"""What a person took back stays away, even when LINE delivers the words after the taking back."""

import json
import re

import pytest

from bot.events import Tapped
from bot.state import Asking
from handlers.exchange import exchange
from handlers.line.inbound import Incoming
from models.answers import answers
from models.bubbles import bubbles
from models.database import Store
from models.inbox import inbox
from models.unsent import unsent
from tests.exchange.chat import FORM, Phone, services
from tests.exchange.test_exchange import _erase, everything, rows


@pytest.fixture
def phone(store: Store) -> Phone:
    """Took a message back that did not arrive yet."""
    phone = Phone(services(store)).at_first_question()
    phone.unsend("oops")
    return phone


def test_words_that_come_after_their_unsending_are_not_kept(phone: Phone) -> None:
    phone.say("ครูสมชายดุมาก", message_id="oops")
    assert "สมชาย" not in everything(phone.services.store)


def test_words_that_come_after_their_unsending_are_only_noted(phone: Phone) -> None:
    assert phone.say("ครูสมชายดุมาก", message_id="oops").result == "noted"


def test_words_that_come_after_their_unsending_answer_no_question(phone: Phone) -> None:
    before = phone.state.place
    phone.say("ครูสมชายดุมาก", message_id="oops")
    phone.keep_quiet()
    assert (phone.state.place, isinstance(before, Asking)) == (before, True)


def test_a_command_that_comes_after_its_unsending_is_not_obeyed(phone: Phone) -> None:
    before = phone.rows()
    phone.say("ช่วยเหลือ", message_id="oops")
    assert phone.rows() == before


def test_other_words_are_kept(phone: Phone) -> None:
    phone.say("ครูไม่พอ", message_id="another")
    assert [row["text"] for row in rows(phone.services.store, answers)] == ["ครูไม่พอ"]


def test_the_same_message_id_of_somebody_else_is_kept(phone: Phone) -> None:
    other = Phone(phone.services, "U00000000000000000000000000000002").at_first_question()
    other.say("ครูไม่พอ", message_id="oops")
    assert [row["text"] for row in rows(phone.services.store, bubbles)] == ["ครูไม่พอ"]


def test_taking_back_twice_is_no_fault(phone: Phone) -> None:
    phone.unsend("oops")
    assert phone.answered[-1].result == "done"


def test_words_taken_back_in_time_need_no_mark(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    phone.say("ครูไม่พอ", message_id="oops")
    phone.unsend("oops")
    assert rows(store, unsent) == []


def test_what_was_taken_back_is_forgotten_with_its_person(phone: Phone) -> None:
    _erase(phone)
    assert rows(phone.services.store, unsent) == []


def unreadable(phone: Phone, message_id: str) -> None:
    """A message of a kind that nobody knows yet: all of it is kept, to be looked at by the office."""
    raw = json.dumps({"message": {"id": message_id, "words": "ครูสมชายดุมาก"}}, ensure_ascii=False)
    event_id = f"strange-{message_id}"
    exchange(phone.services, Incoming(event_id, "message/new", phone.user_id, fault="unknown", raw=raw))


def test_a_message_that_nobody_could_read_is_taken_back_too(phone: Phone) -> None:
    unreadable(phone, "odd")
    unreadable(phone, "even")
    phone.unsend("odd")
    kept = {
        row["event_id"]: row["raw"] is not None for row in rows(phone.services.store, inbox) if row["fault"]
    }
    assert kept == {"strange-odd": False, "strange-even": True}


def drop_the_answer(phone: Phone) -> None:
    """By the button below its card, and a yes."""
    (data, *_) = re.findall(r"'data': '([^']*~drop~[^']*)'", "".join(phone.texts()))
    phone.do(Tapped(data=data, at=phone.clock.now(), now=phone.clock.now()))
    phone.tap(FORM.buttons["yes_drop"])


def test_what_still_waits_to_be_sent_repeats_no_answer_that_was_removed(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    phone.say("ครูสมชายดุมาก")
    phone.keep_quiet()
    phone.say("ข้อมูลของฉัน")
    waited = "สมชาย" in str(phone.texts())
    drop_the_answer(phone)
    assert (waited, "สมชาย" in str(phone.texts())) == (True, False)
