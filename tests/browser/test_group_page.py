"""A group on the simulator's page: who writes, the bot's name, its coming and going."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import nameless, tool

pytestmark = pytest.mark.browser


@pytest.fixture
def group(friend: Page) -> Page:
    """Two people and the bot in a group; its phone is the one in sight."""
    friend.get_by_test_id("add-person").click()
    tool(friend, "add-group")
    friend.get_by_test_id("group-invite").click()
    expect(friend.get_by_test_id("group-phone").get_by_test_id("bot-bubble")).to_contain_text("ได้ยินว่า join")
    return friend


def say_in_group(page: Page, words: str) -> None:
    field = page.get_by_test_id("group-phone").get_by_test_id("input")
    field.fill(words)
    field.press("Enter")


def test_a_group_begins_without_the_bot(friend: Page) -> None:
    tool(friend, "add-group")
    expect(friend.get_by_test_id("group-away")).to_contain_text("ยังไม่ได้อยู่ในกลุ่มนี้")


def test_whoever_is_chosen_writes_in_a_group(group: Page) -> None:
    group.get_by_test_id("group-speaker").select_option(label="คนที่ 2")
    say_in_group(group, "ประชุมกี่โมง")
    own = group.get_by_test_id("group-phone").get_by_test_id("own-bubble").last
    expect(own).to_have_text("คนที่ 2: ประชุมกี่โมง")


def test_the_bots_answer_stands_in_the_group(group: Page) -> None:
    say_in_group(group, "ประชุมกี่โมง")
    answer = group.get_by_test_id("group-phone").get_by_test_id("bot-bubble").last
    expect(answer).to_contain_text("ได้ยินว่า ประชุมกี่โมง")


def test_the_bot_can_be_called_by_name(group: Page) -> None:
    group.get_by_test_id("group-mention").check()
    say_in_group(group, "สรุป")
    answer = group.get_by_test_id("group-phone").get_by_test_id("bot-bubble").last
    expect(answer).to_contain_text("เรียกแล้ว ได้ยินว่า @เสียงกาญจน์ สรุป")


def test_it_is_seen_that_the_bot_left(group: Page) -> None:
    say_in_group(group, "ออกไปก่อน")
    expect(group.get_by_test_id("group-away")).to_contain_text("ออกจากกลุ่มแล้ว")


def test_the_bot_can_be_removed_and_invited_again(group: Page) -> None:
    group.get_by_test_id("group-remove").click()
    expect(group.get_by_test_id("group-away")).to_contain_text("ออกจากกลุ่มแล้ว")
    group.get_by_test_id("group-invite").click()
    expect(group.get_by_test_id("group-phone").get_by_test_id("bot-bubble")).to_have_count(2)


def test_a_bubble_in_a_group_can_be_unsent(group: Page) -> None:
    say_in_group(group, "พลาดไปแล้ว")
    group.get_by_test_id("group-phone").get_by_test_id("bubble-menu").last.click()
    group.get_by_test_id("unsend").click()
    expect(group.get_by_test_id("unsent")).to_have_text("คนที่ 1ยกเลิกข้อความ")


def test_every_control_of_a_group_has_a_name(group: Page) -> None:
    assert nameless(group) == []
