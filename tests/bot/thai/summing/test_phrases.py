"""Key phrases: whole phrases, counted in people, and laws for any answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.summing.keyphrases import KeyPhrase
from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice
from tests.bot.thai.summing.conftest import shared_summing, voice, voices

SCHOOLS = """
    ครูไม่ครบชั้นค่ะ ต้องสอนรวมกัน
    โรงเรียนเราครูไม่ครบชั้นมาสามปีแล้ว
    ครูไม่ครบชั้น เด็กเลยเรียนไม่ทัน
    หน้าฝนรถรับส่งเข้าไม่ถึงหมู่บ้าน
    อยากให้มีรถรับ-ส่งนักเรียนฟรีครับ
    รถรับส่งมาตีห้า เด็กง่วงมาเรียน
    อินเตอร์เน็ตช้ามาก เรียนออนไลน์ไม่ได้
    บ้านหนูอินเทอร์เน็ตช้า ส่งการบ้านไม่ทัน
    ห้องน้ำโรงเรียนไม่มีน้ำใช้ครับ
    ห้องน้ำเด็กอนุบาลประตูพัง
    ขอบคุณครับ
    ไม่มีความเห็นค่ะ
"""
ANY_VOICES = st.lists(
    st.builds(
        Voice,
        code=st.sampled_from(("a1", "a2", "a3")),
        person=st.sampled_from(("p1", "p2", "p3")),
        text=st.sampled_from([line.strip() for line in SCHOOLS.strip().splitlines()]) | st.text(max_size=20),
        themes=st.just(()),
        stance=st.just("problem"),
        given_at=st.integers(0, 3),
    ),
    max_size=12,
)


def phrases(texts: str, most: int = 20) -> dict[str, int]:
    summing = shared_summing()
    return {one.phrase: one.people for one in summing.key_phrases(summing.hear(voices(texts)), most)}


@pytest.mark.parametrize(
    ("phrase", "people"), [("ครูไม่ครบชั้น", 3), ("รถรับส่ง", 3), ("อินเทอร์เน็ตช้า", 2), ("ห้องน้ำ", 2)]
)
def test_a_phrase_is_what_an_official_would_underline(phrase: str, people: int) -> None:
    assert phrases(SCHOOLS).get(phrase) == people


BITS = "ไม่ครบ ครบชั้น ไม่ครบชั้น ครู รถ รับส่ง ช้า ค่ะ ขอบคุณ เด็ก อินเทอร์เน็ต"


@pytest.mark.parametrize("bit", BITS.split())
def test_bits_of_phrases_and_words_that_say_nothing_are_none(bit: str) -> None:
    assert bit not in phrases(SCHOOLS)


def test_what_one_person_repeats_is_no_phrase(summing: Summing) -> None:
    heard = summing.hear([voice("หลังคารั่ว", "p"), voice("หลังคารั่วอีกแล้ว", "p")])
    assert summing.key_phrases(heard, 9) == ()


def test_people_are_counted_and_not_mentions(summing: Summing) -> None:
    heard = summing.hear([voice("หลังคารั่ว", "p"), voice("หลังคารั่วอีก", "p"), voice("หลังคารั่ว", "q")])
    assert [(one.phrase, one.people, len(one.codes)) for one in summing.key_phrases(heard, 9)] == [
        ("หลังคารั่ว", 2, 3)
    ]


@pytest.mark.parametrize(
    ("left", "right", "phrase"),
    [
        ("งบประมานไม่พอ", "งบประมาณไม่พอ", "งบประมาณไม่พอ"),
        ("เน็ทช้ามาก", "เน็ตช้าครับ", "เน็ตช้า"),
        ("รร.ไกลบ้านมาก", "โรงเรียนไกลบ้าน", "โรงเรียนไกลบ้าน"),
        ("ผอ.ย้ายบ่อย", "ผอ ย้ายบ่อย", "ย้ายบ่อย"),
    ],
)
def test_spellings_of_one_word_make_one_phrase(left: str, right: str, phrase: str) -> None:
    assert phrases(f"{left}\n{right}") == {phrase: 2}


def test_two_wordings_of_one_claim_are_one_phrase() -> None:
    assert phrases("ครูไม่พอค่ะ\nขาดครูมานาน\nที่นี่ครูไม่พอครับ") == {"ครูไม่พอ": 3}


def test_the_opposite_is_another_phrase() -> None:
    assert phrases("ครูไม่พอ\nครูไม่พอครับ\nครูครบแล้ว\nครูครบทุกคนแล้ว").get("ครูไม่พอ") == 2


def test_an_abbreviation_is_shown_with_its_dots() -> None:
    assert "รพ.สต." in "".join(phrases("รพ.สต. มาตรวจฟันเด็ก\nอยากให้ รพสต มาตรวจฟันบ่อยๆ"))


def test_a_mask_is_never_part_of_a_phrase() -> None:
    assert not any("ชื่อ" in one for one in phrases("ครู[ชื่อ]สอนดีมาก\nครู[ชื่อ]สอนดีมากค่ะ\nครู[ชื่อ]สอนดี"))


@given(said=ANY_VOICES, order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_voices_changes_no_phrase(said: list[Voice], order: st.DataObject) -> None:
    summing = shared_summing()
    mixed = list(said)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert summing.key_phrases(summing.hear(mixed), 9) == summing.key_phrases(summing.hear(said), 9)


def is_counted_right(one: KeyPhrase, said: list[Voice]) -> bool:
    speakers = {voice.person for voice in said if voice.code in one.codes}
    return 2 <= one.people <= len(speakers)


@given(said=ANY_VOICES, most=st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_the_people_of_a_phrase_are_behind_its_codes(said: list[Voice], most: int) -> None:
    summing = shared_summing()
    found = summing.key_phrases(summing.hear(said), most)
    assert len(found) <= most
    assert all(is_counted_right(one, said) for one in found)


def test_a_word_that_was_cut_wrongly_is_no_phrase() -> None:
    said = "เรียนจบแล้วจะไปทางไหนต่อ\nถามว่าแล้วจะเอาเวลาไหนสอน\nอย่างนี้แล้วจะเรียนยังไง"
    assert not any("วจะ" in one for one in phrases(said))
