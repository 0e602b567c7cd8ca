"""The guide for organisers: its pictures are there and light, and every order that it tells to type is understood."""

import re
from datetime import date
from pathlib import Path

import pytest

from handlers.data import load_orders

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "organisers-th.md").read_text(encoding="utf-8")
PICTURES = sorted(set(re.findall(r'src="(images/[^"]+)"', GUIDE)))
TYPED = sorted({words for words in re.findall("`([^`]+)`", GUIDE) if not words.isascii()})
TODAY = date(2026, 11, 25)
MOST_BYTES = 150_000


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_of_the_guide_is_light(picture: str) -> None:
    assert 0 < (DOCS / picture).stat().st_size < MOST_BYTES


def test_no_picture_of_the_guide_is_left_over() -> None:
    assert sorted(f"images/{path.name}" for path in (DOCS / "images").glob("organiser-*")) == PICTURES


@pytest.mark.parametrize("typed", TYPED)
def test_what_the_guide_tells_to_type_is_understood_as_a_whole(typed: str) -> None:
    order = load_orders().read(typed, TODAY)
    assert (order and order.unknown) == ()
