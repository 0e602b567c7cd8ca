"""A turn is whole: what was decided, kept and is to be said stands in the database, or nothing of it does."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.state import Asking, Idle, Talking
from handlers.counting import count_the_stirred
from handlers.exchange import exchange
from handlers.line.inbound import Incoming
from models.answers import answers
from models.bubbles import bubbles
from models.codings import codings
from models.database import Store
from models.inbox import inbox
from models.outbox import outbox
from models.people import people
from models.states import save, states
from tests.exchange.chat import FORM, START, Phone, StoppedClock, services


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(services(store))


def rows(store: Store, table: Any) -> list[dict[str, Any]]:
    with store.reading() as conn:
        ordered = select(table).order_by(*table.primary_key)
        return [dict(row) for row in conn.execute(ordered).mappings()]


def test_a_new_friend_is_greeted_with_the_reply_token(phone: Phone) -> None:
    phone.join()
    row = phone.rows()[0]
    assert (row["kind"], row["reply_token"], row["status"]) == (
        "reply",
        phone.token,
        "waiting",
    )


def test_somebody_unknown_who_blocks_us_is_not_kept(phone: Phone) -> None:
    phone.block()
    assert rows(phone.services.store, people) == []


def test_a_person_is_led_to_the_first_question(phone: Phone) -> None:
    assert isinstance(phone.at_first_question().state.place, Asking)


def test_what_a_person_told_of_themselves_is_kept(phone: Phone) -> None:
    profile = phone.at_first_question().state.profile
    row = rows(phone.services.store, people)[0]
    assert [row[n] for n in ("consent", "age", "role", "zone", "district")] == [
        profile.consent,
        profile.age,
        profile.role,
        profile.zone,
        profile.district,
    ]


def test_an_answer_is_kept_as_it_was_typed(phone: Phone) -> None:
    phone.at_first_question().say("  ครูไม่พอ\nเด็กเรียนรวมชั้น 😢 ")
    assert rows(phone.services.store, answers)[0]["text"] == "  ครูไม่พอ\nเด็กเรียนรวมชั้น 😢 "


def test_an_answer_knows_its_question_and_who_gave_it(phone: Phone) -> None:
    state = phone.at_first_question().state
    phone.say("ครูไม่พอค่ะ")
    row, question = rows(phone.services.store, answers)[0], FORM.questions[state.place.question]
    wanted = {
        "slot": question.id,
        "question": question.id,
        "facet": question.facet,
        "focus": question.focus,
        "form_version": FORM.version,
        "round": "trial",
        "role": state.profile.role,
        "sector": FORM.roles[state.profile.role].sector,
        "district": state.profile.district,
    }
    assert {name: row[name] for name in wanted} == wanted


def test_an_answer_is_coded(phone: Phone) -> None:
    phone.at_first_question().say("ครูสมชายใจดี")
    row = rows(phone.services.store, codings)[0]
    assert (row["themes"], row["masked"], row["coder"]) == (["teacher_supply"], "ครู(ชื่อคน)ใจดี", "machine")


def test_three_bubbles_out_of_order_are_one_answer_in_order(phone: Phone) -> None:
    now = phone.at_first_question().clock.now()
    for words, at in (("เรื่องสาม", 3), ("เรื่องหนึ่ง", 1), ("เรื่องสอง", 2)):
        phone.say(words, message_id=words, at=now + 100_000 + at)
    assert [row["text"] for row in rows(phone.services.store, answers)] == ["เรื่องหนึ่ง\nเรื่องสอง\nเรื่องสาม"]


def test_words_are_coded_together(phone: Phone) -> None:
    phone.at_first_question().say("ไม่พอเลย")
    phone.say("ครูน่ะค่ะ")
    assert [row["themes"] for row in rows(phone.services.store, codings)] == [["teacher_supply"]]


def test_after_an_answer_a_typing_sign_shows(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอค่ะ")
    assert phone.rows()[-1]["kind"] == "loading"


def test_after_a_quiet_gap_the_next_card_comes_with_the_last_token(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    phone.keep_quiet()
    row = phone.rows()[-1]
    assert (row["kind"], row["reply_token"]) == ("reply", phone.token)


def test_after_a_long_gap_the_next_card_may_be_pushed_for_ten_minutes(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    phone.keep_quiet(60_000)
    row = phone.rows()[-1]
    assert (row["kind"], row["reply_token"], row["push_until"]) == ("push", None, phone.clock.now() + 600_000)


def test_a_token_is_used_once(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    phone.keep_quiet()
    tokens = [row["reply_token"] for row in phone.rows() if row["reply_token"]]
    assert len(tokens) == len(set(tokens))


def test_a_second_wake_up_changes_nothing(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    phone.keep_quiet()
    before = phone.rows()
    phone.keep_quiet()
    assert phone.rows() == before


def test_a_wake_up_of_an_older_turn_says_nothing(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ")
    phone.say("ช่วยเหลือ")
    before = phone.rows()
    phone.keep_quiet()
    assert phone.rows() == before


def test_the_same_event_again_is_not_handled_again(phone: Phone) -> None:
    phone.at_first_question()
    first = phone.say("ครูไม่พอ", message_id="m", event_id="same")
    again = phone.say("ครูไม่พอ", message_id="m", event_id="same")
    assert [first.result, again.result] == ["done", "duplicate"]


def test_a_redelivered_event_is_not_answered_again(phone: Phone) -> None:
    phone.at_first_question().say("ช่วยเหลือ", event_id="same")
    before = phone.rows()
    phone.say("ช่วยเหลือ", event_id="same")
    assert phone.rows() == before


def test_an_unsent_bubble_leaves_no_trace(phone: Phone) -> None:
    phone.at_first_question().say("ครูสมชายดุมาก", message_id="oops")
    phone.unsend("oops")
    assert "ดุมาก" not in everything(phone.services.store)


def test_an_answer_without_its_only_bubble_is_gone(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ", message_id="oops")
    phone.unsend("oops")
    assert rows(phone.services.store, answers) == []


def test_the_other_bubbles_of_an_answer_stay(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ", message_id="one")
    phone.say("ครูสมชายดุมาก", message_id="oops")
    phone.unsend("oops")
    assert [row["text"] for row in rows(phone.services.store, answers)] == ["ครูไม่พอ"]


def test_an_unsent_bubble_is_coded_no_longer(phone: Phone) -> None:
    phone.at_first_question().say("ถนนไม่ดี", message_id="one")
    phone.say("ครูไม่พอ", message_id="oops")
    phone.unsend("oops")
    assert [row["themes"] for row in rows(phone.services.store, codings)] == [["none"]]


def everything(store: Store) -> str:
    """All that all tables hold, as text."""
    tables = (people, states, inbox, answers, bubbles, codings, outbox)
    return str([rows(store, table) for table in tables])


def _erase(phone: Phone) -> None:
    phone.say("ลบข้อมูล")
    for _ in range(2):
        phone.tap(
            next(
                label for label, data in phone.buttons().items() if "~confirm~" in data and "~no~" not in data
            )
        )


def test_a_person_who_wants_to_be_forgotten_is_forgotten(phone: Phone) -> None:
    phone.at_first_question().say("ครูสมชายดุมาก")
    person, handle = phone.id, rows(phone.services.store, people)[0]["handle"]
    _erase(phone)
    left = everything(phone.services.store)
    traces = ("สมชาย", phone.user_id, handle, f"'person_id': {person}")
    assert [trace for trace in traces if trace in left] == []


def test_the_goodbye_still_goes_out_with_its_token(phone: Phone) -> None:
    phone.at_first_question().say("ครูสมชายดุมาก")
    _erase(phone)
    row = rows(phone.services.store, outbox)[0]
    assert (row["person_id"], row["reply_token"], row["push_until"]) == (
        None,
        phone.token,
        None,
    )


def test_the_words_of_the_forgotten_are_not_in_the_file_either(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    phone = Phone(services(store)).at_first_question()
    phone.say("ครูสมชายดุมาก " * 900)
    _erase(phone)
    store.close()
    with open(str(store.url.database), "rb") as file:
        assert "สมชายดุ".encode() not in file.read()


def test_a_redelivery_from_before_the_goodbye_does_not_bring_the_person_back(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ", event_id="early")
    _erase(phone)
    phone.say("ครูไม่พอ", event_id="early")
    assert rows(phone.services.store, people) == []


def test_the_forgotten_may_begin_again(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ")
    _erase(phone)
    phone.join()
    assert phone.state.profile.consent == ""


def test_who_blocks_us_is_not_written_to(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ")
    phone.block()
    assert phone.rows() == []


def test_who_blocks_us_is_not_woken(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ")
    phone.block()
    assert phone.keep_quiet() is None


def test_who_comes_back_is_no_longer_blocked(phone: Phone) -> None:
    phone.at_first_question()
    phone.block()
    blocked = rows(phone.services.store, people)[0]["blocked_at"]
    phone.join()
    assert [blocked, rows(phone.services.store, people)[0]["blocked_at"]] == [
        phone.clock.now() - 10_000,
        None,
    ]


def test_a_state_that_cannot_be_read_starts_anew(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ")
    with phone.services.store.writing() as conn:
        conn.execute(states.update().values(json='{"place": {"is": "Nowhere"}}'))
    assert phone.say("สวัสดีค่ะ").result == "done"


def test_a_state_that_cannot_be_read_loses_no_answer(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอ")
    with phone.services.store.writing() as conn:
        conn.execute(states.update().values(json="{"))
    phone.say("สวัสดีค่ะ")
    assert [row["text"] for row in rows(phone.services.store, answers)] == ["ครูไม่พอ"]


def test_my_data_shows_what_i_typed(phone: Phone) -> None:
    phone.at_first_question().say("ครูไม่พอมาหลายปีแล้ว เด็กต้องเรียนรวมชั้นกันค่ะ")
    phone.keep_quiet()
    phone.say("ข้อมูลของฉัน")
    assert "เด็กต้องเรียนรวมชั้นกันค่ะ" in phone.texts()[-1]


def test_my_data_shows_nothing_of_others(store: Store) -> None:
    other = Phone(services(store), "U00000000000000000000000000000002").at_first_question()
    other.say("ครูสมชายดุมาก")
    phone = Phone(services(store)).at_first_question()
    phone.say("ข้อมูลของฉัน")
    assert "สมชาย" not in phone.texts()[-1]


def test_results_stay_hidden_while_few_have_spoken(phone: Phone) -> None:
    phone.at_first_question().say("ผลรับฟังล่าสุด")
    assert FORM.phrases["results_none"][:20] in phone.texts()[-1]


def speak(store: Store, *words: str) -> Phone:
    """A person for each, whose answers are counted; then somebody asks for the results."""
    for number, said in enumerate(words):
        Phone(services(store), f"U{number:032}").at_first_question().say(said)
    count_the_stirred(services(store, StoppedClock(START + 10 * 60_000)), 0)
    phone = Phone(services(store), "U9").at_first_question()
    phone.say("ผลรับฟังล่าสุด")
    return phone


def test_results_count_people_and_answers(store: Store) -> None:
    told = speak(store, *["ครูไม่พอมาหลายปีแล้ว"] * 5).texts()[-1]
    theme = next(theme.label for theme in FORM.themes if theme.code == "teacher_supply")
    assert [words in told for words in ("5 คน", "5 คำตอบ", theme)] == [True, True, True]


def test_results_name_no_theme_of_fewer_than_five_people(store: Store) -> None:
    told = speak(store, *["ครูไม่พอมาหลายปีแล้ว"] * 4, "น้ำไม่ไหลทั้งหมู่บ้าน").texts()[-1]
    assert ("5 คน" in told, FORM.phrases["results_themes"] in told) == (True, False)


def test_free_talk_is_kept_with_a_guess_of_its_focus(phone: Phone) -> None:
    phone.at_first_question()
    idle = phone.state.at(Idle())
    with phone.services.store.writing() as conn:
        save(conn, phone.id, idle, 0)
    phone.say("อยากให้วัดกับโรงเรียนร่วมมือกันมากกว่านี้ค่ะ")
    row = rows(phone.services.store, answers)[0]
    place = phone.state.place
    told = isinstance(place, Talking) and (place.slot, place.focus)
    assert (row["question"], row["slot"][:5], row["focus"], told) == ("free", "free.", 2, (row["slot"], 2))


def test_an_event_on_standby_is_only_noted(phone: Phone) -> None:
    phone.say("ครูไม่พอ", standby=True)
    store = phone.services.store
    assert (rows(store, people), rows(store, outbox), len(rows(store, inbox))) == ([], [], 1)


def test_an_unknown_event_is_kept_raw_without_the_user_id(phone: Phone) -> None:
    incoming = Incoming("e1", "things", phone.user_id, raw=f'{{"userId": "{phone.user_id}"}}')
    exchange(phone.services, incoming)
    assert rows(phone.services.store, inbox)[0]["raw"] == '{"userId": "(the person)"}'


def test_what_could_not_be_read_goes_with_its_person(phone: Phone) -> None:
    phone.at_first_question()
    exchange(phone.services, Incoming("e1", "things", phone.user_id, raw='{"text": "ครูสมชาย"}'))
    _erase(phone)
    assert "สมชาย" not in everything(phone.services.store)


def test_a_message_that_cannot_be_read_is_still_answered(phone: Phone) -> None:
    phone.at_first_question()
    before = len(phone.rows())
    incoming = Incoming("e1", "message/text", phone.user_id, reply_token="t", fault="no text", raw="{}")
    exchange(phone.services, incoming)
    assert (phone.rows()[-1]["reply_token"], len(phone.rows())) == ("t", before + 1)
