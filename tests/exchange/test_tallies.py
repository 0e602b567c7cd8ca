"""The tallies equal the answers, whatever people do: told through the exchange, on both databases."""

from dataclasses import replace

import pytest

from bot.summaries.telling import who_of
from handlers.coding import code_the_uncoded
from handlers.counting import count_anew, count_the_stirred, strays
from models import answers, folding, tallies
from models.database import Store
from models.tallies import counts
from tests.exchange.chat import FORM, START, Phone, services

MARKS = [
    "ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ",
    "เน็ตไม่มี ไฟดับบ่อย ครูสอนไม่ได้เลยตอนฝนตก",
    "อยากให้ อบต. กับโรงเรียนร่วมมือกันทำรถรับส่งเด็ก",
    "ครูใจดี ร่วมมือกันดีกับชาวบ้านทุกหมู่บ้าน",
]


@pytest.fixture
def phone(store: Store) -> Phone:
    """Somebody at the first question, who said where they are from."""
    return Phone(services(store)).at_first_question()


def counted(phone: Phone, what: str = "", who: str = "") -> tuple[int, int]:
    count_the_stirred(phone.services, 0)
    with phone.services.store.reading() as conn:
        found = counts(conn, "trial", [what], [who]).get((what, who))
    return (found.people, found.mentions) if found else (0, 0)


def told(phone: Phone, *words: str) -> Phone:
    for word in words:
        phone.say(word)
        phone.keep_quiet()
    return phone


def test_an_answer_is_counted(phone: Phone) -> None:
    assert counted(told(phone, MARKS[0])) == (1, 1)


def test_an_answer_is_counted_for_role_and_district(phone: Phone) -> None:
    who = phone.state.profile
    cell = who_of(who.role, who.district)
    assert counted(told(phone, MARKS[0]), "t=teacher_supply", cell) == (1, 1)


def test_somebody_who_only_came_is_counted_as_that(store: Store) -> None:
    phone = Phone(services(store))
    phone.join()
    assert counted(phone, "@joined") == (1, 1)


def test_consent_is_counted(phone: Phone) -> None:
    assert counted(phone, "@consented") == (1, 1)


def test_the_end_of_the_short_path_is_counted(phone: Phone) -> None:
    assert counted(told(phone, *MARKS[:3]), "@finished") == (1, 1)


def test_an_unfinished_path_is_not_counted_as_finished(phone: Phone) -> None:
    assert counted(told(phone, *MARKS[:1]), "@finished") == (0, 0)


def test_a_second_bubble_changes_no_number_of_answers(phone: Phone) -> None:
    phone.say(MARKS[0])
    phone.say("ตั้งสามคน")
    assert counted(phone) == (1, 1)


def test_a_bubble_taken_back_is_not_counted_any_more(phone: Phone) -> None:
    phone.say(MARKS[0], message_id="first")
    counted(phone)
    phone.unsend("first")
    assert counted(phone) == (0, 0)


def test_whoever_is_forgotten_is_taken_off_at_once(phone: Phone) -> None:
    counted(told(phone, MARKS[0]))
    phone.say("ลบข้อมูล")
    phone.tap(FORM.buttons["yes_delete"])
    phone.tap(FORM.buttons["yes_erase"])
    with phone.services.store.reading() as conn:
        assert (tallies.everything(conn), folding.waiting(conn)) == ({}, 0)


def test_another_role_moves_the_answers_to_its_cell(phone: Phone) -> None:
    counted(told(phone, *MARKS))
    with phone.services.store.writing() as conn:
        answers.undescribe(conn, phone.id, "trial")
        answers.describe(conn, phone.id, "trial", "parent", "people", "7108")
        folding.stir(conn, phone.id, 0)
    assert (counted(phone), strays(phone.services)) == (counted(phone, "", who_of("parent", "7108")), [])


def test_what_the_coder_failed_on_is_counted_again_when_it_is_coded(phone: Phone, failing) -> None:
    failing(phone, MARKS[0])
    before = counted(phone, "t=teacher_supply")
    code_the_uncoded(phone.services)
    assert (before, counted(phone, "t=teacher_supply")) == ((0, 0), (1, 1))


@pytest.fixture
def failing():
    """Says words that the coder cannot read at this moment."""

    class Broken:
        def read(self, text, asking=""):
            raise RuntimeError("no coder today")

    def say(phone: Phone, words: str) -> None:
        whole = phone.services
        phone.services = replace(whole, reader=Broken())
        phone.say(words)
        phone.services = whole

    return say


def test_tallies_equal_answers_after_a_long_talk(phone: Phone) -> None:
    told(phone, *MARKS, "ย้อนกลับ", "ครูครบแล้ว", "แก้คำตอบ", "1", "งบน้อยมาก")
    count_the_stirred(phone.services, 0)
    assert strays(phone.services) == []


def test_tallies_equal_answers_while_somebody_still_waits_to_be_counted(phone: Phone) -> None:
    told(phone, *MARKS)
    assert strays(phone.services) == []


def test_a_lost_tally_is_found(phone: Phone) -> None:
    counted(told(phone, *MARKS))
    with phone.services.store.writing() as conn:
        tallies.clear(conn)
    assert strays(phone.services)


def test_counting_anew_mends_whatever_was_lost(phone: Phone) -> None:
    counted(told(phone, *MARKS))
    with phone.services.store.writing() as conn:
        tallies.clear(conn)
    count_anew(phone.services)
    assert strays(phone.services) == []


def test_nobody_is_counted_while_they_type(phone: Phone) -> None:
    phone.say(MARKS[0])
    assert count_the_stirred(phone.services) == 0


def test_the_day_is_the_one_in_thailand() -> None:
    assert folding.day_of(START) == folding.day_of(START + 60_000)
