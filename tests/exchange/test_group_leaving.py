"""The bot leaves where it does not belong, once, and never where it was linked."""

from uuid import uuid4

import pytest
from huey import MemoryHuey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.grouping import leave_strangers
from handlers.jobs import Jobs
from models.database import Store
from tests.exchange.chat import FORM, IDENTITY, services
from tests.exchange.group_chat import DAY, GROUP, HOUR, GroupChat

PHRASES = FORM.phrases


@pytest.fixture
def chat(store: Store) -> GroupChat:
    return GroupChat(services(store))


@pytest.fixture
def linked(chat: GroupChat) -> GroupChat:
    return chat.linked()


def test_a_linked_group_may_send_us_away(linked: GroupChat) -> None:
    linked.say("ออกจากกลุ่มค่ะ")
    assert (linked.known, len(linked.leaving()), linked.answer()) == (False, 1, "group_goodbye")


def test_what_leaves_a_group_knows_the_way_to_it(linked: GroupChat) -> None:
    linked.say("ออกจากกลุ่ม")
    assert IDENTITY.open(linked.leaving()[0]["sealed"]) == GROUP


def test_a_strange_group_is_left_after_a_day(chat: GroupChat) -> None:
    chat.join()
    chat.clock.forward(DAY)
    leave_strangers(chat.services)
    assert ([row["messages"] for row in chat.leaving()], chat.known) == ([[]], False)


def test_a_strange_group_is_not_left_before(chat: GroupChat) -> None:
    chat.join()
    chat.clock.forward(DAY - 1)
    leave_strangers(chat.services)
    assert chat.leaving() == []


def test_a_strange_group_is_left_once(chat: GroupChat) -> None:
    chat.join()
    chat.clock.forward(DAY)
    left = [leave_strangers(chat.services) for _ in range(3)]
    assert (left, len(chat.leaving())) == ([1, 0, 0], 1)


class Bell:
    def hurry(self) -> None:
        """Nobody sends here."""


def test_the_sweep_leaves_strange_groups(chat: GroupChat) -> None:
    chat.join()
    chat.clock.forward(DAY)
    Jobs(chat.services, Bell(), MemoryHuey()).sweep()
    assert len(chat.leaving()) == 1


def test_a_linked_group_is_never_left(linked: GroupChat) -> None:
    linked.clock.forward(400 * DAY)
    assert (leave_strangers(linked.services), linked.leaving()) == (0, [])


def test_a_code_that_comes_while_we_are_leaving_keeps_us(chat: GroupChat) -> None:
    chat.join()
    chat.clock.forward(DAY)
    leave_strangers(chat.services)
    chat.say(f"เชื่อมกลุ่ม {chat.invited()}")
    assert (chat.group.linked, chat.leaving()) == (True, [])


def test_a_group_that_removes_us_is_forgotten(linked: GroupChat) -> None:
    linked.happens("leave")
    assert not linked.known


def test_nothing_more_goes_to_a_group_that_removed_us(linked: GroupChat) -> None:
    linked.say("ช่วยเหลือ")
    linked.happens("leave")
    assert linked.rows() == []


def test_a_group_that_invites_us_again_starts_unlinked(linked: GroupChat) -> None:
    linked.happens("leave")
    linked.join()
    assert (linked.group.linked, linked.group.leave_at) == (False, linked.clock.now() + DAY)


def test_so_it_does_when_we_missed_that_it_removed_us(linked: GroupChat) -> None:
    linked.join()
    assert (linked.group.linked, linked.group.round) == (False, "")


def test_whoever_invites_us_again_is_not_left_by_the_farewell_of_before(chat: GroupChat) -> None:
    chat.join()
    chat.clock.forward(DAY)
    leave_strangers(chat.services)
    chat.join()
    assert chat.leaving() == []


def test_an_invitation_that_comes_late_unlinks_nobody(linked: GroupChat) -> None:
    linked.join(at=linked.clock.now() - 60_000)
    assert (linked.group.linked, linked.answers()) == (True, [])


def test_a_removal_that_comes_late_is_not_about_now(linked: GroupChat) -> None:
    linked.happens("leave", at=linked.clock.now() - 600_000)
    assert linked.group.linked


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(("join", "leave", "link", "talk", "an hour", "a day")), max_size=12))
def test_a_group_is_left_once_after_every_day_without_a_link_and_never_while_linked(
    store: Store, acts: list[str]
) -> None:
    """Whatever happens in whatever order: a small picture of the same group says what is right."""
    chat = GroupChat(services(store), "C" + uuid4().hex)
    deadline: int | None = None
    inside = 0
    for act in acts:
        match act:
            case "join":
                chat.join()
                inside, deadline = 1, chat.clock.now() + DAY
            case "leave":
                chat.happens("leave")
                inside, deadline = 0, None
            case "link":
                chat.clock.forward(HOUR)  # so that these are never too many tries
                chat.say(f"เชื่อมกลุ่ม {chat.invited()}")
                inside, deadline = 1, None
            case "talk":
                chat.say("สวัสดีทุกคน")
                deadline = deadline if inside else chat.clock.now() + DAY
                inside = 1
            case _:
                chat.clock.forward(HOUR if act == "an hour" else DAY)
        overdue = deadline is not None and deadline <= chat.clock.now()
        before = len(chat.leaving())
        leave_strangers(chat.services)
        assert (chat.known, len(chat.leaving()) - before) == (bool(inside) and not overdue, int(overdue))
        if overdue:
            inside, deadline = 0, None
