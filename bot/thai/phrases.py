"""Finds known phrases among words: a phrase begins and ends where words do. Judges nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` (not included) say `phrase`."""

    start: int
    end: int
    phrase: str


class Phrases:
    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(phrase for phrase in phrases if phrase)
        self._beginnings = frozenset(phrase[:end] for phrase in self._known for end in range(1, len(phrase)))

    def all_in(self, words: tuple[str, ...]) -> Iterator[Span]:
        """Every phrase, overlapping ones too, from left to right."""
        for start in range(len(words)):
            said = ""
            for end in range(start, min(start + _MOST_WORDS, len(words))):
                said += words[end]
                if said in self._known:
                    yield Span(start, end + 1, said)
                if said not in self._beginnings:
                    break

    def longest_in(self, words: tuple[str, ...]) -> list[Span]:
        """The longest phrase at each place, none overlapping another."""
        longest: dict[int, Span] = {span.start: span for span in self.all_in(words)}
        kept: list[Span] = []
        for start in sorted(longest):
            if not kept or start >= kept[-1].end:
                kept.append(longest[start])
        return kept
