"""Voices with their words cut once, for all that a summary asks of them. Judges nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from bot.thai.phrases import Phrases
from bot.thai.segment import Segmenter
from bot.thai.summing.voice import Voice, in_order
from bot.thai.summing.wordlists import WordLists

MASK = re.compile(r"\[[^\[\]\n]{1,20}\]")
_HYPHEN = re.compile(r"(?<=[\u0e01-\u0e5b])-(?=[\u0e01-\u0e5b])")


@dataclass(frozen=True, slots=True)
class Said:
    """`clauses` are the voice's words, one spelling each, without masks and punctuation."""

    voice: Voice
    clauses: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for clause in self.clauses for word in clause)


@dataclass(frozen=True, slots=True)
class Heard:
    """In one order, whatever the order of the voices was."""

    said: tuple[Said, ...]

    def about(self, theme: str) -> "Heard":
        """The part that carries the theme; nothing is cut again."""
        return Heard(tuple(said for said in self.said if theme in said.voice.themes))

    def given(self, since: int | None = None, before: int | None = None) -> "Heard":
        """The part given at `since` or later, and earlier than `before`."""
        return Heard(tuple(said for said in self.said if _is_given(said.voice.given_at, since, before)))

    def people(self) -> int:
        return len({said.voice.person for said in self.said})


class Listener:
    """Holds the dictionary; safe to share between threads."""

    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._segmenter = segmenter
        self._lists = lists

    def hear(self, voices: Iterable[Voice]) -> Heard:
        return Heard(tuple(Said(voice, self.clauses(voice.text)) for voice in in_order(voices)))

    def clauses(self, text: str) -> tuple[tuple[str, ...], ...]:
        cut = self._segmenter.cut(_HYPHEN.sub("", MASK.sub(" ", text)))
        said_once = (word.rstrip("ๆ ") for word in cut.words)
        numbered = (pair for pair in zip(cut.clauses, said_once, strict=True) if pair[1])
        clauses = (
            tuple(word for _, word in words) for _, words in groupby(numbered, key=lambda pair: pair[0])
        )
        return tuple(tuple(self._one_spelling(clause)) for clause in clauses)

    def _one_spelling(self, clause: tuple[str, ...]) -> Iterator[str]:
        at = 0
        for span in self._spelled.longest_in(clause):
            yield from clause[at : span.start]
            yield self._spellings[span.phrase]
            at = span.end
        yield from clause[at:]

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Abbreviations too: "รพ.สต." may come in two pieces."""
        one = {word: word for word in self._lists.abbreviations} | dict(self._lists.spellings)
        return {self._segmenter.phrase(word): first for word, first in one.items()}

    @cached_property
    def _spelled(self) -> Phrases:
        return Phrases(self._spellings)


def _is_given(at: int, since: int | None, before: int | None) -> bool:
    return (since is None or at >= since) and (before is None or at < before)
