"""In a group the bot answers a few whole messages, and is silent about everything else."""

from dataclasses import replace

import pytest

from handlers.counting import count_the_stirred
from models.database import Store
from tests.exchange.chat import FORM, START, Phone, StoppedClock, services
from tests.exchange.group_chat import SPEAKER, GroupChat

PHRASES = FORM.phrases


@pytest.fixture
def chat(store: Store) -> GroupChat:
    return GroupChat(services(store))


@pytest.fixture
def linked(chat: GroupChat) -> GroupChat:
    return chat.linked()


def five_people_speak(store: Store) -> None:
    for number in range(5):
        Phone(services(store), f"U{number:032}").at_first_question().say("ครูไม่พอมาหลายปีแล้ว")
    count_the_stirred(services(store, StoppedClock(START + 10 * 60_000)), 0)


@pytest.mark.parametrize("typed", ["ผลรับฟังล่าสุด", "ผลรับฟัง", "สรุป", "ขอดูผลค่ะ", "ผลรับฟังล่าสุดครับ"])
def test_a_linked_group_gets_the_results(linked: GroupChat, typed: str) -> None:
    five_people_speak(linked.services.store)
    linked.say(typed)
    count = PHRASES["results_count"].format(people=5, answers=5)
    assert count in linked.answers()[0]


def test_while_too_few_people_spoke_there_are_no_results(linked: GroupChat) -> None:
    linked.say("สรุป")
    assert linked.answer() == "results_none"


def test_a_group_of_another_round_gets_the_results_of_its_own(store: Store) -> None:
    five_people_speak(store)
    other = GroupChat(replace(services(store), round="2"))
    other.linked(round="trial").say("สรุป")
    count = PHRASES["results_count"].format(people=5, answers=5)
    assert count in other.answers()[0]


def test_the_results_of_another_round_are_not_shown_to_those_who_ask_alone(store: Store) -> None:
    five_people_speak(store)
    other = GroupChat(replace(services(store), round="2"))
    other.linked(round="trial").say("สรุป")
    person = Phone(replace(other.services), "U" + "9" * 32).at_first_question()
    person.say("ผลรับฟังล่าสุด")
    assert PHRASES["results_none"] in person.texts()[-1]


@pytest.mark.parametrize("typed", ["ช่วยเหลือ", "ช่วยเหลือค่ะ", "ชวยเหลือ"])
def test_a_linked_group_may_call_for_help(linked: GroupChat, typed: str) -> None:
    linked.say(typed)
    assert linked.answer() == "group_help"


@pytest.mark.parametrize("typed", ["", "มีอะไรให้ทำบ้าง", "สวัสดี"])
def test_our_name_brings_help_in_a_linked_group(linked: GroupChat, typed: str) -> None:
    linked.say(typed, mention=True)
    assert linked.answer() == "group_help"


def test_a_command_after_our_name_is_a_command(linked: GroupChat) -> None:
    linked.say("สรุป", mention=True)
    assert linked.answer() == "results_none"


PERSONAL = ("ข้อมูลของฉัน", "ลบข้อมูล", "ลบข้อมูลค่ะ", "ถอนความยินยอม", "ขอดูข้อมูล")


@pytest.mark.parametrize("typed", PERSONAL)
@pytest.mark.parametrize("mention", [False, True])
def test_what_is_personal_is_left_to_the_private_chat(linked: GroupChat, typed: str, mention: bool) -> None:
    linked.say(typed, mention=mention)
    assert linked.answers() == [PHRASES["group_private"]]


@pytest.mark.parametrize("typed", PERSONAL)
def test_nobody_in_a_strange_group_believes_that_their_data_were_seen_to(chat: GroupChat, typed: str) -> None:
    chat.say(typed)
    assert chat.answers() == [PHRASES["group_private"]]


@pytest.mark.parametrize("typed", PERSONAL)
def test_what_is_personal_changes_nothing_of_a_friend_who_types_it_in_a_group(
    chat: GroupChat, typed: str
) -> None:
    friend = Phone(chat.services, SPEAKER).at_first_question()
    before = friend.state
    chat.say(typed)
    assert friend.state == before


@pytest.mark.parametrize("typed", ["ขอสำเนา", "แก้คำตอบ"])
def test_after_our_name_more_is_personal(linked: GroupChat, typed: str) -> None:
    linked.say(typed, mention=True)
    assert linked.answers() == [PHRASES["group_private"]]


@pytest.mark.parametrize(
    "typed",
    ["ครูไม่พอ", "งง", "ทำไง", "?", "ช่วยด้วย", "สรุปคือครูน้อย", "เมื่อวานสรุปแล้ว", "ยินยอม", "เริ่ม", "แก้ไข", "ก" * 500],
)
def test_talk_in_a_linked_group_is_not_answered(linked: GroupChat, typed: str) -> None:
    linked.say(typed)
    assert linked.answers() == []


def test_the_name_of_somebody_else_is_not_ours(linked: GroupChat) -> None:
    name = {"index": 0, "length": 6, "type": "user", "userId": SPEAKER, "isSelf": False}
    message = {"type": "text", "id": "m", "text": "@มานะ ว่าไง", "mention": {"mentionees": [name]}}
    linked.happens("message", message=message)
    assert linked.answers() == []


@pytest.mark.parametrize(("typed", "mention"), [("", True), ("ว่าไง", True), ("ช่วยเหลือ", False)])
def test_a_strange_group_is_greeted_when_it_calls(chat: GroupChat, typed: str, mention: bool) -> None:
    chat.say(typed, mention=mention)
    assert chat.answers() == [PHRASES["group_hello"], PHRASES["group_how_to_link"]]


@pytest.mark.parametrize(
    "typed", ["สรุป", "ผลรับฟังล่าสุด", "ออกจากกลุ่ม", "แก้คำตอบ", "เริ่มใหม่", "ครูไม่พอ", "ลบรูปเมื่อวาน"]
)
def test_a_strange_group_commands_nothing(chat: GroupChat, typed: str) -> None:
    chat.say(typed)
    assert chat.answers() == []


def test_a_strange_group_that_calls_gets_no_results(chat: GroupChat) -> None:
    five_people_speak(chat.services.store)
    chat.say("สรุป", mention=True)
    assert chat.answers() == [PHRASES["group_hello"], PHRASES["group_how_to_link"]]


def test_an_event_that_comes_twice_is_answered_once(chat: GroupChat) -> None:
    chat.say("", mention=True, id="same")
    again = chat.say("", mention=True, id="same")
    assert (again.result, len(chat.rows())) == ("duplicate", 1)
