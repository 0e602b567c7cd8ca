"""What a person sees and does on the simulator's page."""

import pytest
from playwright.sync_api import Page, expect

from handlers.simulator.standin_texts import texts
from tests.browser.conftest import Site
from tests.browser.echo_cards import ASK, CHOICES
from tests.browser.hands import nameless, say, tool

pytestmark = pytest.mark.browser


def test_one_phone_waits_for_a_friend(page: Page) -> None:
    expect(page.get_by_test_id("phone")).to_have_count(1)


def test_adding_the_account_brings_its_first_question(friend: Page) -> None:
    expect(friend.get_by_test_id("log")).to_contain_text(ASK)


def test_typed_words_stand_on_the_persons_side(friend: Page) -> None:
    say(friend, "สวัสดีค่ะ")
    expect(friend.get_by_test_id("own-bubble").last).to_contain_text("สวัสดีค่ะ")


def test_the_bot_answers_typed_words(friend: Page) -> None:
    say(friend, "สวัสดีค่ะ")
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("ได้ยินว่า สวัสดีค่ะ")


def test_words_that_look_like_markup_stay_words(friend: Page) -> None:
    say(friend, "<b onclick=alert(1)>หนา</b>")
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("ได้ยินว่า <b onclick=alert(1)>หนา</b>")


def test_shift_and_enter_begin_a_new_line(friend: Page, site: Site) -> None:
    friend.get_by_test_id("input").fill("หนึ่ง")
    friend.get_by_test_id("input").press("Shift+Enter")
    friend.get_by_test_id("input").press_sequentially("สอง")
    friend.get_by_test_id("input").press("Enter")
    expect(friend.get_by_test_id("own-bubble").last).to_contain_text("หนึ่ง\nสอง", use_inner_text=True)


def test_what_was_heard_is_marked_as_read(friend: Page) -> None:
    say(friend, "สวัสดีค่ะ")
    expect(friend.get_by_test_id("read").last).to_be_visible()


def test_a_tapped_quick_reply_becomes_a_bubble(friend: Page) -> None:
    friend.get_by_test_id("quick-reply").first.click()
    expect(friend.get_by_test_id("own-bubble").last).to_contain_text(CHOICES[0])


def test_a_tapped_quick_reply_reaches_the_bot_as_a_postback(friend: Page) -> None:
    friend.get_by_test_id("quick-reply").first.click()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text(f"แตะ tap:{CHOICES[0]}")


def test_quick_replies_are_gone_after_anyone_writes(friend: Page) -> None:
    say(friend, "เงียบ")
    expect(friend.get_by_test_id("quick-replies")).to_be_hidden()


def test_dots_move_while_the_bot_is_thinking(friend: Page) -> None:
    say(friend, "เงียบ")
    expect(friend.get_by_test_id("loading")).to_be_visible()


def test_dots_stop_at_the_bots_next_message(friend: Page) -> None:
    say(friend, "เงียบ")
    expect(friend.get_by_test_id("loading")).to_be_visible()
    say(friend, "มีอะไรไหมคะ")
    expect(friend.get_by_test_id("loading")).to_be_hidden()


def test_a_button_on_a_card_can_be_tapped(friend: Page) -> None:
    friend.get_by_test_id("flex-button").first.click()
    expect(friend.get_by_test_id("own-bubble").last).to_contain_text("อ่านออกเขียนได้")


def test_the_pc_view_hides_quick_replies(friend: Page) -> None:
    expect(friend.get_by_test_id("quick-replies")).to_be_visible()
    tool(friend, "pc-view")
    expect(friend.get_by_test_id("quick-replies")).to_be_hidden()


def test_three_days_can_pass(friend: Page, site: Site) -> None:
    before = site.clock.now()
    tool(friend, "forward")
    expect(friend.get_by_test_id("toast")).to_contain_text("3 วัน")
    assert site.clock.now() - before >= 3 * 24 * 60 * 60 * 1000


def test_a_new_day_is_written_over_its_first_bubble(friend: Page) -> None:
    tool(friend, "forward")
    expect(friend.get_by_test_id("toast")).to_contain_text("3 วัน")
    say(friend, "กลับมาแล้วค่ะ")
    expect(friend.locator(".day")).to_have_count(2)


def test_two_people_chat_side_by_side(wide: Page) -> None:
    wide.get_by_test_id("add-person").click()
    second = wide.get_by_test_id("phone").nth(1)
    second.get_by_test_id("follow").click()
    expect(second.get_by_test_id("bot-bubble")).to_be_visible()
    expect(wide.get_by_test_id("phone").nth(0)).to_be_visible()


def test_one_persons_words_stay_out_of_the_others_chat(wide: Page) -> None:
    wide.get_by_test_id("add-person").click()
    second = wide.get_by_test_id("phone").nth(1)
    second.get_by_test_id("follow").click()
    second.get_by_test_id("input").fill("ความลับ")
    second.get_by_test_id("send").click()
    expect(second.get_by_test_id("bot-bubble").last).to_contain_text("ความลับ")
    expect(wide.get_by_test_id("phone").nth(0)).not_to_contain_text("ความลับ")


def test_a_narrow_screen_shows_the_chosen_phone_alone(friend: Page) -> None:
    friend.get_by_test_id("add-person").click()
    expect(friend.get_by_test_id("phone").nth(1)).to_be_visible()
    expect(friend.get_by_test_id("phone").nth(0)).to_be_hidden()


def test_nothing_is_wider_than_a_phone(friend: Page) -> None:
    assert friend.evaluate("document.documentElement.scrollWidth") == 390


def test_an_unsent_bubble_disappears(friend: Page) -> None:
    say(friend, "พลาดไปแล้ว")
    friend.get_by_test_id("bubble-menu").last.click()
    friend.get_by_test_id("unsend").click()
    expect(friend.get_by_test_id("unsent")).to_be_visible()
    expect(friend.get_by_test_id("own-bubble")).to_have_count(0)


def test_an_unsent_bubble_is_gone_from_the_stand_in(friend: Page, site: Site) -> None:
    say(friend, "พลาดไปแล้ว")
    friend.get_by_test_id("bubble-menu").last.click()
    friend.get_by_test_id("unsend").click()
    friend.get_by_test_id("unsent").wait_for()
    (user,) = site.standin.people
    own = [bubble.message for bubble in site.standin.chat(user) if bubble.who == "person"]
    assert own == [{"type": "unsent"}]


def test_a_blocked_account_can_be_followed_again(friend: Page) -> None:
    friend.get_by_test_id("block").click()
    expect(friend.get_by_test_id("input")).to_be_hidden()
    friend.get_by_test_id("block").click()
    expect(friend.get_by_test_id("input")).to_be_visible()


def test_bigger_letters_reach_the_bubbles(friend: Page) -> None:
    say(friend, "ตัวใหญ่")
    words = friend.get_by_test_id("own-bubble").last.locator(".words")
    friend.get_by_test_id("tools").click()
    friend.get_by_test_id("text-size").select_option("1.5")
    expect(words).to_have_css("font-size", "24px")


def test_the_chat_can_be_used_by_keyboard_alone(page: Page) -> None:
    page.get_by_test_id("follow").focus()
    page.keyboard.press("Enter")
    page.get_by_test_id("quick-reply").first.focus()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("own-bubble").last).to_contain_text(CHOICES[0])


def test_a_used_quick_reply_leaves_the_keyboard_in_the_chat(friend: Page) -> None:
    friend.get_by_test_id("quick-reply").first.focus()
    friend.keyboard.press("Enter")
    friend.get_by_test_id("bot-bubble").nth(1).wait_for()
    expect(friend.locator("body")).not_to_be_focused()


def test_the_newest_bubble_is_in_sight(friend: Page) -> None:
    for n in range(8):
        say(friend, f"ข้อความที่ {n}")
        expect(friend.get_by_test_id("bot-bubble").last).to_contain_text(f"ข้อความที่ {n}")
    expect(friend.get_by_test_id("bot-bubble").last).to_be_in_viewport(ratio=1)


def test_every_control_has_a_name(friend: Page, site: Site) -> None:
    site.echo.hang_menu()
    friend.get_by_test_id("rich-menu").wait_for()
    friend.get_by_test_id("microphone").click()
    assert nameless(friend) == []


def test_the_page_shows_what_the_stand_in_holds(friend: Page, site: Site) -> None:
    say(friend, "สวัสดีค่ะ")
    expect(friend.get_by_test_id("bot-bubble")).to_have_count(2)
    (user,) = site.standin.people
    assert texts(site.standin.chat(user)[-1].message) == ["ได้ยินว่า สวัสดีค่ะ"]
