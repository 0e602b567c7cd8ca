"""Orders with a slip of a letter, and words that only look like one."""

import pytest

from bot.organising.orders import Order
from tests.bot.organising.reader import TABLE, ordered, read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("สุป", "summary"),
        ("สุปค่ะ", "summary"),
        ("ขอสุป", "summary"),
        ("สรูป", "summary"),
        ("sum", "summary"),
        ("liyx", "summary"),
        ("sumary", "summary"),
        ("ความเห็นล่าสด", "latest"),
        ("โควา", "quota"),
        ("ใครยังไม่ด้พูด", "silent"),
        ("ประกา", "announce"),
        ("ทมผู้จัด", "organisers"),
    ],
)
def test_one_slip_in_an_order_is_forgiven(text: str, kind: str) -> None:
    assert read(text) == Order(kind)


def test_filters_stand_beside_an_order_with_a_slip() -> None:
    assert ordered("สุป ไทรโยค 7 วัน").scope.said == {"district": "7102", "period": "last_7_days"}


def test_filters_may_stand_before_it() -> None:
    assert ordered("ไทรโยค สุป").scope.said == {"district": "7102"}


def test_what_is_searched_for_stands_beside_a_slip() -> None:
    assert read("ค้นห รถรับส่ง") == Order("search", words="รถรับส่ง")


@pytest.mark.parametrize(
    "text",
    [
        "สุป น้ำท่วม",
        "สุปว่าครูดี",
        "สูบ บุหรี่",
        "สป",
        "ประกา พรุ่งนี้หยุด",
        "ค้นห เด็กหลุดระบบให้กลับมาเรียนในโรงเรียน",
        "ค้นห เด็กไม่มา",
        "คนมา น้อย",
        "คนหาย ไทรโยค",
        "เงียบ ครู",
        "เิดรายงาน",
        "คำสัง ครู",
    ],
)
def test_a_slip_beside_anything_else_is_an_answer(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("word", TABLE["small"]["ordinary"])
def test_words_that_mean_themselves_are_answers(word: str) -> None:
    assert read(word) is None


@pytest.mark.parametrize("text", ["ทีม", "ผู้จัด", "ทีมผู้จัด", "ดูทีมหน่อยค่ะ"])
def test_the_team_is_asked_for(text: str) -> None:
    assert read(text) == Order("organisers")


@pytest.mark.parametrize("text", ["ลบผู้จัด สมชาย", "ลบผู้จัด ครูสมศรี ค่ะ"])
def test_a_name_to_remove_is_asked_back(text: str) -> None:
    assert read(text) == Order("remove")


def test_a_reason_beside_a_name_makes_an_answer() -> None:
    assert read("ถอดผู้จัด สมชาย เพราะไม่มา") is None


def test_a_summary_takes_very_many_filters() -> None:
    filters = "ท่าม่วง ท่ามะกา พนมทวน ครู ผู้ปกครอง นักเรียน งบประมาณ "
    assert ordered("สรุป " + filters * 8).scope.said["role"] == "teacher"


def test_a_long_answer_that_begins_like_an_order_is_an_answer() -> None:
    assert read("สรุป " + "ครูไม่พอ เด็กอ่านไม่ออก น้ำท่วมทุกปี " * 8) is None


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("สรุป 31/2/2569", ("31/2/2569",)),
        ("สรุป 31/2", ("31/2",)),
        ("สรุป 12 34", ("12", "34")),
        ("สรุป wmipF9k", ("wmipF9k",)),
        ("li6x TCAS", ("TCAS",)),
    ],
)
def test_what_is_unknown_is_told_back_as_typed(text: str, unknown: tuple[str, ...]) -> None:
    assert ordered(text).unknown == unknown


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("SUMMARY 7 days", "last_7_days"),
        ("summary last 7 days", "last_7_days"),
        ("summary 1 day", "last_1_days"),
        ("summary 2 weeks", "last_14_days"),
        ("summary 1 month", "last_30_days"),
        ("summary this week", "this_week"),
        ("summary last week", "last_week"),
        ("summary this month", "this_month"),
        ("summary yesterday", "yesterday"),
        ("Summary today", "today"),
    ],
)
def test_periods_in_english(text: str, period: str) -> None:
    assert ordered(text).scope.period == period
