"""The main job, as a person does it: `siangkan demo`, a real browser, and the table at the end.

`SIANGKAN_PICTURES=docs/images` keeps the pictures that the README shows.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.whole.house import Process, environment, free_port, run, start_ready

pytestmark = pytest.mark.browser

PROBLEM, TOGETHER, ACTION = "ปัญหาเรื่องไหน", "อยากเห็นทุกฝ่ายมาทำงานร่วมกัน", "เรื่องแรกที่ควรลงมือทำ"
BUBBLES = ("ครู 4 คน สอน 8 ชั้นคับ", "เอกอังกฤษไม่มีเลย", "เน็ตก็หลุดบ่อย")
PROPOSAL = "อยากให้มีคนกลางระดับอำเภอ ประชุมเทอมละครั้ง"
FIRST = "ศธจ. ทำหลักสูตรท้องถิ่นร่วมกับโรงเรียน"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Process]:
    process = start_ready("demo", env=environment(tmp_path, free_port()))
    yield process
    process.stop()


@pytest.fixture
def phone(browser: Browser, demo: Process) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="th-TH", device_scale_factor=2
    )
    page = context.new_page()
    page.goto(f"{demo.url}/simulator")
    yield page
    context.close()


def say(page: Page, words: str) -> None:
    page.get_by_test_id("input").fill(words)
    page.get_by_test_id("input").press("Enter")


def tap(page: Page, label: str) -> None:
    page.get_by_test_id("quick-reply").filter(has_text=label).first.click()


def asked(page: Page, words: str) -> None:
    expect(page.get_by_test_id("bot-bubble").last).to_contain_text(words, timeout=15_000)


def picture(page: Page, name: str) -> None:
    folder = os.environ.get("SIANGKAN_PICTURES")  # noqa: TID251
    if folder:
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"chat-{name}.png")


def become_a_teacher(page: Page) -> None:
    page.get_by_test_id("follow").click()
    asked(page, "ยินยอม")
    picture(page, "consent")
    tap(page, "ยินยอม")
    asked(page, "ช่วงอายุ")
    tap(page, "40–59 ปี")
    asked(page, "ในฐานะใคร")
    tap(page, "ครู/บุคลากร")
    asked(page, "แถวไหน")
    tap(page, "โซนไทรโยค–สังขละ")
    asked(page, "อำเภอไหน")
    tap(page, "ไทรโยค")
    asked(page, PROBLEM)


def answer_three_questions(page: Page) -> None:
    tap(page, "ครูไม่พอ/ไม่ครบชั้น")
    asked(page, "เลือกได้อีก 2 ข้อ")
    picture(page, "question")
    tap(page, "เสร็จแล้ว")
    asked(page, "เล่าเพิ่มได้")
    for bubble in BUBBLES:
        say(page, bubble)
    picture(page, "bubbles")
    asked(page, TOGETHER)
    tap(page, "ข้ามข้อนี้")
    asked(page, ACTION)
    say(page, FIRST)
    tap_or_type_back(page)
    asked(page, TOGETHER)
    say(page, PROPOSAL)
    picture(page, "back")
    asked(page, "เล่าเพิ่มเรื่องไหนดี")


def tap_or_type_back(page: Page) -> None:
    """Buttons vanish with the person's own bubble, so going back is typed."""
    say(page, "ย้อนกลับ")


def exported(demo: Process, folder: Path) -> list[dict[str, str]]:
    table = folder / "answers.csv"
    done = run("export", "--format", "csv", "--out", str(table), env=demo.env)
    assert done.returncode == 0, done.stderr
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_teacher_is_heard_word_for_word(phone: Page, demo: Process, tmp_path: Path) -> None:
    """Follow, consent, teacher, Sai Yok, three questions: bubbles, a skip, and back to it; then the table."""
    become_a_teacher(phone)
    answer_three_questions(phone)
    rows = exported(demo, tmp_path)
    assert [(row["facet"], row["focus"], row["text"]) for row in rows] == [
        ("problem", "1", "\n".join(BUBBLES)),
        ("action", "3", FIRST),
        ("mechanism_proposal", "2", PROPOSAL),
    ]
    assert [row["chosen"] for row in rows] == ["teacher_supply", "", ""]
    assert [set(row["themes"].split()) for row in rows] == [
        {"teacher_supply", "digital"},
        {"curriculum", "coordination"},
        {"coordination"},
    ]
    assert {(row["role"], row["district"]) for row in rows} == {("ครู/บุคลากร", "ไทรโยค")}
