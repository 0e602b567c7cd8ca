"""Masking: personal data goes, budgets, head-counts, years, scores and distances stay. All people are invented."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.reader import Reader
from tests.bot.thai.conftest import shared_reader

MARKS = re.compile(r"\[(?:เบอร์โทร|เลขบัตร|เลขบัญชี|อีเมล|ไลน์|ชื่อ)\]")


@pytest.mark.parametrize(
    "number",
    [
        "0812345678",
        "081-234-5678",
        "081 234 5678",
        "08-1234-5678",
        "0 8 1 2 3 4 5 6 7 8",
        "08 12 34 56 78",
        "๐๘๑๒๓๔๕๖๗๘",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "+66812345678",
        "+66 81 234 5678",
        "66812345678",
        "034-511-234",
        "034511234",
        "0-3451-1234",
        "081.234.5678",
        "(081) 234-5678",
        "+66 (0)81 234 5678",
    ],
)
def test_a_phone_number_is_masked_in_every_writing(reader: Reader, number: str) -> None:
    assert reader.read(f"โทร {number} ได้เลย").masked.replace("(", "") == "โทร [เบอร์โทร] ได้เลย"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("เลขบัตร 1-7101-00123-45-6 ค่ะ", "เลขบัตร [เลขบัตร] ค่ะ"),
        ("บัตร 1710100123456", "บัตร [เลขบัตร]"),
        ("บัตร ๑๗๑๐๑๐๐๑๒๓๔๕๖", "บัตร [เลขบัตร]"),
        ("เด็กรหัส G123456789012", "เด็กรหัส [เลขบัตร]"),
        ("โอนมา 123-4-56789-0", "โอนมา [เลขบัญชี]"),
        ("เมล kru.a@example.ac.th นะ", "เมล [อีเมล] นะ"),
        ("ไลน์ kru_a99", "ไลน์ [ไลน์]"),
        ("Line ID: somchai", "Line ID: [ไลน์]"),
        ("แอดมาที่ @school99", "แอดมาที่ [ไลน์]"),
        ("ด.ช.สมชาย ใจดี ไม่มาเรียน", "ด.ช.[ชื่อ] ไม่มาเรียน"),
        ("ด.ญ. สมหญิง", "ด.ญ. [ชื่อ]"),
        ("เด็กหญิงสมใจไม่มาเรียน", "เด็กหญิง[ชื่อ]ไม่มาเรียน"),
        ("นายสมศักดิ์ รักเรียน เป็นกรรมการ", "นาย[ชื่อ] เป็นกรรมการ"),
        ("นางสาวสมศรี", "นางสาว[ชื่อ]"),
        ("ผอ.วิชัยดุมาก", "ผอ.[ชื่อ]ดุมาก"),
        ("ครูสมศรีใจดี", "ครู[ชื่อ]ใจดี"),
        ("คุณครูมานะสอนเก่ง", "คุณครู[ชื่อ]สอนเก่ง"),
    ],
)
def test_personal_data_is_replaced_by_a_mark(reader: Reader, text: str, masked: str) -> None:
    assert reader.read(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "งบ 1,250,000 บาท",
        "งบ 500000000 บาท",
        "นักเรียน 384 คน ครู 25 คน",
        "ปี 2561 ถึง 2569",
        "คะแนน 0 10 20 30 40 50",
        "ไกล 15 กิโล",
        "โอเน็ต 32.50",
        "27/12/2561",
        "เวลา 08.30-16.30 น. 15 วัน",
        "ป.1-6 ม.1-3",
        "เด็กชายแดนพูดไทยไม่ได้",
        "เด็กชายขอบ",
        "เด็กหญิงชายเท่ากัน",
        "นายก อบต. ช่วยดี",
        "นายอำเภอมา",
        "ครูใหม่ย้ายมา",
        "ครูพัฒนาตัวเอง",
        "ครูวิทยาศาสตร์ไม่มี",
        "คุณภาพครู",
        "ผอ.คนใหม่",
        "พ่อแม่แยกทาง",
        "พี่เลี้ยงเด็ก",
        "แม่ฮ่องสอน",
        "น้องเล็กเรียนอนุบาล",
        "ไลน์กลุ่มผู้ปกครอง",
        "line group ของห้อง",
        "ครูไม่พอ",
        "ครูสอนคนเดียว",
        "ครูประจำชั้น",
        "คุณธรรม จริยธรรม",
        "ครูภาษาอังกฤษ",
        "ชื่อโรงเรียนบ้านเก่า",
        "หลวงพ่อให้ที่ดิน",
        "พระครู",
        "ครูศิลปะ",
        "งบปี 2567 2568 2569 2570",
    ],
)
def test_what_is_not_personal_stays(reader: Reader, text: str) -> None:
    assert reader.read(text).masked == text


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="[]")))
def test_what_is_left_was_typed(text: str) -> None:
    at = 0
    for part in MARKS.split(shared_reader().read(text).masked):
        at = text.index(part, at) + len(part)


@settings(deadline=None)
@given(
    st.from_regex(r"0[689][0-9]{8}", fullmatch=True),
    st.sampled_from(["", "-", " ", "."]),
    st.text("กขคงครูไม่ ", max_size=20),
)
def test_no_mobile_number_survives(number: str, gap: str, words: str) -> None:
    written = gap.join((number[:3], number[3:6], number[6:]))
    assert written not in shared_reader().read(f"{words} {written} {words}").masked


@settings(deadline=None)
@given(st.text("0123456789 -ครูนายสมชาย.@ab"))
def test_masking_a_masked_text_changes_nothing(text: str) -> None:
    masked = shared_reader().read(text).masked
    assert shared_reader().read(masked).masked == masked
