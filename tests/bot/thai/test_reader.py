"""Reading: the codebook's own examples, the collisions it warns of, and laws for any text at all."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.reader import Reader
from tests.bot.thai.conftest import shared_reader, table

HERE = Path(__file__).parent
GOLD = tomllib.loads((HERE / "gold.toml").read_text("utf-8"))["example"]
TRIAL = tomllib.loads((HERE / "trial.toml").read_text("utf-8"))["sentences"]
FRESH = tomllib.loads((HERE / "fresh.toml").read_text("utf-8"))["sentences"]
CODES = {theme["code"] for theme in table("themes")["themes"]}  # type: ignore[attr-defined]
FACETS = [
    *("current_state", "strength", "weakness", "problem", "development", "fit", "understanding"),
    *("mechanism_current", "mechanism_gap", "sector_role", "mechanism_proposal"),
    *("action", "expected_result", "calendar", "review", "area_fit", "anything_else"),
]
ASKED = ["", "nothing", "consent", "role", "district", "no such question", *FACETS]


def is_read_right(reader: Reader, example: dict[str, list[str]]) -> bool:
    got = reader.read(str(example["text"]), str(example["asking"])).themes
    return set(example["themes"]) <= set(got) and not set(example.get("not", ())) & set(got)


def _any_order(value: object) -> object:
    return sorted(value) if isinstance(value, list) else value


@pytest.mark.parametrize("example", GOLD, ids=lambda example: example["text"])
def test_the_worked_examples_are_read_as_the_codebook_says(
    reader: Reader, example: dict[str, object]
) -> None:
    said = reader.read(str(example["text"]), str(example["asking"])).as_json()
    expected = {name: value for name, value in example.items() if name not in ("text", "asking")}
    assert {name: _any_order(said[name]) for name in expected} == {
        name: _any_order(value) for name, value in expected.items()
    }


def test_of_the_trial_sentences_nearly_all_are_read_right(reader: Reader) -> None:
    assert sum(is_read_right(reader, example) for example in TRIAL) >= 127


def test_of_the_fresh_sentences_no_fewer_than_before_are_read_right(reader: Reader) -> None:
    assert sum(is_read_right(reader, example) for example in FRESH) >= 48


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("โอเน็ตต่ำมาก", "digital"),
        ("เด็กสูบบุหรี่ไฟฟ้า", "facilities"),
        ("เปิดทวิภาคีกับโรงงาน", "plan_followup"),
        ("เข้าเครือข่ายโรงเรียนขนาดเล็ก", "coordination"),
        ("เปลี่ยนผู้บริหารบ่อย", "teacher_dev"),
        ("หมู่บ้านสงบดี", "budget"),
        ("เด็กผอมแห้ง", "teacher_dev"),
        ("ของแพงมาก", "travel_remote"),
        ("แพทย์มาตรวจเด็ก", "travel_remote"),
        ("ส่งไฟล์งานไม่ได้", "facilities"),
        ("เด็กกินขนมแทนข้าว", "budget"),
        ("วิชานี้ยากมาก", "welfare_safety"),
        ("ทั้งจังหวัดเป็นแบบนี้", "community"),
        ("วัดผลไม่ตรง", "community"),
        ("โครงการพระราชทาน", "community"),
        ("แผนการสอนไม่ทันสมัย", "plan_followup"),
        ("โครงการเยอะไม่ได้สอน", "plan_followup"),
        ("โรงเรียนชุมชนบ้านเก่า", "community"),
        ("หลักสูตรท้องถิ่นน่าสนใจ", "local_gov"),
        ("เรียนร่วมกับเด็กพิเศษ", "small_school"),
        ("เรียนรวมสองโรงเรียน", "early_special"),
        ("ครูไม่พอใจผลประเมิน", "teacher_supply"),
        ("ครูครบชั้นแล้ว", "teacher_supply"),
        ("ไม่มีปัญหาเรื่องเน็ต", "digital"),
        ("เรื่องเน็ตไม่มีปัญหาค่ะ", "digital"),
        ("โรงเรียนไม่ขาดครู", "teacher_supply"),
    ],
)
def test_a_word_that_only_looks_like_a_term_is_not_coded(reader: Reader, text: str, never: str) -> None:
    assert never not in reader.read(text, "problem").themes


@pytest.mark.parametrize("text", ["ครูครบชั้นแล้ว", "ไม่มีปัญหาเรื่องเน็ต", "ครูสอนดีมาก"])
def test_what_is_all_right_is_no_problem(reader: Reader, text: str) -> None:
    assert reader.read(text, "problem").stance != "problem"


def test_a_complete_staff_is_a_strength_when_strengths_were_asked(reader: Reader) -> None:
    assert reader.read("มีครูครบชั้นทุกห้อง", "strength").themes == ("teacher_supply",)


@pytest.mark.parametrize(
    ("text", "asking", "stance"),
    [
        ("ครูสอนดี เอาใจใส่เด็ก", "strength", "praise"),
        ("ชาวบ้านช่วยกันดีมาก", "", "praise"),
        ("อยากได้ครูเพิ่ม", "problem", "proposal"),
        ("ครูไม่พอ", "", "problem"),
        ("สัญญานไม่ดี", "", "problem"),
        ("มีเด็ก 80 คน ครู 6 คน", "current_state", "neutral"),
        ("ไม่มีเลย ครูย้ายหมด", "strength", "problem"),
        ("ตั้งทีมระดับตำบล", "mechanism_proposal", "proposal"),
        ("มีรถรับส่งก็จะดีมาก", "", "proposal"),
    ],
)
def test_the_stance_follows_the_words_and_the_question(
    reader: Reader, text: str, asking: str, stance: str
) -> None:
    assert reader.read(text, asking).stance == stance


@pytest.mark.parametrize(
    ("text", "asking", "facets"),
    [
        ("ครูไม่พอ", "problem", ("problem",)),
        ("ครูไม่พอ อยากได้ครูเพิ่ม", "problem", ("problem", "development")),
        ("ต่างคนต่างทำ อยากให้มีคนกลาง", "mechanism_gap", ("mechanism_gap", "mechanism_proposal")),
        ("ครูไม่พอ", "", ("problem",)),
        ("อยากให้ อบต. มาช่วยเรื่องรถ", "", ("mechanism_proposal",)),
        ("ทำหลักสูตรเทอมหน้า", "action", ("action", "calendar")),
    ],
)
def test_the_asked_facet_comes_first_and_others_follow(
    reader: Reader, text: str, asking: str, facets: tuple[str, ...]
) -> None:
    assert reader.read(text, asking).facets == facets


@pytest.mark.parametrize(
    ("text", "asking", "focus"),
    [
        ("ครูไม่พอ", "", 1),
        ("ต่างคนต่างทำ ไม่ประสานงานกัน", "", 2),
        ("แผนไม่ต่อเนื่อง ทำแล้วหาย", "nothing", 3),
        ("วันนี้อากาศดี", "", 0),
        ("ครูไม่พอ", "action", 3),
        ("ครูไม่พอ", "anything_else", 1),
    ],
)
def test_the_focus_is_the_questions_or_guessed(reader: Reader, text: str, asking: str, focus: int) -> None:
    assert reader.read(text, asking).focus == focus


@pytest.mark.parametrize(
    "text",
    [
        "ลบข้อมูลนักเรียนที่ย้ายไปแล้วไม่ได้",
        "ขอแก้ระเบียบพัสดุ",
        "เริ่มเรียนช้า",
        "ขอบคุณ อบต. ที่ให้รถ",
        "สวัสดีครับ ครูไม่พอครับ",
        "หยุดเรียนไปช่วยแม่เกี่ยวข้าว",
        "กลับบ้านมืดทุกวัน",
    ],
)
def test_a_sentence_told_unasked_is_no_command(reader: Reader, text: str) -> None:
    assert reader.read(text, "nothing").intent == "answer"


@pytest.mark.parametrize("text", ["แป๊บนะลูกร้อง", "เดี๋ยวมาตอบต่อนะคะ ไปรับหลานก่อน"])
def test_an_indirect_request_for_a_pause_is_understood(reader: Reader, text: str) -> None:
    assert reader.read(text, "problem").intent == "pause"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("เน็ตไม่มีปัญหา แต่ครูไม่พอ", "teacher_supply"),
        ("ครูครบ แต่ไม่มีหลังคา", "facilities"),
        ("ขอบคุณที่ฟัง ปัญหาคือห้องน้ำพัง", "facilities"),
        ("เรื่องครูไม่มีปัญหา ติดที่ถนนขาดทุกหน้าฝน", "travel_remote"),
    ],
)
def test_what_comes_after_a_polite_opening_is_coded(reader: Reader, text: str, theme: str) -> None:
    assert theme in reader.read(text, "problem").themes


@pytest.mark.parametrize("asking", ["mechanism_current", "strength", "anything_else", ""])
@pytest.mark.parametrize("text", ["ไม่เคยมีใครมาช่วยเลย", "ห้องน้ำสกปรกมาก", "ครูสอนแย่มาก"])
def test_a_complaint_is_no_praise_whatever_was_asked(reader: Reader, text: str, asking: str) -> None:
    assert reader.read(text, asking).stance != "praise"


@pytest.mark.parametrize("text", ["ผอ.เก่ง", "อบต.ช่วยดีมาก"])
def test_words_that_the_dictionary_glues_together_are_read_all_the_same(reader: Reader, text: str) -> None:
    assert reader.read(text, "strength").themes != ("unclear",)


def test_a_mask_says_nothing_about_the_answer(reader: Reader) -> None:
    said = reader.explain("เน็ตหลุดบ่อย ถามครูสมชาย 081-234-5678", "problem")
    assert not {"เบอร์", "โทร", "ชื่อ"} & {word for reason in said.reasons for word in reason.words}


def test_the_words_that_spoke_for_a_theme_are_named(reader: Reader) -> None:
    said = reader.explain("เน็ตหลุดบ่อยมาก", "problem")
    assert "เน็ต" in said.reasons[0].words


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("สรุป", {}),
        (
            "สรุปประเด็น 2 ไทรโยค ครู สัปดาห์นี้",
            {"focus": 2, "district": "7102", "role": "teacher", "period": "this_week"},
        ),
        ("สรุป สัปดาห์นี้ ครู", {"role": "teacher", "period": "this_week"}),
        ("ขอสรุปของอำเภอสังขละบุรีหน่อยค่ะ", {"district": "7108"}),
        ("สรุปประเด็นที่ ๓", {"focus": 3}),
        ("สรุปผู้ปกครองเดือนนี้", {"role": "parent", "period": "this_month"}),
    ],
)
def test_a_summary_carries_what_it_was_asked_for(
    reader: Reader, text: str, filters: dict[str, object]
) -> None:
    reading = reader.read(text)
    assert (reading.intent, reading.filters.as_json()) == ("summary", filters)


@pytest.mark.parametrize("text", ["สรุปคือครูน้อย", "สรุปครูไม่พอ", "สรุปว่าดี", "สรุปแล้วเด็กหลุดระบบ"])
def test_a_sentence_that_begins_with_a_summing_up_is_an_answer(reader: Reader, text: str) -> None:
    assert reader.read(text, "problem").intent == "answer"


def test_the_json_has_the_promised_keys(reader: Reader) -> None:
    assert list(reader.read("ครูไม่พอ").as_json()) == [
        "intent",
        "focus",
        "facets",
        "themes",
        "stance",
        "masked",
    ]


def test_gibberish_is_unclear(reader: Reader) -> None:
    assert reader.read("หกดหก", "problem").themes == ("unclear",)


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.text(st.characters(codec=None)), st.text("ครูไม่พ1๒ ้ำเ\x00\ud800👍")),
    st.sampled_from(ASKED),
)
def test_any_text_is_read(text: str, asking: str) -> None:
    reading = shared_reader().read(text, asking)
    assert set(reading.themes) <= CODES


@settings(deadline=None)
@given(st.lists(st.sampled_from([e["text"] for e in TRIAL]), min_size=1, max_size=4), st.sampled_from(FACETS))
def test_an_answer_carries_one_to_three_themes(texts: list[str], asking: str) -> None:
    assert 1 <= len(shared_reader().read(" ".join(texts), asking).themes) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "ครูไม่พอ" * 2500,
        "ก" * 20_000,
        "0" * 20_000,
        "08" * 10_000,
        "a@" * 10_000,
        "นาย" * 7_000,
        "\x00" * 20_000,
        "line " * 4_000,
        "ตากลม" * 4_000,
        "ไม่มีปัญหาเรื่อง" * 1_200,
        "ครับ" * 5_000,
        "😀" * 10_000,
    ],
    ids=range(12),
)
def test_a_very_long_text_is_read(reader: Reader, text: str) -> None:
    assert reader.read(text, "problem").intent in ("answer", "other")


def test_a_name_says_nothing_about_the_answer(reader):
    assert reader.read("นายสมชาย ใจดี", "problem").stance != "praise"
