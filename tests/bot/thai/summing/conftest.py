"""One Summing for all tests: its dictionary takes half a second. Voices are written as short as may be."""

import tomllib
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.thai.segment import Segmenter
from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice
from bot.thai.summing.wordlists import parse_word_lists
from bot.themes import parse_themes

_numbers = count(1)


@cache
def shared_summing() -> Summing:
    data = Path("bot/data")
    lists = parse_word_lists(tomllib.loads((data / "points.toml").read_text("utf-8")))
    themes = parse_themes(tomllib.loads((data / "themes.toml").read_text("utf-8")))
    terms = {term for theme in themes for term in theme.terms}
    return Summing(Segmenter(terms | lists.all_words()), lists)


@pytest.fixture(scope="session")
def summing() -> Summing:
    return shared_summing()


def voice(
    text: str, person: str = "", stance: str = "problem", theme: str = "teacher_supply", given_at: int = 0
) -> Voice:
    """A person of its own, unless one is named."""
    number = next(_numbers)
    return Voice(f"v{number}", person or f"p{number}", text, (theme,), stance, given_at)


def voices(texts: str) -> list[Voice]:
    """One for each line, each of another person."""
    return [voice(text.strip()) for text in texts.strip().splitlines()]
