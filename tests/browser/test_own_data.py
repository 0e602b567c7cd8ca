"""What one told is one's own: seen, changed, removed, taken back, copied and deleted, in the real demo."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.person import ACTION, MENU, PROBLEM, TOGETHER, Person, label, says
from tests.browser.table import exported
from tests.whole.house import Process

pytestmark = pytest.mark.browser

MINE = ("ค่ารถรับส่งเดือนละพันสอง", "อยากให้ อบต. กับโรงเรียนวางแผนด้วยกัน", "จัดรถรับส่งเด็กบ้านไกล")
NEW = "อยากให้ผู้ปกครองกับครูคุยกันทุกเทอม"


def test_one_sees_changes_removes_copies_and_deletes_what_one_told(
    somebody: Person, demo: Process, tmp_path: Path
) -> None:
    somebody.become("20–39 ปี", "ผู้ปกครอง", "บ่อพลอย")
    somebody.answer(*MINE)
    look_back(somebody)
    see_cards(somebody)
    change_by_button(somebody)
    remove_by_button(somebody)
    assert words_from("บ่อพลอย", demo, tmp_path) == [MINE[0], NEW]
    open_the_copy(somebody, tmp_path)
    delete_everything(somebody)
    assert words_from("บ่อพลอย", demo, tmp_path) == []


def words_from(district: str, demo: Process, folder: Path) -> list[str]:
    """Everybody here comes from a district of their own."""
    return [row["text"] for row in exported(demo, folder) if row["district"] == district]


def look_back(person: Person) -> None:
    person.picture("guide-04-look-back")
    person.tap("แก้ข้อ 2")
    person.reads(TOGETHER)
    person.say("ยังนึกไม่ออก ขอให้ทุกฝ่ายช่วยกัน")
    person.reads(MENU)


def see_cards(person: Person) -> None:
    person.tap(label("my_data"))
    person.reads("ผู้ปกครอง · บ่อพลอย")
    expect(person.last.locator(".flex-bubble")).to_have_count(4)
    person.card(MINE[0]).scroll_into_view_if_needed()
    person.picture("guide-05-own-data")


def change_by_button(person: Person) -> None:
    person.card("ขอให้ทุกฝ่ายช่วยกัน").get_by_role("button", name=label("edit_this")).click()
    person.reads(TOGETHER)
    person.picture("guide-06-change")
    person.say(NEW)
    person.reads(MENU)


def remove_by_button(person: Person) -> None:
    person.tap(label("my_data"))
    person.reads(NEW)
    person.card(MINE[2]).get_by_role("button", name=label("drop_this")).click()
    person.reads(says("confirm_drop"))
    person.tap(label("yes_drop"))
    person.reads(says("dropped"))
    person.tap(label("my_data"))
    person.reads("ผู้ปกครอง · บ่อพลอย")
    expect(person.last).not_to_contain_text(MINE[2])


def open_the_copy(person: Person, folder: Path) -> None:
    person.tap(label("copy"))
    person.reads(says("copy"))
    with person.page.context.expect_page() as opened:
        person.press(label("open_copy"))
    page = opened.value
    expect(page.locator("body")).to_contain_text(NEW)
    with page.expect_download() as coming:
        page.get_by_role("link", name="บันทึกเป็นไฟล์").click()
    coming.value.save_as(folder / "mine.txt")
    saved = (folder / "mine.txt").read_text(encoding="utf-8-sig")
    assert (MINE[0] in saved, NEW in saved, MINE[2] in saved) == (True, True, False)
    page.close()


def delete_everything(person: Person) -> None:
    person.say("ลบข้อมูล")
    person.reads(says("confirm_delete"))
    person.tap(label("yes_delete"))
    person.reads(says("confirm_erase"))
    person.picture("guide-07-delete")
    person.tap(label("yes_erase"))
    person.reads(says("forgotten"))


def test_a_bubble_taken_back_leaves_the_others(somebody: Person, demo: Process, tmp_path: Path) -> None:
    somebody.become("60 ปีขึ้นไป", "ชุมชน/ภาคประชาชน", "ศรีสวัสดิ์")
    somebody.say("เรือโดยสารไม่มีหน้าฝน", "ครูก็มาสอนไม่ได้", "เด็กเลยขาดเรียน")
    somebody.picture("guide-03-bubbles")
    somebody.reads(TOGETHER)
    somebody.unsend("ครูก็มาสอนไม่ได้")
    assert words_from("ศรีสวัสดิ์", demo, tmp_path) == ["เรือโดยสารไม่มีหน้าฝน\nเด็กเลยขาดเรียน"]


def test_whoever_unblocks_the_bot_goes_on_where_they_were(somebody: Person) -> None:
    somebody.become("40–59 ปี", "ส่วนราชการอื่น", "เลาขวัญ")
    somebody.say("น้ำประปาโรงเรียนไม่ไหล")
    somebody.reads(TOGETHER)
    block = somebody.phone.get_by_test_id("block")
    block.click()
    expect(block).to_have_text("เลิกบล็อก")
    block.click()
    somebody.reads(TOGETHER)
    somebody.reads(says("resumed"), back=2)
    somebody.say("ประชุมร่วมกันทุกเดือน")
    somebody.reads(ACTION)
    assert somebody.heard(PROBLEM) == 1
