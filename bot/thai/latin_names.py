"""Names in Latin letters behind a title: ครู John, teacher Mary. Words of school life in capitals are none."""

import re
from collections.abc import Iterator

_NAME = re.compile(r" ?(?P<name>[A-Z][a-z]{2,15})(?![A-Za-z0-9@._])")
_TITLE = re.compile(r"(?<![A-Za-z])(?:Mrs?|Ms|Miss|[Tt]eacher|Sir|T\.)\.?(?= ?[A-Z][a-z])")
_NO_NAMES = frozenset(
    """English Thai Zoom Google Line Facebook Excel Word Canva Youtube Tiktok Teams Meet Chat Gpt Online Onsite Ict Stem
    Phonics Active Learning Coding Robot Chinese Math Science Part Time Full Native Program Meeting Powerpoint Microsoft
    Kahoot Kindergarten Primary Nursery Anuban Grade Class Room Home School Camp Day""".split()
)


def name_at(text: str, at: int) -> tuple[int, int] | None:
    """The place of a Latin name that begins at `at`, or behind one space."""
    found = _NAME.match(text, at)
    return found.span("name") if found and found["name"] not in _NO_NAMES else None


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Behind English titles."""
    for title in _TITLE.finditer(text):
        if name := name_at(text, title.end()):
            yield name
