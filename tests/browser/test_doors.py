"""The menu, a poster's code and a group, in the real demo."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from handlers.setup.loading import load_menus
from tests.browser.conftest import newcomer
from tests.browser.person import CONSENT, Person, label, says, take_picture
from tests.processes import run
from tests.whole.house import Process

pytestmark = pytest.mark.browser

# Too few people have spoken in a demo; and where five did, there are results.
RESULTS = re.compile("|".join(map(re.escape, (says("results_none"), says("results")))))


def test_the_menu_below_the_chat_works(somebody: Person) -> None:
    somebody.become("20–39 ปี", "อปท.", "ท่ามะกา")
    menu = Menu(somebody)
    expect(menu.open().get_by_test_id("tap-area")).to_have_count(6)
    somebody.picture("guide-10-menu")
    menu.tap("pause")
    somebody.reads(says("paused_early"))
    menu.tap("start")
    somebody.reads("ข้อ 1 จาก 3")
    menu.tap("my_data")
    somebody.reads("อปท. · ท่ามะกา")
    menu.tap("edit")
    somebody.reads(says("nothing_to_edit"), back=2)
    menu.tap("results")
    somebody.reads(RESULTS)
    menu.tap("help")
    somebody.reads(says("help"))


@dataclass(frozen=True)
class Menu:
    """The rich menu; a tap may fold it."""

    person: Person

    def open(self) -> Locator:
        menu = self.person.phone.get_by_test_id("rich-menu")
        bar = menu.get_by_test_id("rich-menu-bar")
        if bar.get_attribute("aria-expanded") == "false":
            bar.click()
        return menu

    def tap(self, does: str) -> None:
        (name,) = (area.label for area in load_menus()["people"].areas if area.does == does)
        self.open().get_by_role("button", name=name, exact=True).click()


def test_a_poster_greets_by_its_event_and_asks_about_its_district(
    somebody: Person, demo: Process, tmp_path: Path
) -> None:
    words = ("--title", "เวทีรับฟัง อ.ห้วยกระเจา", "--district", "ห้วยกระเจา", "--bot-id", "@000siang")
    made = run("poster", *words, "--out", str(tmp_path / "poster.pdf"), env=demo.env)
    assert made.returncode == 0, made.stderr
    code = made.stdout.split()[0]
    somebody.follow()
    somebody.reads(CONSENT)
    somebody.say(f"เข้าร่วมเสียงกาญจน์ {code}")
    somebody.reads("“เวทีรับฟัง อ.ห้วยกระเจา”", back=2)
    somebody.picture("guide-11-poster")
    somebody.tap(label("consent_yes"))
    somebody.reads(says("ask_age"))
    somebody.tap("40–59 ปี")
    somebody.reads(says("hint_role"))
    somebody.tap("ภาคเอกชน")
    somebody.reads("อำเภอห้วยกระเจา")
    somebody.tap(label("yes_near"))
    somebody.reads("ข้อ 1 จาก 3")


@pytest.fixture
def group(somebody: Person) -> Locator:
    """Two people and the bot in a group."""
    newcomer(somebody.page)
    somebody.page.get_by_test_id("tools").click()
    somebody.page.get_by_test_id("add-group").click()
    phone = somebody.page.get_by_test_id("group-phone")
    phone.get_by_test_id("group-invite").click()
    expect(phone.get_by_test_id("bot-bubble").last).to_contain_text(says("group_how_to_link"), timeout=20_000)
    return phone


def type_in(group: Locator, words: str) -> None:
    group.get_by_test_id("input").fill(words)
    group.get_by_test_id("input").press("Enter")


def test_a_linked_group_hears_results_and_no_chatter_is_answered(group: Locator, demo: Process) -> None:
    made = run("invite", "--group", env=demo.env)
    command = re.search(r"^เชื่อมกลุ่ม \S+$", made.stdout, re.MULTILINE)
    assert command, made.stdout + made.stderr
    said = group.get_by_test_id("bot-bubble")
    type_in(group, command[0])
    expect(said.last).to_contain_text(says("group_linked"), timeout=20_000)
    type_in(group, "พรุ่งนี้ประชุมกี่โมงคะ")
    group.get_by_test_id("group-speaker").select_option(label="คนที่ 2")
    type_in(group, "บ่ายโมงค่ะ")
    group.get_by_test_id("group-mention").check()
    type_in(group, "สรุป")
    expect(said.last).to_contain_text(RESULTS, timeout=20_000)
    # Joined, linked, results: what people said to each other in between was not answered.
    expect(said).to_have_count(4)
    take_picture(group, "guide-12-group")
    group.get_by_test_id("group-mention").uncheck()
    type_in(group, "ออกจากกลุ่ม")
    expect(group.get_by_test_id("group-away")).to_contain_text("ออกจากกลุ่มแล้ว", timeout=20_000)
    expect(said.last).to_contain_text(says("group_goodbye"))
