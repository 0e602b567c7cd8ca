"""Rounds kept apart: what was said in one is neither asked, changed nor erased in another."""

from dataclasses import replace
from typing import Any

import pytest

from bot.events import Came
from bot.state import Confirming
from models.answers import answers
from models.database import Store
from tests.exchange.chat import FORM, Phone, services
from tests.exchange.test_exchange import rows

OTHER = "2571"
WORDS = "ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ"


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(services(store)).at_first_question()


def _answer(phone: Phone, words: str = WORDS) -> None:
    phone.say(words)
    phone.keep_quiet()


def _came(round: str, **more: Any) -> Came:
    return Came(at=1, now=1, code="K7F3Q2", round=round, title="เวทีรับฟัง", **more)


def _scan(phone: Phone, round: str) -> None:
    now = phone.clock.forward(10_000)
    given = tuple(row["slot"] for row in _answers(phone.services.store) if row["round"] == round)
    phone.do(replace(_came(round), at=now, now=now, answered=given))


def _answers(store: Store) -> list[dict[str, Any]]:
    return rows(store, answers)


def _rounds(store: Store) -> dict[str, str]:
    return {row["round"]: row["text"] for row in _answers(store)}


def test_answers_belong_to_the_round_that_hears_now(phone: Phone, store: Store) -> None:
    _answer(phone)
    assert _rounds(store) == {"trial": WORDS}


def test_a_posters_round_gets_answers_of_its_own(phone: Phone, store: Store) -> None:
    _answer(phone)
    _scan(phone, OTHER)
    _answer(phone, "เน็ตไม่มีเลยทั้งตำบล")
    assert _rounds(store) == {"trial": WORDS, OTHER: "เน็ตไม่มีเลยทั้งตำบล"}


def test_back_in_the_first_round_nothing_is_asked_again(phone: Phone) -> None:
    _answer(phone)
    _scan(phone, OTHER)
    _scan(phone, "trial")
    assert phone.state.answered == ("problem",)


def test_free_talk_of_two_rounds_is_never_one(phone: Phone, store: Store) -> None:
    phone.say("ข้าม")
    phone.say("ข้าม")
    phone.say("ข้าม")
    _answer(phone, "ถนนหน้าโรงเรียนพังมาก")
    phone.say("3")
    _scan(phone, OTHER)
    _scan(phone, "trial")
    phone.say("ข้าม")
    phone.say("ข้าม")
    phone.say("ข้าม")
    _answer(phone, "อาหารกลางวันไม่พอ")
    assert [row["text"] for row in _answers(store)] == ["ถนนหน้าโรงเรียนพังมาก", "อาหารกลางวันไม่พอ"]


def test_a_card_of_another_round_removes_nothing(phone: Phone) -> None:
    _answer(phone)
    old = phone.state.profile.round
    _scan(phone, OTHER)
    _answer(phone, "เน็ตไม่มีเลยทั้งตำบล")
    now = phone.clock.forward(10_000)
    phone.tap_data(f"v~drop~problem@{old}~0", now)
    assert not isinstance(phone.state.place, Confirming)


def test_a_bubble_taken_back_in_one_round_leaves_the_other_alone(phone: Phone) -> None:
    phone.say(WORDS, "old")
    phone.keep_quiet()
    _scan(phone, OTHER)
    _answer(phone, "เน็ตไม่มีเลยทั้งตำบล")
    phone.unsend("old")
    assert phone.state.answered == ("problem",)


def test_when_the_current_round_changes_it_begins_with_nothing_answered(phone: Phone, store: Store) -> None:
    _answer(phone)
    later = replace(phone, services=replace(phone.services, round=OTHER, form=FORM))
    later.say("สวัสดีค่ะ")
    assert (later.state.answered, later.state.profile.round) == ((), OTHER)


def test_ones_own_data_tells_that_there_is_more_in_another_round(phone: Phone) -> None:
    _answer(phone)
    _scan(phone, OTHER)
    phone.say("ข้อมูลของฉัน")
    assert FORM.phrases["mine_elsewhere"] in phone.texts()[-1]
