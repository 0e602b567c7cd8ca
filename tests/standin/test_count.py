"""Counting as LINE counts, held against the Unicode tables of another implementation."""

import pytest
import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from handlers.simulator.standin_count import graphemes, utf16_units
from handlers.simulator.standin_texts import labels, texts

THAI = "".join(chr(n) for n in range(0x0E01, 0x0E3B)) + "".join(chr(n) for n in range(0x0E3F, 0x0E5C))
LETTERS = THAI + "abc 12.\n🙂🍎"


@given(st.text(LETTERS))
def test_thai_clusters_are_counted_as_unicode_counts_them(text: str) -> None:
    assert graphemes(text) == len(regex.findall(r"\X", text))


@pytest.mark.parametrize("one", ["👨‍👩‍👧", "👍🏽", "🇹🇭", "น้ำ", "ก่ำ", "❤️", "\r\n"])
def test_clusters_of_many_code_points(one: str) -> None:
    assert graphemes(one) == len(regex.findall(r"\X", one))


@given(st.text())
def test_utf16_units_are_half_the_bytes(text: str) -> None:
    assert utf16_units(text) == sum(2 if ord(letter) > 0xFFFF else 1 for letter in text)


def test_the_words_of_a_card_come_in_reading_order() -> None:
    button = {"type": "button", "action": {"type": "message", "label": "ต่อไป", "text": "ต่อ"}}
    spans = {"type": "text", "contents": [{"type": "span", "text": "ข้อ "}, {"type": "span", "text": "3"}]}
    parts = [{"type": "text", "text": "หัวข้อ"}, spans, button]
    bubble = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": parts}}
    assert texts({"type": "flex", "altText": "ก", "contents": bubble}) == ["หัวข้อ", "ข้อ 3", "ต่อไป"]


def test_the_words_of_a_template_include_its_buttons() -> None:
    template = {"type": "confirm", "text": "ใช่ไหมคะ", "actions": [{"label": "ใช่"}, {"label": "ไม่"}]}
    assert texts({"type": "template", "template": template}) == ["ใช่ไหมคะ", "ใช่", "ไม่"]


def test_labels_include_quick_replies() -> None:
    items = [{"type": "action", "action": {"label": "ข้าม"}}]
    assert labels({"type": "text", "text": "ก", "quickReply": {"items": items}}) == ["ข้าม"]
