"""Whose words are kept: never a child's, a pupil's only with leave, nobody's without consent. In the real demo."""

from pathlib import Path

import pytest

from tests.browser.person import ACTION, CONSENT, FORM, TOGETHER, Person, label, says
from tests.browser.table import exported, rows_with
from tests.media.samples import picture as photo
from tests.whole.house import Process

pytestmark = pytest.mark.browser


def test_a_childs_guardian_answers_instead(somebody: Person, demo: Process, tmp_path: Path) -> None:
    somebody.agree()
    somebody.tap("ไม่เกิน 10 ปี")
    somebody.reads(says("child"))
    somebody.say("หนูอยากตอบเองค่ะ")
    somebody.reads(says("child"))
    somebody.tap(label("guardian_yes"))
    somebody.reads(says("ask_age"))
    somebody.reads(says("guardian_kept"), back=2)
    somebody.tap("20–39 ปี")
    somebody.reads(says("hint_role"))
    assert rows_with("หนูอยากตอบเอง", exported(demo, tmp_path)) == []


def test_a_pupil_asks_for_leave_and_sends_no_photo(somebody: Person, demo: Process, tmp_path: Path) -> None:
    somebody.agree()
    somebody.tap("11–19 ปี")
    somebody.reads(says("ask_leave"))
    somebody.tap(label("leave_no"))
    somebody.reads(says("ask_leave_first"))
    somebody.tap(label("start"))
    somebody.reads(says("ask_leave"))
    somebody.tap(label("leave_yes"))
    somebody.reads(says("hint_role"))
    somebody.tap("นักเรียน/นักศึกษา")
    somebody.reads(says("hint_zone"))
    somebody.say("ไทรโยค")
    somebody.reads(FORM.questions["problem"].pupil)
    send_a_photo(somebody, tmp_path)
    somebody.say("ครูสอนเร็ว ตามไม่ทันครับ")
    somebody.reads(FORM.questions["mechanism_proposal"].pupil_hint)
    rows = rows_with("ครูสอนเร็ว", exported(demo, tmp_path))
    assert [(row["role"], row["text"]) for row in rows] == [("นักเรียน/นักศึกษา", "ครูสอนเร็ว ตามไม่ทันครับ")]
    assert kept_files(demo) == []


def send_a_photo(person: Person, folder: Path) -> None:
    path = folder / "photo.jpg"
    path.write_bytes(photo())
    person.attach("photo", path)
    person.reads(says("got_from_young"), back=2)


def kept_files(demo: Process) -> list[Path]:
    folder = Path(demo.env["DATABASE_URL"].removeprefix("sqlite:///")).parent / "media"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_consent_is_declined_given_withdrawn_and_given_again(
    somebody: Person, demo: Process, tmp_path: Path
) -> None:
    somebody.follow()
    somebody.reads(CONSENT)
    somebody.picture("guide-01-consent")
    somebody.tap(label("consent_no"))
    somebody.reads(says("declined"))
    somebody.say("ก่อนยินยอม ครูน้อยมาก")
    somebody.reads(says("declined"))
    somebody.tap(label("rejoin"))
    somebody.reads(CONSENT)
    somebody.tap(label("consent_yes"))
    somebody.reads(says("ask_age"))
    somebody.tap("60 ปีขึ้นไป")
    somebody.reads(says("hint_role"))
    somebody.tap("กรรมการสถานศึกษา")
    somebody.reads(says("hint_zone"))
    somebody.say("พนมทวน")
    somebody.reads("ข้อ 1 จาก 3")
    somebody.say("ระหว่างยินยอม อาคารเก่า")
    somebody.reads(TOGETHER)
    withdraw(somebody)
    give_again(somebody)
    rows = exported(demo, tmp_path)
    kept = [row["text"] for row in rows if row["district"] == "พนมทวน"]
    assert kept == ["ระหว่างยินยอม อาคารเก่า", "ยินยอมอีกครั้ง ประชุมร่วมกัน"]
    assert rows_with("ยินยอม ครูน้อย", rows) + rows_with("หลังถอน", rows) == []


def withdraw(person: Person) -> None:
    person.say("ถอนความยินยอม")
    person.reads(says("confirm_withdraw"))
    person.tap(label("yes_withdraw"))
    person.reads(says("withdrawn"))
    person.say("หลังถอนแล้ว ไม่ควรเก็บ")
    person.reads(says("declined_kept"))


def give_again(person: Person) -> None:
    person.tap(label("rejoin"))
    person.reads(CONSENT)
    person.tap(label("consent_yes"))
    person.reads(TOGETHER)
    person.say("ยินยอมอีกครั้ง ประชุมร่วมกัน")
    person.reads(ACTION)
