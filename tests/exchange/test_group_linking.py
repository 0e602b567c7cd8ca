"""A one-time code links a group: once, in time, and never by guessing."""

import pytest

from models.database import Store
from models.invites import invites
from tests.exchange.chat import FORM, services
from tests.exchange.group_chat import HOUR, NAME, GroupChat

PHRASES = FORM.phrases


@pytest.fixture
def chat(store: Store) -> GroupChat:
    return GroupChat(services(store))


@pytest.fixture
def linked(chat: GroupChat) -> GroupChat:
    return chat.linked()


def test_a_right_code_links_the_group(chat: GroupChat) -> None:
    linked = chat.linked(round="1")
    assert (linked.group.linked_at, linked.group.round, linked.group.leave_at) == (
        linked.clock.now(),
        "1",
        None,
    )


def test_a_linked_group_hears_so(linked: GroupChat) -> None:
    title = FORM.rounds[FORM.current].title
    assert linked.answers() == [PHRASES["group_linked"].format(title=title)]


def test_a_code_that_names_no_round_links_to_the_bots_own(linked: GroupChat) -> None:
    assert linked.group.round == linked.services.round


@pytest.mark.parametrize(
    "typed",
    [
        "เชื่อมกลุ่ม{small}",
        "  เชื่อมกลุ่ม   {spaced}  ",
        f"{NAME} เชื่อมกลุ่ม {{code}} ค่ะ",
        "เชือมกลุ่ม: {thai}",
        "เชื่อม กลุ่ม\n{wide}",
    ],
)
def test_a_code_may_be_typed_in_many_ways(chat: GroupChat, typed: str) -> None:
    code = chat.invited()
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    spaced = " ".join(code.replace("-", " – "))
    chat.say(typed.format(code=code, small=code.lower(), spaced=spaced, thai=code.translate(thai), wide=wide))
    assert chat.group.linked


def test_a_code_after_our_name_links_too(chat: GroupChat) -> None:
    chat.say(f"เชื่อมกลุ่ม {chat.invited()}", mention=True)
    assert chat.group.linked


@pytest.mark.parametrize("typed", ["เชื่อมกลุ่ม", "เชื่อมกลุ่ม K7F3Q-2MXDR", "เชื่อมกลุ่ม OIOI"])
def test_a_wrong_code_gets_a_kind_answer(chat: GroupChat, typed: str) -> None:
    chat.say(typed)
    assert (chat.answer(), chat.group.linked) == ("group_wrong_code", False)


def test_a_code_inside_talk_is_talk(chat: GroupChat) -> None:
    chat.say(f"ลองพิมพ์ เชื่อมกลุ่ม {chat.invited()} ดูนะ")
    assert (chat.answer(), chat.group.linked) == ("", False)


def test_a_code_works_once(linked: GroupChat) -> None:
    code = linked.invited()
    linked.say(f"เชื่อมกลุ่ม {code}")
    other = GroupChat(linked.services, "C" + "7d" * 16)
    other.say(f"เชื่อมกลุ่ม {code}")
    assert (other.answer(), other.group.linked) == ("group_wrong_code", False)


def test_a_code_that_ran_out_links_nothing(chat: GroupChat) -> None:
    code = chat.invited(hours=1)
    chat.clock.forward(HOUR)
    chat.say(f"เชื่อมกลุ่ม {code}")
    assert (chat.answer(), chat.group.linked) == ("group_wrong_code", False)


def test_a_code_for_something_else_links_nothing(chat: GroupChat) -> None:
    code = chat.invited()
    with chat.services.store.writing() as conn:
        conn.execute(invites.update().values(kind="organiser"))
    chat.say(f"เชื่อมกลุ่ม {code}")
    assert chat.answer() == "group_wrong_code"


def guess(chat: GroupChat, times: int) -> list[str]:
    told = []
    for number in range(times):
        chat.say(f"เชื่อมกลุ่ม CCCCC-{number:05}")
        told.append(chat.answer())
    return told


def at_a_full_hour(chat: GroupChat) -> GroupChat:
    chat.clock.forward(HOUR - chat.clock.now() % HOUR)
    return chat


def test_after_five_wrong_codes_the_sixth_is_not_answered(chat: GroupChat) -> None:
    assert guess(at_a_full_hour(chat), 6) == ["group_wrong_code"] * 5 + [""]


def test_after_five_wrong_codes_even_the_right_one_waits_an_hour(chat: GroupChat) -> None:
    guess(at_a_full_hour(chat), 5)
    chat.clock.forward(HOUR - 60_000)
    chat.say(f"เชื่อมกลุ่ม {chat.invited()}")
    assert (chat.answer(), chat.group.linked) == ("", False)


def test_after_two_hours_a_code_is_heard_again(chat: GroupChat) -> None:
    guess(at_a_full_hour(chat), 5)
    chat.clock.forward(2 * HOUR)
    chat.say(f"เชื่อมกลุ่ม {chat.invited()}")
    assert chat.group.linked


def test_inviting_us_again_gives_no_new_tries(chat: GroupChat) -> None:
    guess(at_a_full_hour(chat), 5)
    chat.happens("leave")
    chat.join()
    assert guess(chat, 1) == [""]


def test_one_group_that_guesses_silences_no_other(chat: GroupChat) -> None:
    guess(at_a_full_hour(chat), 6)
    other = GroupChat(chat.services, "C" + "7d" * 16)
    assert guess(other, 1) == ["group_wrong_code"]


def test_codes_are_not_in_the_database(chat: GroupChat) -> None:
    code = chat.invited()
    chat.say(f"เชื่อมกลุ่ม {code}")
    kept = chat.everything().upper()
    assert [part for part in (code, code.replace("-", ""), *code.split("-")) if part in kept] == []
