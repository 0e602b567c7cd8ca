"""Photos, voices and places, in the real demo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.browser.person import ACTION, TOGETHER, Person, label, says
from tests.browser.table import exported
from tests.media.samples import voice
from tests.whole.house import Process

pytestmark = pytest.mark.browser

ROOF = "หลังคาโรงเรียนรั่วตามรูปค่ะ"


def media_of(demo: Process) -> list[Path]:
    folder = Path(demo.env["DATABASE_URL"].removeprefix("sqlite:///")).parent / "media"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_photo_and_a_voice_are_answers(somebody: Person, demo: Process, tmp_path: Path) -> None:
    somebody.become("40–59 ปี", "ครู/บุคลากร", "หนองปรือ")
    roof().save(tmp_path / "roof.jpg")
    (tmp_path / "voice.m4a").write_bytes(voice())
    somebody.attach("photo", tmp_path / "roof.jpg")
    somebody.say(ROOF)
    somebody.reads(TOGETHER)
    somebody.reads(says("kept_image"), back=2)
    somebody.picture("guide-08-photo")
    somebody.tap(label("speak"))
    expect(somebody.phone.get_by_test_id("voice")).to_be_visible()
    somebody.reads(says("how_to_speak"))
    somebody.picture("guide-09-voice")
    with somebody.page.expect_file_chooser() as opened:
        somebody.phone.get_by_test_id("voice-file").click()
    opened.value.set_files(tmp_path / "voice.m4a")
    somebody.reads(says("words_please"))
    somebody.tap(label("next"))
    somebody.reads(ACTION)
    rows = [row for row in exported(demo, tmp_path) if row["district"] == "หนองปรือ"]
    assert [row["facet"] for row in rows] == ["problem", "mechanism_proposal"]
    assert rows[0]["text"] == ROOF
    until(somebody.page, lambda: len(media_of(demo)) == 2)


def roof() -> Image.Image:
    """A school, as a child would draw it, with a hole in its roof."""
    photo = Image.new("RGB", (320, 240), "#bfe3ff")
    pen = ImageDraw.Draw(photo)
    pen.rectangle((0, 170, 320, 240), "#8fbf6a")
    pen.rectangle((70, 110, 250, 190), "#f3e2c0")
    pen.polygon(((50, 110), (160, 40), (270, 110)), "#b5523b")
    pen.polygon(((175, 75), (200, 70), (215, 95), (185, 100)), "#3d2a22")
    pen.rectangle((140, 140, 180, 190), "#7a5a3a")
    return photo


def until(page: Page, wanted: Callable[[], bool]) -> None:
    """What happens behind the page has no bubble to wait for."""
    for _ in range(100):
        if wanted():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came")


def test_a_shared_place_tells_the_district_after_a_tap(somebody: Person, demo: Process) -> None:
    somebody.agree()
    somebody.tap("20–39 ปี")
    somebody.reads(says("hint_role"))
    somebody.tap("ผู้ปกครอง")
    somebody.reads(says("hint_zone"))
    somebody.phone.get_by_test_id("attach").click()
    somebody.page.get_by_test_id("send-place").click()
    somebody.page.get_by_test_id("place-address").fill("ต.ท่าเสา อ.ไทรโยค จ.กาญจนบุรี")
    somebody.page.get_by_test_id("place-send").click()
    somebody.reads("อำเภอไทรโยค")
    somebody.tap(label("yes_near"))
    somebody.reads("ข้อ 1 จาก 3")
    somebody.say("ข้อมูลของฉัน")
    somebody.reads("ผู้ปกครอง · ไทรโยค")
