"""The lists of Thai names, and the parts that many names share. Loads them once; knows nobody in person."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pythainlp.corpus.common import thai_family_names, thai_female_names, thai_male_names

from bot.thai.nicknames import MORE_GIVEN_NAMES

LONGEST = 20
_LONGEST_PART = 12
_SHORTEST_MADE = 5
# Letters that never begin a syllable, and those that never end one.
JOINED = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_OPENS = frozenset("เแโใไ")
_Parts = tuple[frozenset[str], frozenset[str]]


def sizes_of(run: str, shortest: int) -> range:
    """Lengths of the beginnings of `run` that could be a name, falling."""
    return range(min(len(run), LONGEST), shortest - 1, -1)


def made_of(run: str, firsts: frozenset[str], lasts: frozenset[str]) -> list[int]:
    """Lengths of the beginnings of `run` that are a first and a last part, falling."""
    starts = [at for at in range(2, min(len(run), _LONGEST_PART)) if run[:at] in firsts]
    sizes = sizes_of(run, _SHORTEST_MADE)
    return [size for size in sizes if any(run[at:size] in lasts for at in starts if at < size - 1)]


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    return frozenset(thai_male_names()) | frozenset(thai_female_names()) | MORE_GIVEN_NAMES


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    return frozenset(thai_family_names())


@lru_cache(maxsize=1)
def given_parts() -> _Parts:
    return _parts(given_names())


@lru_cache(maxsize=1)
def surname_parts() -> _Parts:
    return _parts(family_names())


def _parts(names: Iterable[str]) -> _Parts:
    firsts: Counter[str] = Counter()
    lasts: Counter[str] = Counter()
    for name in names:
        for at in range(2, len(name) - 1):
            if name[at] not in JOINED and name[at - 1] not in _OPENS:
                firsts[name[:at]] += 1
                lasts[name[at:]] += 1
    return _often(firsts, 8), _often(lasts, 5)


def _often(counts: Counter[str], least: int) -> frozenset[str]:
    return frozenset(part for part, count in counts.items() if count >= least)
