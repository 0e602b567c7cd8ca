"""Commands: a whole message commands, a sentence answers, and nothing but the word of consent consents."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import Understanding, parse_commands
from bot.grammar import Automaton, PatternError, Patterns

TABLE = tomllib.loads(Path("bot/data/commands.toml").read_text("utf-8"))
COMMANDS = parse_commands(TABLE)
FORMS = [(form, intent) for intent, forms in TABLE["forms"].items() for form in forms]
DESTRUCTIVE = ("delete_data", "withdraw", "restart")
ENDINGS = ("ค่ะ", "หน่อยครับ", "ได้ไหมคะ", "ด้วยนะคะ", "แหน่เด้อ", "ก่อนเจ้า", " pls")
OPENINGS = ("", "เอ่อ ", "รบกวน", "คือว่าผมขอ", "ดิฉันอยากจะ", "ช่วย")
CORES = {
    "delete_data": "ลบคำตอบของฉัน",
    "back": "ย้อนกลับไปข้อก่อนหน้า",
    "edit": "แก้คำตอบที่ส่งไป",
    "my_data": "ดูที่เคยตอบไว้",
    "restart": "เริ่มใหม่ตั้งแต่ต้น",
    "withdraw": "ถอนความยินยอม",
    "results": "ดูผลการรับฟัง",
}

SENTENCES = """ต่อเติมอาคาร|เรียนต่อ ม.4|ข้ามแดนมาเรียน|ไม่ผ่าน O-NET|ไม่มีครูเอกอังกฤษ|กลับบ้านลำบาก|แก้ปัญหาเด็กหลุดระบบ
เด็กหยุดเรียน|ครูไม่พอ|จบ ป.6|ออกกลางคัน|อยากให้เริ่มใหม่ทั้งระบบ|สรุปคือครูน้อย|ช่วยเหลือเด็กยากจน
หน้าฝนทางขาดครับ เด็กหยุดเรียนเป็นอาทิตย์|ข้ามถนนอันตราย|ยุบเลิกโรงเรียน|ครูออกบ่อย|พักนอนประจำ|หอพักไม่พอ
เริ่มจากครูก่อน|เริ่มที่ ศธจ.|ส่งลูกเรียนไกล|เสร็จงานไร่ค่อยไปเรียน|ไม่ว่างไปประชุมผู้ปกครอง|งบหมดแล้ว|ครูหมดแล้ว
ผ่านเกณฑ์ทุกคน|กลับมาเรียน|แก้หลักสูตร|แก้ระเบียบ|ลบข้อมูลเก่าในระบบ dmc|ได้ครูใหม่|ใช่ว่าครูจะพอ|ยังขาดครู
ไม่ได้สอน|ไม่เอายุบโรงเรียน|ไม่ต้องยุบ|ดีมาก|เล็ก|เดิม|ทุกปี|เทอมหน้า|หลุดระบบ|ครู|น้ำ|รถรับส่ง|พัฒนา|เรียนฟรี|พออยู่ได้
โรงเรียนเล็ก|อบต|สอนดี|จบมาไม่มีงาน|หยุดยาเสพติด|ทีมตำบล|ย้ายครู|ผู้ปกครอง|ศธจ|ทุกเดือน|ประชุม|เงิน|งบ|ไฟดับ|เน็ต
ไม่มา|ไม่มีเลข|พักนอน|เริ่มที่|เพิ่ม|เดียวกัน|กลัว|ทำไม|ดูแล|พักผ่อน|quiet|step"""
ANSWERS = [sentence for line in SENTENCES.splitlines() for sentence in line.split("|")]


def understood(text: str, asking: str = "") -> str:
    return COMMANDS.understand(text, asking).intent


@pytest.mark.parametrize(("form", "intent"), FORMS)
def test_every_listed_form_is_understood(form: str, intent: str) -> None:
    assert understood(form) == intent


@pytest.mark.parametrize("sentence", ANSWERS)
def test_a_sentence_that_contains_a_command_is_an_answer(sentence: str) -> None:
    assert understood(sentence, "problem") == "answer"


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("ข้ามมมมค่าาา", "skip"),
        ("ข้ า ม", "skip"),
        ("-hk,", "skip"),
        ("ขอข้ามนะคะ 🙏", "skip"),
        ("SKIP", "skip"),
        ("ข้ามนะค่ะ", "skip"),
        ("สรุบ", "summary"),
        ("สุรป", "summary"),
        ("สรูป", "summary"),
        ("สรุปป", "summary"),
        ("li6x", "summary"),
        ("สรุปหน่อยค่ะ", "summary"),
        ("เเก้คำตอบ", "edit"),
        ("ย้อนกลัย", "back"),
        ("ช่วยเหลิอ", "help"),
        ("ถัดไปป", "next"),
        ("โอเคครับ", "next"),
        ("เสร็จแล้วค่ะ", "next"),
        ("พักก่อนน้าา", "pause"),
        ("pdg]bd", "pause"),
        ("ข้อมูลของชั้น", "my_data"),
        ("ไม่มีจ้า", "none"),
        ("ม่ายมีค้าบ", "none"),
        ("ไม่รู้จะตอบอะไร", "none"),
        ("บ่ มี", "none"),
        ("จั๊กน่อ", "none"),
        ("-", "none"),
        ("👍", "other"),
        ("😀😀", "other"),
        ("", "other"),
        ("...", "other"),
        ("5555", "other"),
        ("???", "help"),
        ("ขอบคุณมากค่าา", "thanks"),
        ("สวัสดีค่ะ", "greeting"),
        ("ไอ้บ้าเอ๊ย", "abuse"),
        ("ควายยยย", "abuse"),
        ("ลบข้อมูลของฉันได้ไหมคะ", "delete_data"),
        ("ลบข้อมูลของฉันค่ะ", "delete_data"),
        ("ถอนความยินยอมครับ", "withdraw"),
        ("ขอเริ่มใหม่นะคะ", "restart"),
        ("เอ่อคือดิฉันขอลบข้อมูลที่เคยให้ไว้ทั้งหมดเลยได้ไหมคะ", "delete_data"),
        ("กลับไปข้อเมื่อกี้", "back"),
        ("ปิ๊กไปข้อตะกี้ได้ก่อเจ้า", "back"),
        ("แก้ข้อ ๒ หน่อยค่ะ", "edit"),
        ("ขอข้ามนะคะ ไม่สะดวกตอบข้อนี้", "skip"),
        ("พิมพ์ผิดค่ะ ขอแก้", "edit"),
        ("ครบแล้วค่ะ ไปต่อได้", "next"),
        ("ไม่มีอะไรเพิ่มแล้ว ไปต่อ", "next"),
        ("งง ข้ามเลย", "skip"),
        ("ขอเบิ่งที่ตอบไปแหน่", "my_data"),
        ("kaam loei", "skip"),
        ("yorn klab", "back"),
        ("mai ru krub", "none"),
        ("-hk,8jt", "skip"),
        ("-hk,ค่ะ", "skip"),
        ("ืำปะ", "next"),
        ("5vo8;k,pbopv,", "withdraw"),
        ("''", "help"),
        ("ลบข้อมูลล", "delete_data"),
        ("ข้อมุลของฉัน", "my_data"),
        ("🔙", "back"),
        ("⏭️", "skip"),
        ("ฟหกด", "other"),
        ("jjjjj", "other"),
        ("[สติกเกอร์]", "other"),
        ("ผลการรับฟังออกหรือยังคะ", "results"),
        ("ไอ้บอทโง่เอ๊ย", "abuse"),
    ],
)
def test_what_people_really_type_is_understood(typed: str, intent: str) -> None:
    assert understood(typed) == intent


@pytest.mark.parametrize(
    "typed",
    [
        *("ยินยอม", "ยินยอมค่ะ", "ยิ่นยอม", "ยินยิม", "ผมยินยอมครับ", "ยินยอม 👍", "ยิน ยอม", "โอเค ยินยอม"),
        *("ตกลงยินยอม", "อ่านแล้วยินยอมค่ะ", "ยินยอมให้ใช้ข้อมูลได้เลย", "pbopv,", "yin yom krub"),
    ],
)
def test_the_word_of_consent_consents(typed: str) -> None:
    assert understood(typed, "consent") == "yes"


@pytest.mark.parametrize(
    "typed",
    [
        "ครับ",
        "ค่ะ",
        "โอเค",
        "ตกลง",
        "ได้",
        "ใช่",
        "ok",
        "yes",
        "👍",
        "ยอมรับ",
        "1",
        "พร้อม",
        "จ้า",
        "ยินยอมคืออะไร",
        "ยินยอมได้ไหม",
        "ยินยอมอะไร",
    ],
)
def test_a_nod_is_no_consent(typed: str) -> None:
    assert understood(typed, "consent") != "yes"


@pytest.mark.parametrize(
    "typed",
    ["ไม่ยินยอม", "ไม่", "ไม่ยินยอมค่ะ", "ไม่เอาครับ", "no", "ขอไม่ยินยอมนะคะ กลัวข้อมูลหลุด", "ไม่ให้ใช้ข้อมูล"],
)
def test_a_refusal_is_heard(typed: str) -> None:
    assert understood(typed, "consent") == "no"


@pytest.mark.parametrize("typed", ["ไม่ยินยอม", "ไม่ยิยยอม", "ไม่ยินยอน", "บ่ยินยอม"])
def test_a_refusal_never_consents_however_it_is_spelt(typed: str) -> None:
    assert understood(typed, "consent") != "yes"


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("ลบข้อมุล", "delete_data"),
        ("ลบข้อมูบ", "delete_data"),
        ("ถอนความยินยอน", "withdraw"),
        ("เริ่มใหม", "restart"),
    ],
)
def test_a_misspelt_destructive_command_is_heard_because_it_is_confirmed(typed: str, intent: str) -> None:
    assert understood(typed) == intent


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("ข้ามดีมั้ย", "skip"),
        ("ขอแก้คำตอบ เขียนชื่อหมู่บ้านผิดหลังเลย", "edit"),
        ("รบกวนลบข้อมูลด้วย เรื่องมันไม่จริง", "delete_data"),
        ("ข้ามแดน", ""),
        ("ครูไม่พอ", ""),
    ],
)
def test_a_doubt_names_the_command_perhaps_meant(typed: str, doubt: str) -> None:
    assert COMMANDS.understand(typed, "problem") == Understanding("answer", doubt)


def test_words_that_nobody_knows_beside_a_command_make_a_doubt_of_it() -> None:
    assert COMMANDS.understand("รบกวนลบข้อมูลด้วย ย่าดุ", "nothing") == Understanding("answer", "delete_data")


@pytest.mark.parametrize("typed", ["ไม่สะดวก", "ขอไม่บอกค่ะว่าเป็นใคร", "ไม่อยากบอกว่าอยู่อำเภอไหน"])
def test_who_will_not_tell_about_themself_skips(typed: str) -> None:
    assert understood(typed, "district") == "skip"


def test_a_thumb_nods_when_nothing_was_asked() -> None:
    assert understood("👍", "nothing") == "yes"


@pytest.mark.parametrize("sentence", ANSWERS)
def test_ordinary_answers_raise_no_doubt(sentence: str) -> None:
    assert COMMANDS.understand(sentence, "problem").doubt == ""


def test_a_good_word_answers_an_open_question() -> None:
    assert understood("ดีค่ะ", "current_state") == "answer"


def test_the_same_word_greets_when_nothing_was_asked() -> None:
    assert understood("ดีค่ะ") == "greeting"


@given(st.text(), st.sampled_from(["", "consent", "role", "district", "nothing", "problem"]))
def test_any_text_has_an_intent(text: str, asking: str) -> None:
    assert understood(text, asking) in {*TABLE["forms"], "answer"}


@given(st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E2E), min_size=41))
def test_a_long_message_is_never_a_destructive_command(text: str) -> None:
    assert understood(text) not in DESTRUCTIVE


@given(
    st.sampled_from([form for form, _ in FORMS]),
    st.sampled_from([text for text in ANSWERS if len(text) > 11]),
)
def test_a_command_before_a_sentence_does_not_fire(form: str, sentence: str) -> None:
    assert understood(f"{form} {sentence}", "problem") == "answer"


@given(
    st.sampled_from([form for form, _ in FORMS]),
    st.sampled_from([text for text in ANSWERS if len(text) > 11]),
)
def test_a_command_after_a_sentence_does_not_fire(form: str, sentence: str) -> None:
    assert understood(f"{sentence} {form}", "problem") == "answer"


@given(st.sampled_from(OPENINGS), st.sampled_from(sorted(CORES.items())), st.sampled_from(ENDINGS))
def test_a_command_may_be_opened_and_closed_politely(
    opening: str, core: tuple[str, str], ending: str
) -> None:
    intent, words = core
    assert understood(opening + words + ending, "problem") == intent


@given(
    st.sampled_from(sorted(CORES.values())),
    st.sampled_from([text for text in ANSWERS if len(text) > 11]),
)
def test_an_opened_command_with_a_sentence_after_it_is_kept(core: str, sentence: str) -> None:
    assert understood(f"ขอ{core}ค่ะ {sentence}", "problem") == "answer"


def with_words(name: str, *entries: str) -> dict[str, object]:
    return TABLE | {"words": TABLE["words"] | {name: list(entries)}}


def with_pattern(pattern: str) -> dict[str, object]:
    return TABLE | {"says": TABLE["says"] | {"skip": [pattern]}}


def test_a_word_list_that_mentions_itself_is_named() -> None:
    with pytest.raises(PatternError, match=r'"x \{noise\}" of the list "words.noise" .* mentions itself'):
        parse_commands(with_words("noise", "x {noise}"))


def test_two_word_lists_that_mention_each_other_are_refused() -> None:
    table = with_words("noise", "{before}")
    table["words"]["before"] = ["{noise}", "{noise} {noise}"]  # type: ignore[index]
    with pytest.raises(PatternError, match="mention each other"):
        parse_commands(table)


UNREADABLE = ("ลบ {data ให้", "{my-list}", "ลบ }", "{}", "ลบ {nowhere}", "(ลบ", "ลบ)", "? ลบ", "ลบ?", "()", "")


@pytest.mark.parametrize("pattern", UNREADABLE)
def test_a_pattern_that_cannot_be_read_is_quoted_with_its_list(pattern: str) -> None:
    with pytest.raises(PatternError) as unread:
        parse_commands(with_pattern(pattern))
    assert f'the pattern "{pattern}" of the list "says.skip" cannot be read' in str(unread.value)


def refused_as(pattern: str) -> str:
    """What the refusal quotes, or the pattern itself where it is read."""
    try:
        Patterns(Automaton(), {"a": ["ก", "(ข|ค) ก"]}).add(pattern)
    except PatternError as unread:
        return unread.pattern
    return pattern


@given(st.text(st.sampled_from("ก {}()|?*a-_"), max_size=12))
def test_any_pattern_is_read_or_refused_by_name(pattern: str) -> None:
    assert refused_as(pattern) == pattern
