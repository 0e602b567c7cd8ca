"""What can be sent beside words on the simulator's page, and what cards and the menu can be tapped for."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.echo_cards import SPEAK
from tests.browser.hands import say, tool

pytestmark = pytest.mark.browser


def test_a_sticker_can_be_sent(friend: Page) -> None:
    friend.get_by_test_id("stickers").click()
    friend.get_by_test_id("sticker").first.click()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("ได้ยินว่า sticker")


@pytest.mark.parametrize(("tray", "kind"), [("send-sample-photo", "image"), ("send-sample-voice", "audio")])
def test_a_photo_or_voice_can_be_sent(friend: Page, tray: str, kind: str) -> None:
    friend.get_by_test_id("attach").click()
    friend.get_by_test_id(tray).click()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text(f"ได้ยินว่า {kind}")


def test_a_place_can_be_sent(friend: Page) -> None:
    friend.get_by_test_id("attach").click()
    friend.get_by_test_id("send-place").click()
    friend.get_by_test_id("place").first.click()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("อ.เมืองกาญจนบุรี")


def test_a_place_of_ones_own_can_be_sent(friend: Page) -> None:
    friend.get_by_test_id("attach").click()
    friend.get_by_test_id("send-place").click()
    friend.get_by_test_id("place-address").fill("ต.ท่าเสา อ.ไทรโยค")
    friend.get_by_test_id("place-send").click()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("ได้ยินว่า ต.ท่าเสา อ.ไทรโยค")


def test_a_place_without_an_address_can_be_sent(friend: Page) -> None:
    friend.get_by_test_id("attach").click()
    friend.get_by_test_id("send-place").click()
    friend.get_by_test_id("place-address").press("Enter")
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("ได้ยินว่า location")


def test_an_empty_field_offers_the_microphone(friend: Page) -> None:
    friend.get_by_test_id("microphone").click()
    friend.get_by_test_id("voice-sample").click()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text("ได้ยินว่า audio")


def test_an_empty_field_is_as_high_as_a_line(friend: Page) -> None:
    empty = friend.get_by_test_id("input").evaluate("node => node.clientHeight")
    friend.get_by_test_id("input").fill("ก")
    assert friend.get_by_test_id("input").evaluate("node => node.clientHeight") == empty


def test_a_filled_field_offers_to_send(friend: Page) -> None:
    friend.get_by_test_id("input").fill("ก")
    expect(friend.get_by_test_id("microphone")).to_be_hidden()
    expect(friend.get_by_test_id("send")).to_be_visible()


def test_a_button_for_the_voice_opens_the_voice_control(friend: Page) -> None:
    friend.get_by_test_id("quick-reply").filter(has_text=SPEAK).click()
    expect(friend.get_by_test_id("voice")).to_be_visible()
    expect(friend.get_by_test_id("bot-bubble").last).to_contain_text(f"แตะ tap:{SPEAK}")


def test_the_voice_control_gives_the_keyboard_back(friend: Page) -> None:
    friend.get_by_test_id("microphone").click()
    friend.keyboard.press("Escape")
    expect(friend.get_by_test_id("input")).to_be_focused()


def test_cards_stand_side_by_side(friend: Page) -> None:
    say(friend, "การ์ด")
    cards = friend.get_by_test_id("bot-bubble").last.get_by_role("group", name="การ์ด")
    expect(cards.get_by_test_id("flex-button")).to_have_text(["ลบข้อนี้", "เปิดสำเนา"])


def test_an_address_on_a_card_opens_in_a_tab_of_its_own(friend: Page, site: Site) -> None:
    say(friend, "การ์ด")
    with friend.context.expect_page() as opened:
        friend.get_by_test_id("flex-button").filter(has_text="เปิดสำเนา").click()
    expect(opened.value).to_have_url(f"{site.url}?copy")


def test_a_rich_menu_area_can_be_tapped(friend: Page, site: Site) -> None:
    site.echo.hang_menu()
    friend.get_by_test_id("tap-area").nth(1).click()
    expect(friend.get_by_test_id("own-bubble").last).to_contain_text("ช่วยเหลือ")


def test_a_rich_menu_can_be_folded(friend: Page, site: Site) -> None:
    site.echo.hang_menu()
    friend.get_by_test_id("rich-menu-bar").click()
    expect(friend.get_by_test_id("tap-area").first).to_be_hidden()


def test_the_pc_view_hides_the_rich_menu(friend: Page, site: Site) -> None:
    site.echo.hang_menu()
    expect(friend.get_by_test_id("rich-menu")).to_be_visible()
    tool(friend, "pc-view")
    expect(friend.get_by_test_id("rich-menu")).to_be_hidden()
