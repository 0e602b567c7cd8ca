"""Laws of masking, and the share it reaches on messages as people type them. All people are invented."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.masking import Masker
from bot.thai.segment import Segmenter

MARKS = re.compile(r"\[(?:เบอร์โทร|เลขบัตร|เลขบัญชี|อีเมล|ไลน์|ชื่อ|บ้านเลขที่|บัญชี|ทะเบียนรถ|วันเกิด)\]")
ITEM = re.compile(r"\[\[[a-z]+:(.*?)\]\]")
WRITTEN = (
    "กขคงดนมรยลวสหอ ครูนายพี่น้องตาลุงชื่อแอนสมชายใจดีเเ์่้๊๋ำิีุู0123456789๐๑๒๘๙ .-/()@:+ablineidศูนย์แปดหนึ่งหมู่ที่อยู่ม.ต.บัญชีโทร[]"
)

BEGINNINGS = (
    "fb.com/",
    "idline:",
    "ไอจี ",
    "ทะเบียน",
    "เกิดวันที่ ",
    "ร.ต.อ.",
    "นายอำเภอ",
    "คือ",
    "ผม",
    "ซอ ",
    "มู ",
    ",สมใจ",
    "และ",
)


@cache
def masker() -> Masker:
    return Masker(Segmenter([]))


def messages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts of the development set, each with its personal data."""
    for line in Path("tests/bot/thai/masking_dev.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield ITEM.sub(r"\1", line), tuple(ITEM.findall(line))


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="[]")))
def test_what_is_left_was_typed(text: str) -> None:
    at = 0
    for part in MARKS.split(masker().masked(text)):
        at = text.index(part, at) + len(part)


@settings(deadline=None)
@given(
    st.from_regex(r"0[689][0-9]{8}", fullmatch=True),
    st.sampled_from(["", "-", " ", "."]),
    st.text("กขคงครูไม่ ", max_size=20),
)
def test_no_mobile_number_survives(number: str, gap: str, words: str) -> None:
    written = gap.join((number[:3], number[3:6], number[6:]))
    assert written not in masker().masked(f"{words} {written} {words}")


@settings(deadline=None)
@given(st.sampled_from(["", "-", " ", ".", "/", "–", " - "]))
def test_a_mobile_number_survives_in_no_three_groups(gap: str) -> None:
    written = "089" + gap + "765" + gap + "4321"
    assert masker().masked(f"โทร {written} นะ") == "โทร [เบอร์โทร] นะ"


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*WRITTEN, "ครู", "น้อง", "แอน", "ด.ช.", "ชื่อ", "นายก", "[ชื่อ]", "081-234-5678", *BEGINNINGS]
        )
    )
)
def test_masking_a_masked_text_changes_nothing(parts: list[str]) -> None:
    masked = masker().masked("".join(parts))
    assert masker().masked(masked) == masked


def test_a_long_text_is_masked_to_its_end() -> None:
    assert masker().masked("ครูแอนสอนดี " * 500).count("ครู[ชื่อ]สอนดี ") == 500


def test_of_a_hundred_personal_items_ninety_eight_are_gone() -> None:
    items = [(item, masker().masked(text)) for text, found in messages() for item in found]
    assert sum(item not in masked for item, masked in items) >= 0.98 * len(items)


def test_of_a_hundred_messages_without_personal_data_ninety_nine_stay_as_they_are() -> None:
    clean = [text for text, found in messages() if not found]
    assert sum(masker().masked(text) == text for text in clean) >= 0.99 * len(clean)


def test_masking_takes_no_more_than_the_personal_data() -> None:
    took = [text for text, found in messages() if found and not _rest_stays(text, found)]
    assert len(took) <= 0.01 * sum(1 for _ in messages())


def _rest_stays(text: str, found: tuple[str, ...]) -> bool:
    rest = re.split("|".join(map(re.escape, found)), text)
    return all(part in masker().masked(text) for part in rest)
