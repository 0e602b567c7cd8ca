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
        known = frozenset(phrases) - {""}
        self._is_whole = {phrase[:end]: False for phrase in known for end in range(1, len(phrase))}
        self._is_whole.update(dict.fromkeys(known, True))

    def all_in(self, words: tuple[str, ...]) -> Iterator[Span]:
        """Every phrase, overlapping ones too, from left to right."""
        for start, said in enumerate(words):
            end = start + 1
            while (is_whole := self._is_whole.get(said)) is not None:
                if is_whole:
                    yield Span(start, end, said)
                if end == len(words) or end == start + _MOST_WORDS:
                    break
                said += words[end]
                end += 1

    def longest_in(self, words: tuple[str, ...]) -> list[Span]:
        """The longest phrase at each place, none overlapping another."""
        kept: list[Span] = []
        for span in self.all_in(words):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
            elif span.start == kept[-1].start:
                kept[-1] = span
        return kept
