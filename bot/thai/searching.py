"""Words to search by: a text as the index knows it, nearby words for what was not found, and the place of a hit.

Both sides are cut alike, the answer and what is looked for, so that "รถ รับ-ส่ง" finds "รถรับส่ง". Finds nothing itself.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.cutting import clipped
from bot.thai.segment import Segmenter
from bot.thai.summing.grammar import is_function, kinds
from bot.thai.summing.heard import Listener
from bot.thai.summing.wordlists import WordLists
from bot.words import graphemes, tidy

VERSION = 1
"""To be raised when the words of a text change: every answer is then indexed anew."""
_NEAR, _MOST_NEAR = 70, 5
_KEPT = 512
_DENIES = "ไม่"
_BEFORE, _LOOKED_AROUND = 40, 32
_MORE = "…"


class Searcher:
    """Holds the dictionary; safe to share between threads."""

    def __init__(self, segmenter: Segmenter, lists: WordLists, terms: Iterable[str] = ()) -> None:
        """`terms` are what nearby words are looked up among."""
        self._listener = Listener(segmenter, lists)
        self._plain = Segmenter(())
        self._known = segmenter.known
        self._silent = lists.silent
        self._terms = tuple(terms)
        self._cut: dict[
            str, tuple[str, ...]
        ] = {}  # many people say the same, and one person is indexed often

    def words(self, text: str) -> tuple[str, ...]:
        """In their order, without particles and words that only hold others together."""
        known = self._cut.get(text)
        if known is None:
            if len(self._cut) >= _KEPT:
                self._cut.clear()
            known = self._cut[text] = self._cut_anew(text)
        return known

    def _cut_anew(self, text: str) -> tuple[str, ...]:
        said = (word for clause in self._listener.clauses(text) for word in clause)
        return tuple(word for whole in said for word in self._parts(whole) if self._tells(word))

    def near(self, text: str) -> tuple[str, ...]:
        """Terms that are spelt nearly like this, the nearest first."""
        found = process.extract(
            tidy(text[:60]), self._near_terms, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST_NEAR
        )
        return tuple(term for term, score, _ in found if score < 100)

    def _parts(self, word: str) -> Sequence[str]:
        """A term of ours may stand in a text with or without spaces: its words count."""
        return (word,) if word in self._known else self._plain.cut(word).words

    def _tells(self, word: str) -> bool:
        if word.isdigit() or word.startswith(_DENIES):
            return True
        return word not in self._silent and not is_function(kinds([word])[word])

    @cached_property
    def _near_terms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(tidy, self._terms)))


def snippet(text: str, words: Iterable[str], most: int) -> str:
    """At most `most` characters around the first of these words, on one line."""
    line = " ".join(text.split())
    at = _first(line.casefold(), words)
    if graphemes(line) <= most or at <= _BEFORE:
        return clipped(line, most, graphemes)
    return clipped(_MORE + line[_start(line, at) :], most, graphemes)


def _first(text: str, words: Iterable[str]) -> int:
    return min((at for word in words if (at := text.find(word)) >= 0), default=0)


def _start(text: str, at: int) -> int:
    """After a space where one is near, else between two characters."""
    begin = at - _BEFORE
    if (space := text.find(" ", begin, at)) >= 0:
        return space + 1
    return next(place for place in range(begin, at + 1) if _parts_here(text, place))


def _parts_here(text: str, at: int) -> bool:
    """Whether two characters meet there, and not the pieces of one."""
    left, right = text[max(at - _LOOKED_AROUND, 0) : at], text[at : at + _LOOKED_AROUND]
    return graphemes(left) + graphemes(right) == graphemes(left + right)
