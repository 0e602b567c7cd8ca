"""Words to search by are the same however they are spelt and spaced; a snippet never tears a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.thai.searching import Searcher, snippet
from bot.words import graphemes
from handlers.data import load_searcher

MOST = 40
ANY = st.text(st.sampled_from("กครูาเ้ำ่็ี ์\u200d👩👧🏽a"), max_size=200) | st.text(max_size=200)


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return load_searcher()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("รถรับส่ง", "รถ รับ-ส่ง"),
        ("รถรับส่ง", "รถรับ-ส่งนักเรียน"),
        ("ครู", "ครูู"),
        ("แม่", "เเม่"),
        ("เน็ต", "เน็ท"),
        ("อินเทอร์เน็ต", "internet"),
        ("โรงเรียน", "รร."),
        ("น้ำ", "น\u0e49\u0e4d\u0e32"),
        ("ป.4", "ป๔"),
        ("น้ำไม่ไหล", "น้ำไม่ไหลเลยค่ะ"),
        ("การเดินทาง", "เดินทาง"),
    ],
)
def test_one_thing_has_the_same_words_however_it_is_written(searcher: Searcher, one: str, other: str) -> None:
    assert searcher.words(one) == searcher.words(other) != ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ขาดครูภาษาอังกฤษค่ะ", ("ขาด", "ครู", "ภาษาอังกฤษ")),
        ("น้ำไม่ไหลมา 3 วันแล้ว", ("น้ำ", "ไม่", "ไหล", "3", "วัน")),
        ("[ชื่อคน] โทรมาบอก", ("โทร", "บอก")),
        ("และ ที่ ก็ นะคะ", ()),
        ("😀", ()),
        ("", ()),
    ],
)
def test_particles_and_marks_of_masking_are_no_words(
    searcher: Searcher, text: str, words: tuple[str, ...]
) -> None:
    assert searcher.words(text) == words


@given(ANY)
def test_any_text_has_words_and_near_words(text: str) -> None:
    searcher = load_searcher()
    assert all(isinstance(word, str) and word for word in (*searcher.words(text), *searcher.near(text)))


@pytest.mark.parametrize(
    ("typed", "meant"), [("อาหารกลางวน", "อาหารกลางวัน"), ("รถรับสง", "รถรับส่ง"), ("คอมพิวเต้อ", "คอมพิวเตอร์")]
)
def test_a_misspelt_word_is_near_the_one_that_was_meant(searcher: Searcher, typed: str, meant: str) -> None:
    assert searcher.near(typed)[0] == meant


def test_a_word_that_is_like_no_other_is_near_nothing(searcher: Searcher) -> None:
    assert searcher.near("กระดิ่งทองแดงเก้าใบ") == ()


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("ครูไม่พอ\nทุกชั้น", ["ครู"], MOST) == "ครูไม่พอ ทุกชั้น"


def test_a_snippet_of_a_long_text_begins_shortly_before_the_word() -> None:
    shown = snippet(f"{'บ้านเราอยู่ไกล ' * 20}ครูไม่พอ", ["ครู"], 60)
    assert (shown[:1], shown[-8:]) == ("…", "ครูไม่พอ")


def test_a_snippet_without_the_word_is_the_beginning() -> None:
    assert snippet("บ้าน" * 50, ["ครู"], 10) == "บ้านบ้านบ้าน…"


@given(ANY, st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_a_snippet_is_short_and_made_of_whole_characters_of_the_text(text: str, words: list[str]) -> None:
    shown, line = snippet(text, words, MOST), " ".join(text.split())
    inner = shown.removeprefix("…").removesuffix("…") if shown != line else shown
    assert graphemes(shown) <= MOST
    assert inner in line
