"""A summary as text: every figure with its unit, the hidden ones named as hidden, and never longer than LINE takes."""

from dataclasses import replace

from hypothesis import given, settings

from bot.summaries import quoting, wording
from bot.summaries.values import Count, Funnel, Quote, Summary
from bot.words import utf16
from handlers.organising.words import desk_words
from tests.organising import summaries as some
from tests.organising.any_summary import any_quotes, any_summary, any_text

WORDS = desk_words()


def lines(summary: Summary) -> tuple[str, ...]:
    return wording.lines(summary, WORDS)


def test_the_first_line_says_what_was_understood() -> None:
    assert lines(some.NARROW)[0] == "ประเด็นที่ 2 · ไทรโยค · ครู/บุคลากร · 7 วัน"


def test_people_and_voices_are_told_apart() -> None:
    assert "198 คน 842 ความเห็น" in lines(some.FULL)


def test_more_people_than_before_are_told_in_words() -> None:
    assert "เพิ่มขึ้น 37 คน จาก 7 วันก่อนหน้า (161 คน 700 ความเห็น)" in lines(some.FULL)


def test_fewer_people_than_before_are_told_in_words() -> None:
    fewer = replace(some.FULL, before=Count(200, 900), before_label="สัปดาห์ก่อน")
    assert "ลดลง 2 คน จากสัปดาห์ก่อน (200 คน 900 ความเห็น)" in lines(fewer)


def test_as_many_people_as_before_are_told_in_words() -> None:
    assert any(line.startswith("จำนวนคนเท่ากับ") for line in lines(replace(some.FULL, before=some.FULL.count)))


def test_nothing_is_compared_with_a_hidden_figure() -> None:
    assert "ไม่เทียบกับ 7 วันก่อนหน้า เพื่อไม่ให้รู้ว่าใครพูดค่ะ" in lines(some.NARROW)


def test_without_a_period_before_no_change_is_told() -> None:
    alone = lines(replace(some.FULL, before=None, before_label=""))
    assert not [line for line in alone if "เพิ่มขึ้น" in line or "เทียบ" in line]


def test_of_a_hidden_whole_nobody_is_told_how_few_it_is() -> None:
    assert "น้อยกว่า" not in "\n".join(lines(some.HIDDEN))


def test_a_hidden_whole_is_told_as_hidden() -> None:
    assert "ไม่แสดงจำนวน (กลุ่มเล็ก)" in lines(some.HIDDEN)


def test_a_hidden_summary_says_why_once() -> None:
    assert lines(some.HIDDEN).count(some.HIDDEN.note) == 1


def test_a_hidden_summary_without_a_note_says_why() -> None:
    assert WORDS["sum_hidden_why"] in lines(replace(some.HIDDEN, note=""))


def test_a_hidden_theme_is_fewer_than_five_people() -> None:
    assert "5. ปฐมวัยและเด็กพิเศษ น้อยกว่า 5 คน" in lines(some.FULL)


def test_nothing_is_compared_with_a_period_in_which_nobody_spoke() -> None:
    assert not [line for line in lines(replace(some.FULL, before=Count())) if "7 วันก่อนหน้า" in line]


def test_a_hidden_change_does_not_tell_what_is_hidden() -> None:
    assert "30" not in "\n".join(lines(some.HIDDEN))


def test_a_theme_has_people_and_mentions() -> None:
    assert "1. คุณภาพผู้เรียนและการวัดผล 96 คน 131 ครั้ง" in lines(some.FULL)


def test_a_hidden_theme_stands_behind_the_others_whatever_its_place() -> None:
    first, *others = some.LEARNING.bars
    moved = replace(some.LEARNING, bars=(replace(first, count=None), *others))
    told = lines(replace(some.FULL, parts=(moved,)))
    assert "1. อัตรากำลังและครูไม่ครบชั้น 74 คน 102 ครั้ง" in told


def test_the_funnel_goes_from_joined_to_finished() -> None:
    assert "เข้าร่วม 412 คน, ยินยอม 367 คน, ตอบข้อแรก 240 คน, ตอบครบ 131 คน" in lines(some.FULL)


def test_a_quote_keeps_the_words_and_the_code() -> None:
    assert "“อบต. ยินดีช่วยเรื่องรถ แต่ติดระเบียบการเบิกจ่าย” เจ้าหน้าที่ อปท., รหัส R2N6C, บทบาท อปท." in lines(some.FULL)


def test_a_quote_stands_below_the_focus_area_that_it_is_about() -> None:
    told = lines(some.FULL)
    place = next(n for n, line in enumerate(told) if "W5H8D" in line)
    assert told[place - 1] == "ใหม่: รถรับส่งในหน้าฝน"


def test_a_quote_stands_where_it_was_given_whatever_its_themes() -> None:
    given_there = replace(some.QUOTES[4], focus=3)
    told = lines(replace(some.FULL, quotes=(given_there,)))
    assert "J4P1F" in told[told.index("3. แผน ปฏิทิน ติดตาม ความต่อเนื่อง น้อยกว่า 5 คน") + 1]


def test_a_hidden_step_of_the_funnel_is_told_as_hidden() -> None:
    few = replace(some.FULL, funnel=Funnel(9, 7, 6, None))
    assert "เข้าร่วม 9 คน, ยินยอม 7 คน, ตอบข้อแรก 6 คน, ตอบครบ น้อยกว่า 5 คน" in lines(few)


def test_a_gap_is_told_against_its_target() -> None:
    assert "ทองผาภูมิ · ครู/บุคลากร 12 จาก 40 คน" in lines(some.FULL)


def test_a_hidden_gap_is_told_against_its_target() -> None:
    assert "ศรีสวัสดิ์ · ผู้ปกครอง น้อยกว่า 5 จาก 45 คน" in lines(some.FULL)


def test_a_hidden_gap_is_not_told_against_a_target_that_says_no_more() -> None:
    few = replace(some.FULL, gaps=(replace(some.GAPS[1], target=4),))
    assert "ศรีสวัสดิ์ · ผู้ปกครอง น้อยกว่า 5 คน" in lines(few)


def test_a_gap_without_a_target_is_a_number_of_people() -> None:
    assert "เลาขวัญ · ภาคเอกชน 6 คน" in lines(some.FULL)


def test_the_nudge_can_be_forwarded_as_it_is() -> None:
    assert some.FULL.nudge in lines(some.FULL)


def test_a_long_nudge_is_whole_however_much_there_is_to_tell() -> None:
    long = ("ชวนคุย" * 100)[:600]
    quotes = tuple(replace(quote, text="น้ำ" * 300) for quote in some.QUOTES * 3)
    parts = tuple(replace(part, title="น้ำ" * 300, fresh=("น้ำ" * 90,) * 9) for part in some.FULL.parts)
    assert long in lines(replace(some.FULL, nudge=long, quotes=quotes, parts=parts, note="น้ำ" * 300))


def test_a_summary_of_nothing_says_so() -> None:
    assert WORDS["sum_nothing"] in lines(some.EMPTY)


def test_no_bars_of_signs_are_read_aloud() -> None:
    assert not set("\n".join(lines(some.FULL))) & set("▲▼●█▇▆▅▄▃▂▁■□")


def test_a_notification_names_the_filters_the_figures_and_the_first_theme() -> None:
    told = "สรุป ทั้งจังหวัด · 7 วัน: 198 คน 842 ความเห็น พูดถึงมากที่สุด คุณภาพผู้เรียนและการวัดผล 96 คน"
    assert wording.alt(some.FULL, WORDS) == told


def test_a_weekly_report_has_each_quote_below_its_thing() -> None:
    told = wording.digest_lines(some.FULL, some.WORTH, some.MISSING, some.ACT, WORDS)
    place = told.index(f"2. {some.WORTH[1]}")
    assert "B3T9X" in told[place + 1]


def test_a_thing_whose_quote_is_empty_stands_without_one() -> None:
    quotes = (Quote("", (), "", ""), *some.QUOTES[1:])
    told = wording.digest_lines(replace(some.FULL, quotes=quotes), some.WORTH, some.MISSING, some.ACT, WORDS)
    assert told[told.index(f"1. {some.WORTH[0]}") + 1] == f"2. {some.WORTH[1]}"


def test_a_weekly_report_ends_with_one_act() -> None:
    assert wording.digest_lines(some.FULL, some.WORTH, some.MISSING, some.ACT, WORDS)[-1].endswith(some.ACT)


def test_a_quiet_week_is_one_line_below_its_name() -> None:
    quiet = replace(some.EMPTY, dates="9–15 พ.ย. 2569")
    told = wording.digest_lines(quiet, (), "", "", WORDS)
    assert told == (WORDS["week_title"], "9–15 พ.ย. 2569", WORDS["week_quiet"])


def test_a_week_of_a_hidden_number_of_people_tells_none() -> None:
    assert wording.digest_lines(some.HIDDEN, (), "", "", WORDS)[-1] == WORDS["week_hidden"]


def test_found_voices_are_at_most_ten() -> None:
    told = quoting.voice_lines("ค้นหา รถ", some.QUOTES * 3, "หน้า 1", WORDS)
    assert len([line for line in told if line.startswith("“")]) == 10


def test_nothing_found_is_said() -> None:
    assert quoting.voice_lines("ค้นหา รถ", (), "", WORDS)[-1] == WORDS["voice_none"]


@settings(deadline=None)
@given(any_summary())
def test_any_summary_is_one_message(summary: Summary) -> None:
    assert utf16("\n".join(lines(summary))) <= 5000


@settings(deadline=None)
@given(any_summary())
def test_any_notification_is_short(summary: Summary) -> None:
    assert 0 < utf16(wording.alt(summary, WORDS)) <= 400


@settings(deadline=None)
@given(any_summary(), any_text(), any_text())
def test_any_weekly_report_is_one_message(summary: Summary, thing: str, other: str) -> None:
    told = wording.digest_lines(summary, (thing,) * 3, other, other, WORDS)
    assert utf16("\n".join(told)) <= 5000


@settings(deadline=None)
@given(any_text(), any_quotes())
def test_any_list_of_voices_is_one_message(title: str, voices: tuple[Quote, ...]) -> None:
    assert utf16("\n".join(quoting.voice_lines(title, voices, title, WORDS))) <= 5000
