"""The main job, as a person does it: `siangkan demo`, a real browser, and the table at the end."""

from pathlib import Path

import pytest

from tests.browser.person import ACTION, CONSENT, MENU, PROBLEM, REVIEW, TOGETHER, Person, label, says
from tests.browser.table import exported
from tests.whole.house import Process

pytestmark = pytest.mark.browser

BUBBLES = ("ครู 4 คน สอน 8 ชั้นคับ", "เอกอังกฤษไม่มีเลย", "เน็ตก็หลุดบ่อย")
PROPOSAL = "อยากให้มีคนกลางระดับอำเภอ ประชุมเทอมละครั้ง"
FIRST = "ศธจ. ทำหลักสูตรท้องถิ่นร่วมกับโรงเรียน"


def become_a_teacher(teacher: Person) -> None:
    teacher.follow()
    teacher.reads(CONSENT)
    teacher.picture("chat-consent")
    teacher.tap(label("consent_yes"))
    teacher.reads(says("ask_age"))
    teacher.tap("40–59 ปี")
    teacher.reads(says("hint_role"))
    teacher.tap("ครู/บุคลากร")
    teacher.reads(says("hint_zone"))
    teacher.tap("โซนไทรโยค–สังขละ")
    teacher.reads(says("hint_district"))
    teacher.tap("ไทรโยค")
    teacher.reads(PROBLEM)
    teacher.show_from_the_top()
    teacher.picture("guide-02-question")


def answer_three_questions(teacher: Person) -> None:
    teacher.tap("ครูไม่พอ/ไม่ครบชั้น")
    teacher.reads("เลือกแล้ว: ครูไม่พอ")
    teacher.picture("chat-question")
    teacher.tap(label("done"))
    teacher.reads("บันทึกแล้ว: ครูไม่พอ")
    teacher.say(*BUBBLES)
    teacher.picture("chat-bubbles")
    teacher.reads(TOGETHER)
    teacher.tap(label("skip"))
    teacher.reads(ACTION)
    teacher.say(FIRST)
    # Buttons vanish with the person's own bubble, so going back is typed.
    teacher.say("ย้อนกลับ")
    teacher.reads(TOGETHER)
    teacher.say(PROPOSAL)
    teacher.picture("chat-back")
    teacher.reads(REVIEW)
    teacher.tap(label("review_done"))
    teacher.reads(MENU)


def test_a_teacher_is_heard_word_for_word(somebody: Person, demo: Process, tmp_path: Path) -> None:
    """Follow, consent, teacher, Sai Yok, three questions: bubbles, a skip, and back to it; then the table."""
    become_a_teacher(somebody)
    answer_three_questions(somebody)
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
