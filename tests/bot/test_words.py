"""Words: one spelling for comparing, LINE's two ways of counting, and option numbers."""

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from bot.words import distance, graphemes, key, layout_swap, number, tidy, utf16

THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B, categories=("L", "M", "N", "P")))
EMOJI = st.text(st.sampled_from("👍🙏😂👩👦🧑🏽🏻‍️❤♥☺🇹🇭🇬🇧🏴⃣1©™✈😀🐘🌧"))
ASCII = st.text(st.characters(max_codepoint=0x7F))
MIXED = st.lists(st.one_of(THAI, EMOJI, ASCII), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("เเค่นี้", "แค่นี้"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("ทำ่", "ท่ำ"),
        ("มากกกกกก", "มาก"),
        ("ธรรม", "ธรรม"),
        ("ถนนนี้น่ากลัว", "ถนนนี้น่ากลัว"),
        ("ถนนน่ากลัว", "ถนนน่ากลัว"),
        ("แบบบรรยาย", "แบบบรรยาย"),
        ("มากกกเลย", "มากเลย"),
        ("สวยยย", "สวย"),
        ("ขำ 5555555", "ขำ 555"),
        ("งบ 1000000 บาท", "งบ 1000000 บาท"),
        ("ข้อ ๒", "ข้อ 2"),
        ("  ข้าม\u00a0\u200b ข้อนี้ ", "ข้าม ข้อนี้"),
        ("OK!!! 👍🏽", "ok"),
        ("ที่่", "ที่"),
        ("ท่ี", "ที่"),
        ("อบต.", "อบต"),
        ("-", "-"),
        ("???", "?"),
        ("", ""),
    ],
)
def test_tidy_gives_one_spelling(typed: str, compared: str) -> None:
    assert tidy(typed) == compared


@pytest.mark.parametrize(
    "typed",
    [
        "ข้าม",
        "ข้ามครับ",
        "ข้ามค่ะ",
        "ข้ามคับบบ",
        "ข้ามจ้าา",
        "ข้ามนะคะ",
        "ข้ามนะค่ะ",
        "ข้ามน่ะคะ",
        "ข้าม ๆ",
        "ข้ามหน่อยค่ะ 555",
        "ข้ามฮะ 🙏",
    ],
)
def test_a_polite_ending_does_not_change_the_key(typed: str) -> None:
    assert key(typed) == "ข้าม"


@pytest.mark.parametrize(
    "word",
    [
        "ชนะ",
        "สถานะ",
        "เยอะ",
        "เลอะ",
        "เจ้า",
        "ข้าวเจ้า",
        "แนะ",
        "คุณค่า",
        "บังคับ",
        "ระงับ",
        "ครับ",
        "ค่ะ",
        "นะ",
        "สาขา",
        "ขณะ",
        "มานะ",
        "แนะแนว",
        "เถอะ",
    ],
)
def test_a_word_that_only_looks_polite_stays_whole(word: str) -> None:
    assert key(word) == word


@pytest.mark.parametrize(
    ("typed", "meant"), [("li6x", "สรุป"), ("-hk,", "ข้าม"), ("้ำสย", "help"), ("pdg]bd", "ยกเลิก")]
)
def test_keys_struck_on_the_other_layout_are_read(typed: str, meant: str) -> None:
    assert layout_swap(typed) == meant


@pytest.mark.parametrize(
    "typed", ["2", "๒", "ข้อ 2", "ข้อ๒ค่ะ", "2.", "(2)", "2)", "สอง", "ข้อสอง", "2 ครับ", "2️⃣", "②", "เลือก 2"]
)
def test_an_option_number_is_read_in_every_writing(typed: str) -> None:
    assert number(typed) == 2


@pytest.mark.parametrize("typed", ["", "ครู 2 คน", "2 คน", "2561", "ข้อ", "สองคน", "2,3", "ไม่มี", "1/2", "²x"])
def test_a_sentence_with_a_number_is_no_option(typed: str) -> None:
    assert number(typed) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("ไม่แน่ใจ ขอข้ามข้อนี้ไปก่อน", 20),
        ("น้ำ", 1),
        ("👍🏽", 1),
        ("👩‍👦", 1),
        ("🇹🇭🇬🇧", 2),
        ("❤️", 1),
        ("\r\n", 1),
        ("\u0e33", 1),
        ("", 0),
    ],
)
def test_labels_are_counted_as_people_see_them(text: str, length: int) -> None:
    assert graphemes(text) == length


@pytest.mark.parametrize(("text", "length"), [("ครู", 3), ("🍎", 2), ("", 0), ("\ud800", 1)])
def test_texts_are_counted_in_utf16_units(text: str, length: int) -> None:
    assert utf16(text) == length


@pytest.mark.parametrize(
    ("left", "right", "edits"), [("สรุป", "สุรป", 1), ("สรุป", "สรุป", 0), ("สรุป", "สรูป", 1), ("ข้าม", "พัก", 3)]
)
def test_a_swap_of_neighbours_is_one_edit(left: str, right: str, edits: int) -> None:
    assert distance(left, right, 2) == edits


@given(MIXED)
def test_clusters_agree_with_unicode(text: str) -> None:
    assert graphemes(text) == len(regex.findall(r"\X", text))


@given(st.one_of(MIXED, st.text()))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.one_of(MIXED, st.text()))
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.one_of(MIXED, st.text()).filter(lambda text: text.strip() != ""))
def test_a_key_is_empty_only_where_the_tidied_text_is(text: str) -> None:
    assert (key(text) == "") == (tidy(text) == "")


@given(st.text(st.characters(), max_size=50))
def test_a_number_is_found_or_not_in_any_text(text: str) -> None:
    assert number(text) in {None, *range(100)}


@given(st.text("abcdefghijklmnopqrstuvwxyz6-,[];'./", max_size=30).filter(bool))
def test_swapping_the_layout_twice_gives_the_keys_back(text: str) -> None:
    assert layout_swap(layout_swap(text)) == text
