"""Owners invite, look at the list and take people out, all in the chat; one owner always stays."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from bot.organising.orders import Order
from bot.organising.scope import Scope
from handlers.organising.asked import Answer
from handlers.organising.inviting import PAGE, invite, list_organisers, remove
from models import organisers, people
from models.organisers import OWNER, ROLES, Organiser
from tests.exchange.group_chat import HOUR
from tests.exchange.team import WORDS, Member, acts, buttons, said

# ---- an owner invites


def invited(owner: Member, words: str, **more: Any) -> Answer:
    return owner.orders(invite, Order("invite", words=words, **more))


def sentence_in(answer: Answer) -> str:
    return next(line for line in said(answer).split("\n") if line.startswith(WORDS["team_sentence"]))


def test_what_an_owner_sends_on_makes_an_organiser(owner: Member, other: Member) -> None:
    other.types(sentence_in(invited(owner, "ผู้ดู ครูสมศรี")))
    made = other.known
    told = ("viewer", "ครูสมศรี", owner.known.code)
    assert (made.role, made.label, made.invited_by) == told


def test_the_words_to_send_on_stand_in_a_bubble_of_their_own(owner: Member) -> None:
    first, second = invited(owner, "ผู้ดู ครูสมศรี")
    assert (sentence_in((first,)) in first["text"], WORDS["team_sentence"] in second["text"]) == (True, False)


def test_a_code_from_the_chat_is_good_for_two_days(owner: Member, other: Member) -> None:
    told = [sentence_in(invited(owner, "ผู้ดู")) for _ in range(2)]
    other.clock.forward(48 * HOUR - 1)
    in_time = other.types(told[0])
    other.clock.forward(1)
    third = Member(owner.services, "U" + "3" * 32).met()
    assert [in_time, third.types(told[1])] == [WORDS["team_welcome_viewer"], WORDS["team_wrong_code"]]


def test_with_the_name_of_the_account_there_is_a_link(owner: Member) -> None:
    owner.services = replace(owner.services, account_id=lambda: "@123abcde")
    answer = owner.orders(invite, Order("invite", words="ผู้ดู"))
    assert "https://line.me/R/oaMessage/%40123abcde/?" in answer[0]["text"]


def test_without_a_role_it_is_asked_with_three_buttons(owner: Member) -> None:
    answer = invited(owner, "ครูสมศรี")
    asked = [(order.words, order.step) for order in buttons(answer).values()]
    assert asked == [("ครูสมศรี", role) for role in ROLES]


def test_without_a_role_there_is_no_code_yet(owner: Member) -> None:
    before = acts(owner.services.store)
    invited(owner, "ครูสมศรี")
    assert acts(owner.services.store) == before


def test_the_role_can_be_tapped(owner: Member, other: Member) -> None:
    way = buttons(invited(owner, "ครูสมศรี", scope=Scope(round="1")))["ผู้จัด"]
    other.types(sentence_in(owner.orders(invite, way)))
    made = other.known
    assert (made.role, made.label, made.round) == ("organiser", "ครูสมศรี", "1")


def test_however_long_a_name_is_the_tapped_role_keeps_it(owner: Member) -> None:
    answer = invited(owner, "ครูสมศรีผู้มีนามสกุลยาวเป็นพิเศษจริงๆ", scope=Scope(round="1"))
    names = {order.words for order in buttons(answer).values()}
    assert [len(name) for name in names] == [24]


def test_inviting_is_in_the_log_without_the_name(owner: Member) -> None:
    invited(owner, "ผู้ดู ครูสมศรี", scope=Scope(round="1"))
    assert acts(owner.services.store)[-1] == (owner.known.code, "invite", "viewer 1")


# ---- an owner looks at the list and takes somebody out


def test_the_list_tells_name_role_day_and_code_of_everybody(owner: Member, viewer: Member) -> None:
    lines = said(owner.orders(list_organisers, Order("organisers"))).split("\n")
    assert lines[0] == "ทีมผู้จัด 2 คน"
    assert lines[1].startswith("1. ผอ.วิชัย (ท่าน) · เจ้าของ · ตั้งแต่ ")
    assert lines[2].startswith("2. ครูสมศรี · ผู้ดู · ตั้งแต่ ")
    assert all("พ.ศ. 25" in line for line in lines[1:3])
    assert [line.endswith(each.known.code) for line, each in zip(lines[1:3], (owner, viewer), strict=True)]


def test_who_has_no_name_is_told_so(somebody: Member) -> None:
    somebody.becomes(OWNER)
    assert "ไม่ได้ตั้งชื่อ (ท่าน)" in said(somebody.orders(list_organisers, Order("organisers")))


def test_everybody_else_has_a_button_to_be_taken_out(owner: Member, viewer: Member) -> None:
    answer = owner.orders(list_organisers, Order("organisers"))
    removing = [order.code for order in buttons(answer).values() if order.kind == "remove"]
    assert removing == [viewer.known.code]


@pytest.mark.parametrize(
    ("page", "shown", "ways"),
    [(0, 10, ["หน้าถัดไป"]), (1, 10, ["หน้าก่อน", "หน้าถัดไป"]), (2, 1, ["หน้าก่อน"]), (9, 1, ["หน้าก่อน"])],
)
def test_a_long_list_comes_in_pages(owner: Member, page: int, shown: int, ways: list[str]) -> None:
    with owner.services.store.writing() as conn:
        for number in range(2 * PAGE):
            person = people.meet(conn, uuid4().hex, b"", owner.clock.now())
            organisers.join(conn, Organiser(person.id, "", "viewer", joined_at=owner.clock.now() + number))
    answer = owner.orders(list_organisers, Order("organisers", page=page))
    told = [line for line in said(answer).split("\n") if " · รหัส " in line]
    pages = [label for label, order in buttons(answer).items() if order.kind == "organisers"]
    assert (len(told), pages, len(answer)) == (shown, ways, 1)


def test_nobody_is_taken_out_before_a_yes(owner: Member, viewer: Member) -> None:
    answer = owner.orders(remove, Order("remove", code=viewer.known.code))
    assert ("ใช่ไหมคะ" in said(answer), viewer.organiser is not None) == (True, True)


def test_after_a_yes_they_are_an_ordinary_person(owner: Member, viewer: Member) -> None:
    code = viewer.known.code
    yes = buttons(owner.orders(remove, Order("remove", code=code)))[WORDS["team_way_yes"]]
    owner.orders(remove, yes)
    assert (viewer.organiser, viewer.types("สรุป")) == (None, None)
    assert acts(owner.services.store)[-1] == (owner.known.code, "remove", f"{code} viewer")


def test_who_is_taken_out_hears_nothing(owner: Member, viewer: Member) -> None:
    before = viewer.rows()
    owner.orders(remove, Order("remove", code=viewer.known.code, step="yes"))
    assert [row["kind"] for row in viewer.rows()[len(before) :]] == ["menu"]


def test_who_is_taken_out_gets_everybodys_menu_again(owner: Member, viewer: Member) -> None:
    owner.orders(remove, Order("remove", code=viewer.known.code, step="yes"))
    assert viewer.rows()[-1]["messages"] == []


def test_a_second_yes_finds_nobody(owner: Member, viewer: Member) -> None:
    order = Order("remove", code=viewer.known.code, step="yes")
    owner.orders(remove, order)
    assert said(owner.orders(remove, order)) == WORDS["team_nobody"]


def test_a_typed_code_is_found_in_small_letters_too(owner: Member, viewer: Member) -> None:
    answer = owner.orders(remove, Order("remove", words=viewer.known.code.lower()))
    assert "ครูสมศรี" in said(answer)


def test_without_a_code_the_list_is_shown(owner: Member) -> None:
    assert said(owner.orders(remove, Order("remove"))).startswith("ทีมผู้จัด 1 คน")


@pytest.mark.parametrize("step", ["", "yes"])
def test_the_last_owner_cannot_be_taken_out(owner: Member, viewer: Member, step: str) -> None:
    answer = owner.orders(remove, Order("remove", code=owner.known.code, step=step))
    assert (said(answer), owner.organiser is not None) == (WORDS["team_last_owner"], True)


def test_an_owner_beside_another_may_leave(owner: Member, other: Member) -> None:
    other.becomes(OWNER)
    answer = owner.orders(remove, Order("remove", code=owner.known.code, step="yes"))
    assert (said(answer), owner.organiser) == (WORDS["team_left"], None)


def test_an_owner_can_take_out_another(owner: Member, other: Member) -> None:
    other.becomes(OWNER)
    owner.orders(remove, Order("remove", code=other.known.code, step="yes"))
    assert other.organiser is None


def test_every_answer_fits_line(owner: Member, viewer: Member) -> None:
    asked = [(invite, Order("invite", words=words)) for words in ("", "ผู้ดู", "ครูสมศรี", "ผู้ดู " + "ก" * 400)] + [
        (list_organisers, Order("organisers")),
        (remove, Order("remove", code=viewer.known.code)),
    ]
    answers = [owner.orders(command, order) for command, order in asked]
    assert [len(answer) <= 5 and all(len(each["text"]) <= 5000 for each in answer) for answer in answers] == [
        True
    ] * 6
