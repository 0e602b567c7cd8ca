"""What organisers type: which order it is, and that what people tell is none."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.organising.orders import Order
from bot.organising.taps import data_of, order_of
from bot.words import graphemes
from tests.bot.organising.reader import IN_SECOND, READER, TABLE, TODAY, ordered, read

HEADS = [head for told in TABLE["orders"].values() for head in told["heads"]]
HEADS += [head for name, heads in TABLE["free"].items() if name != "invited" for head in heads]
BESIDE = [
    "ไทรโยค",
    "ครู",
    "7 วัน",
    "ประเด็น 2",
    "น้ำท่วม",
    "ค่ะ",
    "1 ต.ค.",
    "ถึง",
    "31/2",
    "ตั้งแต่",
    "\n",
    "๒๕๖๙",
    " ",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("สรุป", "summary"),
        ("ขอสรุปหน่อยค่ะ", "summary"),
        ("รบกวนขอดูสรุปหน่อยนะคะ", "summary"),
        ("📋 สรุป 🙏", "summary"),
        ("ส รุ ป", "summary"),
        ("สรุปปปป", "summary"),
        ("สะรุปค่า", "summary"),
        ("li6x", "summary"),
        ("Summary", "summary"),
        ("ขอรายงานสรุปแยกตามอำเภอ", "summary"),
        ("ความเห็นล่าสุด", "latest"),
        ("ล่าสุด", "latest"),
        ("ประเด็นใหม่", "news"),
        ("มีอะไรใหม่บ้างคะ", "news"),
        ("เทียบรอบก่อน", "compare"),
        ("เปรียบเทียบ", "compare"),
        ("ใครยังไม่ได้พูด", "silent"),
        ("ใครยังไม่ตอบ", "silent"),
        ("กลุ่มไหนยังเงียบ", "silent"),
        ("โควตา", "quota"),
        ("โควต้าค่ะ", "quota"),
        ("เหลือส่งได้เท่าไร", "quota"),
        ("หยุดรายงาน", "digest_off"),
        ("ไม่เอารายงานแล้วค่ะ", "digest_off"),
        ("รับรายงาน", "digest_on"),
        ("เปิดรายงาน", "digest_on"),
        ("ดูรายงาน", "digest_show"),
        ("รายงานสัปดาห์นี้", "digest_show"),
        ("รายงานสัปดาห์", "digest_show"),
        ("ประกาศที่ส่งแล้ว", "announcements"),
        ("ดูประกาศ", "announcements"),
        ("รายชื่อผู้จัด", "organisers"),
        ("ใครเป็นผู้จัดบ้าง", "organisers"),
        ("ช่วยเหลือ", "help"),
        ("คำสั่ง", "help"),
        ("เมนูผู้จัด", "help"),
        ("ส่งออก", "export"),
        ("ขอ Excel", "export"),
        ("ขอตารางหน่อยครับ", "export"),
        ("เเดชบอร์ด", "dashboard"),
        ("เปิดเว็บ", "dashboard"),
    ],
)
def test_an_order_is_read(text: str, kind: str) -> None:
    assert read(text) == Order(kind)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("สรุป ไทรโยค ครู สัปดาห์นี้", {"district": "7102", "role": "teacher", "period": "this_week"}),
        ("สัปดาห์นี้ ครู ไทรโยค สรุปหน่อย", {"district": "7102", "role": "teacher", "period": "this_week"}),
        ("สรุปประเด็น 2 ท่าม่วง 7 วัน", {"focus": "2", "district": "7106", "period": "last_7_days"}),
        ("สรุปประเด็น 2 7 วัน", {"focus": "2", "period": "last_7_days"}),
        ("สรุปครูไม่พอ ตั้งแต่ 1 ต.ค.", {"theme": "teacher_supply", "period": "10-01.."}),
        ("สรุป งบประมาณ อปท.", {"theme": "budget", "role": "local_gov"}),
        ("สรุป อ.เมือง", {"district": "7101"}),
        ("สรุปอำเภอเมือง", {"district": "7101"}),
        ("สรุป sai yok", {"district": "7102"}),
        ("สรุปทั้งจังหวัด", {}),
        ("สรุป โซนไทรโยค", {"zone": "z3"}),
        ("สรุป เขต 1", {"zone": "z1"}),
        ("สรุป ภาคเอกชน", {"sector": "private"}),
        ("สรุปภาคประชาสังคม", {"sector": "civil"}),
        ("สรุป ผอ. รร.", {"role": "school_head"}),
        ("สรุปเสียงนักเรียนให้หน่อยครับ", {"role": "student"}),
        ("สรุป จุดเด่น", {"facet": "strength"}),
        ("สรุป จุดด้อย", {"facet": "weakness"}),
        ("สรุป ปัญหา ไทรโยค", {"facet": "problem", "district": "7102"}),
        ("สรุปเเนวทางพัฒนา", {"facet": "development"}),
        ("สรุปช่องว่าง", {"facet": "mechanism_gap"}),
        ("สรุปปฏิทิน", {"facet": "calendar"}),
        ("สรุปรถรับส่ง", {"theme": "travel_remote"}),
        ("สรุป โรงเรียนขนาดเล็กและการควบรวม", {"theme": "small_school"}),
        ("สรุป บทบาท อปท.", {"theme": "local_gov"}),
        ("ความเห็นล่าสุดของครู", {"role": "teacher"}),
        ("ขอตาราง ไทรโยค 7 วัน", {"district": "7102", "period": "last_7_days"}),
        ("ใครยังไม่ตอบ ไทรโยค", {"district": "7102"}),
        ("ประเด็นใหม่ของครู", {"role": "teacher"}),
        ("li6x wmipF8", {"district": "7102"}),
    ],
)
def test_filters_stand_in_any_order(text: str, said: dict[str, str]) -> None:
    assert ordered(text).scope.said == said


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("สรุปวันนี้", "today"),
        ("สรุปเมื่อวาน", "yesterday"),
        ("สรุป 7 วันล่าสุด", "last_7_days"),
        ("สรุป ย้อนหลัง ๑๔ วัน", "last_14_days"),
        ("สรุป 2 สัปดาห์", "last_14_days"),
        ("สรุปย้อนหลังสามเดือน", "last_90_days"),
        ("สรุปสัปดาห์ที่แล้ว", "last_week"),
        ("สรุปเดือนนี้", "this_month"),
        ("สรุปเดือนที่แล้ว", "last_month"),
        ("สรุปไตรมาสนี้", "this_quarter"),
        ("สรุป ไตรมาส 4", "07-01..09-30"),
        ("สรุปปีนี้", "this_year"),
        ("สรุปเดือน พ.ย.", "11"),
        ("สรุปพฤศจิกายน 2569", "11"),
        ("สรุปพฤศจิกายน 2567", "2024-11"),
        ("สรุป 1 ต.ค.", "10-01..10-01"),
        ("สรุป 1/10", "10-01..10-01"),
        ("สรุป 1/10/69", "10-01..10-01"),
        ("สรุป 1-10-2569", "10-01..10-01"),
        ("สรุป ๑ ตุลาคม ๒๕๖๙", "10-01..10-01"),
        ("สรุป 1 ตุลาคม 2568", "2025-10-01..2025-10-01"),
        ("สรุป 1-15 มิ.ย.", "06-01..06-15"),
        ("สรุป 1–15 มิ.ย. 2569", "06-01..06-15"),
        ("สรุป 1 ถึง 15 มิถุนายน", "06-01..06-15"),
        ("สรุป 1/10 - 15/10", "10-01..10-15"),
        ("สรุป ต.ค. - ธ.ค.", "10-01..12-31"),
        ("สรุป ระหว่างวันที่ 1 ต.ค. ถึงวันที่ 5 พ.ย.", "10-01..11-05"),
        ("สรุป ตั้งแต่ ต.ค.", "10-01.."),
        ("สรุป ตั้งแต่ 1 ต.ค. 68", "2025-10-01.."),
        ("สรุปตั้งแต่ 1 ต.ค. ถึงวันนี้", "10-01.."),
        ("สรุปตั้งแต่เมื่อวาน", "11-30.."),
        ("สรุป ถึง 15 พ.ย.", "..11-15"),
        ("สรุปทั้งรอบ", ""),
    ],
)
def test_a_period_is_read(text: str, period: str) -> None:
    assert ordered(text).scope.period == period


@pytest.mark.parametrize(
    ("text", "district"),
    [("สรุป ไทรโยด", "7102"), ("สรุปท่ามะกะ", "7105"), ("สรุป หนองปืรอ", "7112"), ("สรุปพนมทวณ ครู", "7109")],
)
def test_one_letter_off_is_forgiven(text: str, district: str) -> None:
    assert ordered(text).scope.district == district


def test_a_number_is_never_taken_for_another() -> None:
    assert ordered("สรุป ไตรมาส 5").scope.period == ""


def test_one_number_is_not_two() -> None:
    assert ordered("สรุปประเด็น 27 วัน").scope.said == {"period": "last_27_days"}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("สรุป น้ำท่วมค่ะ", ("น้ำท่วม",)),
        ("สรุป ไทรโยค TCAS", ("TCAS",)),
        ("สรุปไทรโยค น้ำท่วม", ("น้ำท่วม",)),
        ("สรุป ไทรโยคน้ำท่วม", ("น้ำท่วม",)),
        ("สรุป ครูสมศรี", ("ครูสมศรี",)),
        ("สรุป สถานะ", ("สถานะ",)),
        ("สรุป 12", ("12",)),
        ("สรุปครูกับผู้ปกครอง", ("ผู้ปกครอง",)),
        ("สรุป ประเด็น 2 ประเด็น 3", ("ประเด็น 3",)),
        ("สรุป วันนี้ 7 วัน", ("7 วัน",)),
        ("สรุป 15 ต.ค. 2569 ถึง 1 ต.ค. 2569", ("15 ต.ค. 2569", "1 ต.ค. 2569")),
        ("สรุปรอบที่แล้ว", ("รอบที่แล้ว",)),
        ("ความเห็นล่าสุด น้ำท่วม", ("น้ำท่วม",)),
    ],
)
def test_what_is_not_understood_is_asked_back_as_typed(text: str, unknown: tuple[str, ...]) -> None:
    assert ordered(text).unknown == unknown


def test_what_is_understood_counts_beside_what_is_not() -> None:
    assert ordered("สรุป ไทรโยค น้ำท่วม").scope.district == "7102"


def test_of_two_roles_the_first_counts() -> None:
    assert ordered("สรุปครูกับผู้ปกครอง").scope.role == "teacher"


def test_roles_that_make_a_sector_are_that_sector() -> None:
    said = {"zone": "z1", "sector": "learner_family"}
    assert ordered("สรุปโซนเมือง ผู้ปกครองกับนักเรียน").scope.said == said


def test_districts_that_make_a_zone_are_that_zone() -> None:
    assert ordered("สรุป ท่าม่วง ท่ามะกา พนมทวน").scope.said == {"zone": "z2"}


@pytest.mark.parametrize("text", ["สรุป ข้อความ", "สรุปเป็นข้อความ", "ขอสรุปแบบข้อความค่ะ"])
def test_a_summary_can_be_had_as_text(text: str) -> None:
    assert read(text) == Order("summary", plain=True)


@pytest.mark.parametrize("text", ["สรุปรอบที่แล้ว", "สรุปรอบก่อน", "สรุป รอบ 1", "สรุปรอบปี 2569"])
def test_an_earlier_round_is_named(text: str) -> None:
    assert ordered(text, IN_SECOND).scope.round == "1"


def test_this_round_is_no_filter() -> None:
    assert ordered("สรุปรอบนี้", IN_SECOND).scope.round == ""


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("เทียบกับเดือนที่แล้ว", "this_month"),
        ("เทียบเดือนนี้กับเดือนที่แล้ว", "this_month"),
        ("สรุป เทียบเดือนที่แล้ว", "this_month"),
        ("เทียบ 7 วัน", "last_7_days"),
        ("เปรียบเทียบกับเมื่อวาน", "today"),
        ("เทียบ ไทรโยค กับรอบที่แล้ว", ""),
    ],
)
def test_what_it_is_compared_with_names_what_is_compared(text: str, period: str) -> None:
    order = ordered(text, IN_SECOND)
    assert (order.kind, order.scope.round, order.scope.period, order.unknown) == ("compare", "", period, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ค้นหา รถรับส่ง", "รถรับส่ง"),
        ("ค้นหารถรับส่ง", "รถรับส่ง"),
        ("คนหา รถรับส่ง", "รถรับส่ง"),
        ("หาคำว่ารถรับส่ง", "รถรับส่ง"),
        ("หาคำว่า “รถรับส่ง” ค่ะ", "รถรับส่ง"),
        ("ค้นหา TCAS หน่อยค่ะ", "TCAS"),
        ("ค้นหา สถานะ", "สถานะ"),
        ("ค้นหา บังคับ", "บังคับ"),
        ("ค้นหา สรุป", "สรุป"),
        ("ค้นหา ครูไม่พอ ไทรโยค", "ครูไม่พอ ไทรโยค"),
        ("ค้นหา", ""),
        ("ค้นหาหน่อยค่ะ", ""),
    ],
)
def test_what_is_searched_for_stays_as_typed(text: str, words: str) -> None:
    assert read(text) == Order("search", words=words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ประกาศ", ""),
        ("ประกาศค่ะ", ""),
        ("ประกาศ  พรุ่งนี้ประชุมค่ะ\n\nเวลา 9 โมง", "พรุ่งนี้ประชุมค่ะ\n\nเวลา 9 โมง"),
        ("ประกาศ\nท่านเสนอ – เราทำ", "ท่านเสนอ – เราทำ"),
        ("ประกาศ: พรุ่งนี้หยุด", "พรุ่งนี้หยุด"),
        ("ประกาศ สรุปไทรโยค", "สรุปไทรโยค"),
        ("ประกาศ " + "ยาวมาก " * 700, ("ยาวมาก " * 700).strip()),
    ],
)
def test_an_announcement_stays_as_typed(text: str, words: str) -> None:
    assert read(text) == Order("announce", words=words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ตั้งรายงาน วันศุกร์ 16.00", "5 16"),
        ("ตั้งรายงานวันจันทร์ 8 โมงเช้า", "1 8"),
        ("ตั้งรายงาน อังคาร บ่าย 2 โมง ค่ะ", "2 14"),
        ("ตั้งรายงาน ทุกวันพุธ 9 โมง", "3 9"),
        ("ตั้งรายงาน วันพฤหัสบดี เวลา ๐๘.๐๐ น.", "4 8"),
        ("ตั้งรายงาน วันเสาร์ 2 ทุ่ม", "6 20"),
        ("ตั้งรายงาน วันอาทิตย์ เที่ยง", "7 12"),
        ("ตั้งรายงาน", ""),
        ("ตั้งรายงาน วันศุกร์", ""),
        ("ตั้งรายงาน วันศุกร์ 25.00", ""),
        ("ตั้งรายงาน วันศุกร์ 16.30", ""),
    ],
)
def test_day_and_hour_of_the_digest(text: str, words: str) -> None:
    assert read(text) == Order("digest_when", words=words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("เชิญ", ""),
        ("เชิญผู้ดู ครูสมศรี", "ผู้ดู ครูสมศรี"),
        ("เชิญ ผู้จัด นายเอ ค่ะ", "ผู้จัด นายเอ"),
        ("เชิญ ครูสมศรี", "ครูสมศรี"),
    ],
)
def test_who_is_invited_stays_as_typed(text: str, words: str) -> None:
    assert read(text) == Order("invite", words=words)


@pytest.mark.parametrize(
    ("text", "code"), [("ถอดผู้จัด K7QD", "K7QD"), ("ถอดผู้จัด K7QD ค่ะ", "K7QD"), ("ถอดผู้จัด", "")]
)
def test_who_is_removed_is_named_by_a_code(text: str, code: str) -> None:
    assert read(text) == Order("remove", code=code)


@pytest.mark.parametrize(
    "text",
    [
        "สรุปคือครูน้อยค่ะ",
        "สรุปว่าครูดี เพื่อนดี",
        "สรุปแล้ว โรงเรียนดี",
        "สรุปไม่มี",
        "สรุป ไม่มีอะไร",
        "สรุป ครูน้อย เด็กเยอะ",
        "สรุปโรงเรียนจะยุบไหมครับ",
        "สรุปเด็กอ่านไม่ออกเพราะขาดเรียน",
        "สรุป น้ำท่วม โรงเรียนพัง ถนนขาด",
        "ครูสรุปบทเรียนเข้าใจง่าย",
        "รอเขตสรุป รอแล้วรออีก",
        "สรุปน้ำท่วม",
        "อยากให้ค้นหาเด็กหลุดระบบ",
        "ค้นหาเด็กหลุดระบบให้กลับมาเรียน",
        "คนน้อย",
        "คน ไม่พอ",
        "ประกาศผลสอบช้าทุกปี",
        "ประกาศผลสอบ",
        "รายงานเยอะ ครูไม่ได้สอน",
        "รายงาน",
        "หยุดรายงานซ้ำซ้อนสักที",
        "ตั้งรายงานให้ครูทำน้อยลง",
        "เชิญชวนผู้ปกครองมาประชุม",
        "เชิญวิทยากรมาสอน",
        "ช่วยเหลือเด็กยากจน",
        "ช่วยเหลือครู",
        "คำสั่งเยอะ",
        "โควตาเรียนต่อน้อย",
        "ล่าสุด ครูย้ายไปสามคน",
        "ปัญหาล่าสุดคือครูไม่พอ",
        "เทียบโรงเรียนในเมืองไม่ได้เลย",
        "ส่งออก ผลไม้",
        "ตารางเรียนแน่น",
        "ถอดผู้จัดงานออก",
        "ครูไม่พอ ไทรโยค",
        "7 วัน",
        "สวัสดีค่ะ",
        "",
        "🙏",
    ],
)
def test_what_people_tell_is_no_order(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("path", ["bot/data/messages/intents.jsonl", "tests/reading/messages.jsonl"])
def test_no_answer_that_was_collected_is_an_order(path: str) -> None:
    told = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    answers = [each["text"] for each in told if each["intent"] == "answer"]
    assert [text for text in answers if read(text)] == []


def test_nearly_all_summaries_that_were_asked_for_are_read() -> None:
    lines = Path("bot/data/messages/intents.jsonl").read_text("utf-8").splitlines()
    asked = [each["text"] for each in map(json.loads, lines) if each["intent"] == "summary"]
    assert sum(read(text) is not None for text in asked) >= 0.9 * len(asked)


messages = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="สรุปคู ไทรโยค่ะ้0123456789๑./-–ถึง\ud800\n", max_size=60),
    st.lists(st.sampled_from([*HEADS, *BESIDE]), max_size=6).map(" ".join),
    st.lists(st.sampled_from([*HEADS, *BESIDE]), max_size=6).map("".join),
)


@given(messages)
@example("สรุป ²วัน ٣/٤")
@example("สรุป " + "1/" * 58)
def test_reading_never_fails_and_never_tells_back_much(text: str) -> None:
    order = READER.read(text, TODAY)
    assert all(graphemes(word) <= 30 for word in (order.unknown if order else ()))


@given(st.lists(st.sampled_from([*HEADS, *BESIDE]), min_size=1, max_size=5).map(" ".join))
@example("สรุป ไทรโยค ครู 7 วัน")
@example("ประกาศ\nท่านเสนอ – เราทำ")
def test_every_order_fits_a_button_but_for_the_end_of_long_words(text: str) -> None:
    order = READER.read(text, TODAY)
    back = order_of(data_of(order)) if order else None
    words = back.words if back else ""
    assert back == (order and replace(order, unknown=(), words=order.words[: len(words)]))
