"""A group that invites the bot hears what it does; whatever is said there, nothing of it is kept."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.database import Store
from models.inbox import inbox
from models.people import people
from tests.exchange.chat import FORM, IDENTITY, Phone, services
from tests.exchange.group_chat import DAY, GROUP, SPEAKER, GroupChat
from tests.exchange.test_exchange import rows

PHRASES = FORM.phrases


@pytest.fixture
def chat(store: Store) -> GroupChat:
    return GroupChat(services(store))


@pytest.fixture
def linked(chat: GroupChat) -> GroupChat:
    return chat.linked()


def test_a_group_that_lets_us_in_hears_what_we_do_and_how_to_link_us(chat: GroupChat) -> None:
    chat.join()
    assert chat.answers() == [PHRASES["group_joined"], PHRASES["group_how_to_link"]]


def test_a_group_that_lets_us_in_is_left_in_a_day_unless_linked(chat: GroupChat) -> None:
    chat.join()
    assert (chat.group.linked, chat.group.leave_at) == (False, chat.clock.now() + DAY)


def test_a_group_is_known_by_what_only_we_can_open(chat: GroupChat) -> None:
    chat.join()
    assert IDENTITY.open(chat.group.sealed) == GROUP


def test_a_room_is_a_group_too(store: Store) -> None:
    room = GroupChat(services(store), "R" + "6c" * 16, "room")
    room.join()
    assert IDENTITY.open(room.group.sealed) == room.id


def test_a_group_whose_invitation_we_missed_is_a_strange_one(chat: GroupChat) -> None:
    chat.say("สวัสดีทุกคน")
    assert (chat.group.leave_at, chat.answers()) == (chat.clock.now() + DAY, [])


def event(chat: GroupChat, id: str) -> dict[str, Any]:
    """What the inbox keeps of it, beside the time."""
    kept = next(row for row in rows(chat.services.store, inbox) if row["event_id"] == id)
    return {name: kept[name] for name in ("person_id", "kind", "fault", "raw")}


def test_talk_leaves_nothing_but_the_id_of_its_event(linked: GroupChat) -> None:
    linked.say("ครูไม่พอ", id="e1")
    assert event(linked, "e1") == {"person_id": None, "kind": "message/text", "fault": None, "raw": None}


def test_who_talks_in_a_group_is_nobody_to_us(linked: GroupChat) -> None:
    linked.say("ครูไม่พอ", mention=True)
    assert rows(linked.services.store, people) == []


def test_a_friend_who_talks_in_a_group_is_not_tied_to_it(chat: GroupChat) -> None:
    Phone(chat.services, SPEAKER).at_first_question()
    chat.say("ครูไม่พอ", mention=True, id="e1")
    assert event(chat, "e1")["person_id"] is None


def test_nor_is_one_who_talks_while_another_service_is_in_charge(chat: GroupChat) -> None:
    Phone(chat.services, SPEAKER).at_first_question()
    message = {"type": "text", "id": "m", "text": "ครูไม่พอ"}
    outcome = chat.happens("message", message=message, mode="standby", id="e1")
    assert (outcome.result, event(chat, "e1")["person_id"]) == ("standby", None)


@pytest.mark.parametrize(
    "kind", ["messageEdited", "unsend", "memberJoined", "memberLeft", "postback", "things"]
)
def test_other_events_of_a_group_are_not_answered(linked: GroupChat, kind: str) -> None:
    name = {"index": 0, "length": 4, "type": "user", "isSelf": True}
    message = {"type": "text", "id": "m1", "text": "@bot ช่วยเหลือ", "mention": {"mentionees": [name]}}
    outcome = linked.happens(kind, message=message, unsend={"messageId": "m1"}, postback={"data": "x"})
    assert (outcome.result, linked.answers()) == ("group", [])


def test_even_a_bug_of_ours_keeps_no_word(store: Store) -> None:
    """Here: data without any commands."""
    chat = GroupChat(replace(services(store), form=replace(FORM, commands=None)))  # type: ignore[arg-type]
    outcome = chat.say("ใครช่วยบอกที", id="e1")
    kept = {"person_id": None, "kind": "message/text", "fault": "AttributeError", "raw": None}
    assert (outcome.result, event(chat, "e1")) == ("fault", kept)


CALLS = ("ช่วยเหลือ", "ผลรับฟังล่าสุด", "สรุป", "ออกจากกลุ่ม", "ข้อมูลของฉัน", "ลบข้อมูล", "เริ่มใหม่", "เชื่อมกลุ่ม K7F3Q-2MXDR")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.sampled_from(CALLS)
KINDS = st.sampled_from(("message", "messageEdited", "unsend", "join", "leave", "memberJoined", "things"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(KINDS, WORDS, st.booleans()), min_size=1, max_size=6), st.booleans())
def test_whatever_is_said_in_a_group_no_table_holds_it(
    store: Store, said: list[tuple[str, str, bool]], linked: bool
) -> None:
    chat = GroupChat(services(store))
    if linked:
        chat.linked()
    results = set()
    for kind, words, mention in said:
        for text in (f"ความลับ {words} ลับมาก", words):
            results.add(chat.say(text, mention=mention, kind=kind).result)
    kept = chat.everything()
    found = [each for each in ("ความลับ", GROUP, SPEAKER) if each in kept]
    assert (results, found) == ({"group"}, [])
