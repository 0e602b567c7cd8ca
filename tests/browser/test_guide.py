"""The guide for people and organisers: its pictures are there and light, and the words that it tells are understood."""

import re
from pathlib import Path

import pytest

from bot.groups import wish
from tests.browser.person import FORM

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guide-th.md").read_text(encoding="utf-8")
PICTURES = sorted(set(re.findall(r'src="(images/guide-[^"]+)"', GUIDE)))
NAME = "เสียงกาญจน์"
# What organisers may say to people is a sentence, no word for the bot.
TOLD = sorted({words for words in re.findall("“([^”]+)”", GUIDE) if len(words) <= 20} - {NAME})
MOST_BYTES = 150_000


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_of_the_guide_is_light(picture: str) -> None:
    assert 0 < (DOCS / picture).stat().st_size < MOST_BYTES


def test_no_picture_of_the_guide_is_left_over() -> None:
    assert sorted(f"images/{path.name}" for path in (DOCS / "images").glob("guide-*")) == PICTURES


@pytest.mark.parametrize("words", TOLD)
def test_what_the_guide_tells_to_press_or_type_is_there(words: str) -> None:
    typed = FORM.commands.understand(words).intent not in ("answer", "other")
    in_group = wish(words, mentioned=False, linked=True, commands=FORM.commands).what != "nothing"
    assert words in FORM.buttons.values() or typed or in_group
