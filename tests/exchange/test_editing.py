"""Who changes an answer and then takes the new words back has the old answer again, not none."""

from typing import Any

import pytest

from bot.effects import Move, Record
from handlers.performing import perform
from handlers.turn import Turn
from models import people
from models.answers import answers
from models.bubbles import bubbles
from models.codings import codings
from models.database import Store
from tests.exchange.chat import FORM, IDENTITY, Phone, services
from tests.exchange.test_exchange import rows

OLD = "ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ"
NEW = "ถนนไปโรงเรียนพังทุกหน้าฝน เด็กมาเรียนไม่ได้ค่ะ"


@pytest.fixture
def phone(store: Store) -> Phone:
    """Answered the first question with a button and words, and is about to change that."""
    phone = Phone(services(store)).at_first_question()
    phone.tap(_choices(phone)[0].label)
    phone.say(OLD, message_id="old")
    phone.keep_quiet()
    _change(phone)
    return phone


def _choices(phone: Phone) -> Any:
    return FORM.questions[phone.state.place.question].choices


def _change(phone: Phone) -> None:
    phone.say("แก้ไข")
    phone.tap(FORM.buttons["pick"].replace("{n}", "1"))


def _answer(phone: Phone) -> dict[str, Any]:
    return rows(phone.services.store, answers)[0]


def _perform(phone: Phone, *effects: Any) -> None:
    with phone.services.store.writing() as conn:
        person = people.find(conn, IDENTITY.handle(phone.user_id))
        assert person is not None
        perform(Turn(phone.services, conn, person, phone.clock.now()), effects)


def test_new_words_replace_the_old(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    assert (_answer(phone)["text"], _answer(phone)["chosen"]) == (NEW, [])


def test_without_the_new_words_the_old_are_back(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    phone.unsend("new")
    assert _answer(phone)["text"] == OLD


def test_without_the_new_words_the_old_choice_is_back(phone: Phone) -> None:
    before = _answer(phone)["chosen"]
    phone.say(NEW, message_id="new")
    phone.unsend("new")
    assert (_answer(phone)["chosen"], len(before)) == (before, 1)


def test_the_old_words_are_coded_again(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    phone.unsend("new")
    assert [row["themes"] for row in rows(phone.services.store, codings)] == [["teacher_supply"]]


def test_a_new_bubble_that_stays_keeps_the_old_words_aside(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    phone.say("เรื่องนี้ด้วยค่ะ", message_id="more")
    phone.unsend("new")
    assert _answer(phone)["text"] == "เรื่องนี้ด้วยค่ะ"


def test_a_new_choice_keeps_the_old_words_aside(phone: Phone) -> None:
    choice = _choices(phone)[1]
    phone.tap(choice.label)
    phone.say(NEW, message_id="new")
    phone.unsend("new")
    assert (_answer(phone)["text"], _answer(phone)["chosen"]) == ("", [choice.code])


def test_words_typed_after_the_old_are_back_replace_them(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    phone.unsend("new")
    _change(phone)
    phone.say("น้ำไม่ไหลค่ะ", message_id="newer")
    assert _answer(phone)["text"] == "น้ำไม่ไหลค่ะ"


def test_only_the_last_of_the_older_answers_is_back(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    phone.keep_quiet()
    _change(phone)
    phone.say("น้ำไม่ไหลค่ะ", message_id="newer")
    phone.unsend("newer")
    assert (_answer(phone)["text"], _answer(phone)["chosen"]) == (NEW, [])


def test_an_older_bubble_that_is_taken_back_does_not_return(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    phone.unsend("old")
    phone.unsend("new")
    assert [row["text"] for row in rows(phone.services.store, bubbles)] == []


def test_new_words_that_belong_elsewhere_leave_the_old_answer(phone: Phone) -> None:
    phone.say(NEW, message_id="new")
    slot = next(slot for slot in FORM.questions if slot != _answer(phone)["slot"])
    _perform(phone, Move(("new",), slot))
    found = {row["slot"]: row["text"] for row in rows(phone.services.store, answers)}
    assert (found.pop(slot), list(found.values())) == (NEW, [OLD])


def test_a_choice_without_words_is_back_too(store: Store) -> None:
    phone = Phone(services(store)).at_first_question()
    slot = phone.state.place.question
    _perform(phone, Record(slot, chosen=("budget",)))
    _perform(phone, Record(slot, "new", 1, NEW, anew=True))
    phone.unsend("new")
    assert (_answer(phone)["text"], _answer(phone)["chosen"]) == ("", ["budget"])


def test_a_choice_picked_and_taken_back_leaves_the_old_answer(phone: Phone) -> None:
    before = (_answer(phone)["text"], _answer(phone)["chosen"])
    label = _choices(phone)[3].label
    phone.tap(label)
    phone.tap("✓" + label)
    assert (_answer(phone)["text"], _answer(phone)["chosen"]) == before
