"""An answer knows who gave it, even when they said so only afterwards; and each person is spoken to as they are."""

from dataclasses import replace
from typing import Any

import pytest

from bot.form import Role
from bot.state import Idle, Placing, Profile, State
from models import states
from models.answers import answers
from models.database import Store
from tests.exchange.chat import FORM, Phone, services
from tests.exchange.test_exchange import rows

ROLE = FORM.roles["teacher"]
OTHER = next(role for role in FORM.roles.values() if role.sector != ROLE.sector)


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(services(store)).at_first_question()


def _become(phone: Phone, **known: Any) -> None:
    """Somebody who told only this of themselves so far."""
    state = phone.state
    told = Profile(consent=state.profile.consent, consent_at=state.profile.consent_at)
    _save(phone, replace(state, profile=replace(told, **known)))


def _save(phone: Phone, state: State) -> None:
    with phone.services.store.writing() as conn:
        states.save(conn, phone.id, state, 0)


def _tell(phone: Phone, role: Role = ROLE) -> None:
    """Answers the questions of who they are, until a question opens."""
    _save(phone, phone.state.at(Placing("age")))
    phone.sticker()
    for _ in range(8):
        field = getattr(phone.state.place, "field", "")
        if not field:
            return
        wanted = {"age": list(FORM.ages.values())[-1].label, "role": role.label}
        phone.tap(wanted.get(field) or next(iter(phone.buttons())))
    raise AssertionError(phone.state)


def _speak_before_telling(phone: Phone) -> None:
    _become(phone)
    _save(phone, phone.state.at(Idle()))
    phone.say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")


def _who(phone: Phone) -> list[str]:
    row = rows(phone.services.store, answers)[0]
    return [row[name] for name in ("role", "sector", "district")]


def test_an_answer_of_somebody_who_told_nothing_names_nobody(phone: Phone) -> None:
    _speak_before_telling(phone)
    assert _who(phone) == ["", "", ""]


def test_who_they_are_is_added_when_they_tell_it(phone: Phone) -> None:
    _speak_before_telling(phone)
    _tell(phone)
    assert _who(phone) == [ROLE.code, ROLE.sector, phone.state.profile.district]


def test_there_is_a_district_to_add(phone: Phone) -> None:
    _speak_before_telling(phone)
    _tell(phone)
    assert phone.state.profile.district in FORM.districts


def test_who_they_were_then_stays(phone: Phone) -> None:
    phone.say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    before = _who(phone)
    _become(phone)
    _tell(phone, OTHER)
    assert (_who(phone), phone.state.profile.role) == (before, OTHER.code)


def test_answers_of_others_are_left_alone(phone: Phone, store: Store) -> None:
    _speak_before_telling(phone)
    other = Phone(services(store), "U00000000000000000000000000000002").at_first_question()
    _become(other)
    _tell(other)
    assert _who(phone) == ["", "", ""]


def _my_data(phone: Phone) -> str:
    phone.say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    phone.keep_quiet()
    phone.say("ข้อมูลของฉัน")
    return phone.texts()[-1]


def test_my_data_asks_a_pupil_as_a_pupil_is_asked(phone: Phone) -> None:
    question = FORM.questions[phone.state.place.question]
    _become(phone, age="11-19", leave=True)
    assert (question.pupil in _my_data(phone), bool(question.pupil)) == (True, True)


def test_my_data_speaks_to_a_teacher_as_a_teacher(phone: Phone) -> None:
    question = FORM.questions[phone.state.place.question]
    _become(phone, age=list(FORM.ages)[-1], role=ROLE.code)
    words = question.text.replace("{you}", ROLE.address)
    assert (words in _my_data(phone), ROLE.address) == (True, "คุณครู")
