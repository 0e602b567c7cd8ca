"""Facts of organisers in the exchange: who is answered as an organiser, with what, and what it leaves behind."""

from dataclasses import replace

import pytest

from bot.events import Said
from bot.organising.orders import Order
from bot.organising.taps import data_of
from handlers.data import load_orders
from handlers.exchange import exchange
from handlers.line.inbound import Incoming
from handlers.organising.desk import Desk
from handlers.seed import seed
from models import answers, audit, organisers
from models.database import Store
from models.organisers import ORGANISER, VIEWER, Organiser
from tests.exchange.chat import FORM, Phone, services

OPINION = "ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ"


@pytest.fixture
def person(store: Store) -> Phone:
    """Somebody at the first question, where organisers have a desk."""
    known = replace(services(store), desk=Desk(load_orders))
    for _ in seed(known, 90, "trial"):
        pass
    return Phone(known).at_first_question()


@pytest.fixture
def organiser(person: Phone) -> Phone:
    return becomes(person, ORGANISER)


def becomes(phone: Phone, role: str) -> Phone:
    with phone.services.store.writing() as conn:
        organisers.join(conn, Organiser(phone.id, "", role, "trial"))
    phone.clock.forward(10_000)  # who organises is looked up now and then
    return phone


def answered(phone: Phone) -> str:
    return str(phone.rows()[-1]["messages"])


def kept(phone: Phone) -> list[str]:
    with phone.services.store.reading() as conn:
        return [answer.text for answer in answers.mine(conn, phone.id, "trial")]


def test_an_organiser_gets_a_summary(organiser: Phone) -> None:
    organiser.say("สรุป")
    assert "carousel" in answered(organiser)


def test_it_is_a_reply_that_costs_nothing(organiser: Phone) -> None:
    organiser.say("สรุป")
    assert organiser.rows()[-1]["kind"] == "reply"


def test_the_token_is_used_once(organiser: Phone) -> None:
    organiser.say("สรุป")
    organiser.keep_quiet()
    used = [row["reply_token"] for row in organiser.rows() if row["reply_token"]]
    assert len(used) == len(set(used))


def test_an_order_is_no_answer(organiser: Phone) -> None:
    organiser.say("สรุป ไทรโยค 7 วัน")
    assert kept(organiser) == []


def test_an_order_leaves_the_conversation_where_it_is(organiser: Phone) -> None:
    before = organiser.state
    organiser.say("ใครยังไม่ได้พูด")
    assert organiser.state == before


def test_an_ordinary_sentence_of_an_organiser_is_an_answer(organiser: Phone) -> None:
    organiser.say("สรุปคือครูน้อย งานเยอะ เด็กเลยเรียนไม่ทัน")
    assert kept(organiser) == ["สรุปคือครูน้อย งานเยอะ เด็กเลยเรียนไม่ทัน"]


def test_somebody_else_gets_no_summary(person: Phone) -> None:
    person.say("สรุป ไทรโยค 7 วัน")
    assert "carousel" not in answered(person)


def test_a_button_of_an_organiser_does_nothing_for_somebody_else(person: Phone) -> None:
    person.tap_data(data_of(Order("summary")), person.clock.now())
    assert "ประเด็นที่ 1" not in answered(person)


def test_a_button_leads_on(organiser: Phone) -> None:
    organiser.tap_data(data_of(Order("silent")), organiser.clock.now())
    assert "เป้าหมาย" in answered(organiser)


def test_an_event_that_comes_twice_is_answered_once(organiser: Phone) -> None:
    outcome = organiser.say("สรุป", event_id="the same")
    again = organiser.say("สรุป", event_id="the same")
    assert (outcome.result, again.result) == ("order", "duplicate")


def test_what_was_just_said_is_counted(organiser: Phone) -> None:
    other = Phone(organiser.services, "U" + "9" * 32).at_first_question()
    other.say(OPINION)
    organiser.say("สรุป ข้อความ")
    assert "31 คน 91 ความเห็น" in answered(organiser)


def test_the_log_tells_who_asked_about_what(organiser: Phone) -> None:
    organiser.say("สรุป ไทรโยค 7 วัน")
    with organiser.services.store.reading() as conn:
        entry = audit.last(conn, 1)[-1]
    assert (entry.act, entry.about) == ("summary", "district=7102 period=last_7_days")


def test_the_log_holds_no_word_that_was_looked_for(organiser: Phone) -> None:
    organiser.say("ค้นหา รถรับส่ง")
    with organiser.services.store.reading() as conn:
        assert "รถ" not in audit.last(conn, 1)[-1].about


def test_a_viewer_may_not_take_tables_away(person: Phone) -> None:
    becomes(person, VIEWER).say("ส่งออก")
    assert "ยังไม่ได้เปิดให้หน้าที่ของท่าน" in answered(person)


def test_whoever_was_just_made_an_organiser_is_answered(person: Phone) -> None:
    """Even before the list of organisers was looked up anew."""
    person.say(OPINION)
    with person.services.store.writing() as conn:
        organisers.join(conn, Organiser(person.id, "", ORGANISER, "trial"))
    now = person.clock.now()
    said = Said(text="สรุป", message_id="m", at=now, now=now)
    exchange(person.services, Incoming("x", "message/text", person.user_id, reply_token="t", event=said))
    assert "carousel" in answered(person)


def test_whoever_is_one_no_more_is_answered_like_anybody(organiser: Phone) -> None:
    organiser.say("สรุป")
    with organiser.services.store.writing() as conn:
        organisers.remove(conn, organiser.id)
    organiser.say("สรุป ไทรโยค 7 วัน")
    assert "carousel" not in answered(organiser)


def known(phone: Phone) -> Organiser:
    with phone.services.store.reading() as conn:
        found = organisers.of(conn, phone.id)
    assert found is not None
    return found


def test_what_everybody_may_ask_for_themselves_is_no_text_of_an_announcement(organiser: Phone) -> None:
    organiser.say("ประกาศ")
    organiser.say("ลบข้อมูล")
    assert (known(organiser).desk, FORM.buttons["yes_delete"] in organiser.buttons()) == ("", True)


def test_another_order_is_carried_out_although_a_text_is_waited_for(organiser: Phone) -> None:
    organiser.say("ประกาศ")
    organiser.say("หยุดรายงาน")
    assert (known(organiser).desk, known(organiser).digest_off) == ("", True)


def test_what_is_said_long_after_is_an_opinion(organiser: Phone) -> None:
    organiser.say("ประกาศ")
    organiser.clock.forward(2 * 3_600_000)
    organiser.say(OPINION)
    assert kept(organiser) == [OPINION]


def test_what_was_refused_stands_in_the_log_as_refused(person: Phone) -> None:
    becomes(person, VIEWER).tap_data(data_of(Order("remove", code="K7F3Q2", step="yes")), person.clock.now())
    with person.services.store.reading() as conn:
        assert audit.last(conn, 1)[-1].act == "refused remove"


def test_who_erases_themselves_leaves_a_line_in_the_log(organiser: Phone) -> None:
    organiser.say("ลบข้อมูล")
    organiser.tap(FORM.buttons["yes_delete"])
    organiser.tap(FORM.buttons["yes_erase"])
    with organiser.services.store.reading() as conn:
        assert audit.last(conn, 1)[-1].act == "erased themselves"


def test_an_order_in_the_middle_of_an_answer_costs_no_push(organiser: Phone) -> None:
    organiser.say(OPINION)
    organiser.say("โควตา")
    organiser.keep_quiet()
    assert {row["kind"] for row in organiser.rows() if row["messages"]} == {"reply"}
