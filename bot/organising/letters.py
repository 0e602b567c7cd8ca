"""A message as its letters sound, each with its place in what was typed. Understands no word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from bot.spelling import folded

_TONES = "\u0e48-\u0e4b"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
# What sounds together: a run of Latin letters, a Thai letter with all that stands above and below it, แ as "เเ".
_UNIT = re.compile(
    f"(?s:[A-Za-z]{{1,40}}|เเ|.(?:[{_MARKS}]*\u0e4d[{_TONES}]*\u0e32|[{_MARKS}]*\u0e33?[{_TONES}]*))"
)
_HELD = 3
BREAKS = "/-.|"
"""What stands in `Letters.said` between two numbers that were apart; nothing else does."""


@dataclass(frozen=True, slots=True)
class Letters:
    """`said` as `bot/spelling.py` folds it, with one of `BREAKS` between numbers that stood apart.

    Its letter at `n` was typed from `starts[n]` to `ends[n]`; before the letters in `opens` was a space or a mark.
    """

    text: str
    said: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    opens: frozenset[int]

    def typed(self, first: int, after: int) -> str:
        return self.text[self.starts[first] : self.ends[after - 1]]


def letters_of(text: str) -> Letters:
    said: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    opens = {0}
    end = 0
    for sound, start, after in _sounds(text):
        if start > end and said:
            if said[-1].isdigit() and sound.isdigit():
                said.append(_break(text[end:start]))
                starts.append(end)
                ends.append(end)
            opens.add(len(said))
        said.extend(sound)
        starts.extend([start] * len(sound))
        ends.extend([after] * len(sound))
        end = after
    return Letters(text, "".join(said), tuple(starts), tuple(ends), frozenset({*opens, len(said)}))


def sound_of(word: str) -> str:
    return letters_of(word).said


def _sounds(text: str) -> Iterator[tuple[str, int, int]]:
    """What makes no sound is left out; a letter held down counts once."""
    at = 0
    for unit, run in groupby(match[0] for match in _UNIT.finditer(text)):
        count, sound = sum(1 for _ in run), _sound(unit)
        size = len(unit)
        if sound and count >= _HELD and not sound.isdigit():
            yield sound, at, at + count * size
        elif sound:
            for start in range(at, at + count * size, size):
                yield sound, start, start + size
        at += count * size


@lru_cache(maxsize=4096)
def _sound(unit: str) -> str:
    return folded(unit)


def _break(gap: str) -> str:
    if "/" in gap:
        return "/"
    if any(mark in gap for mark in "-–—−~"):
        return "-"
    return "." if any(mark in gap for mark in ".:") else "|"
