"""Walks through a message word by word and finds the fewest that explain it. Decides nothing about what they order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.organising.dates import Dates
from bot.organising.letters import BREAKS, Letters
from bot.organising.vocabulary import ENDING, SMALL, Vocabulary, Word

_LONG = 4
_KNOWN, _FILLER, _NEAR, _LETTER, _STRANGE = 10, 11, 35, 100, 60
# What came last: a long word, a short one, or letters that nobody knows.
_AFTER_LONG, _AFTER_SHORT, _LOST = 0, 1, 2
_SIDES = 3
_FAR = 1 << 30


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters from `first` up to `after`; without a word, nobody knows them."""

    first: int
    after: int
    word: Word | None


class _Step(NamedTuple):
    """How one came to a place the cheapest: from `at`, and what came last there."""

    cost: int
    at: int
    side: int
    word: Word | None


_Ways = list[list[_Step]]
_NOWHERE = _Step(_FAR, 0, 0, None)


class Walk:
    """The cheapest way through the letters: every word costs a little, every unknown letter much.

    A short word ("ครู") is not seen inside a longer one that nobody knows: beside such letters it stands apart.
    """

    def __init__(self, vocabulary: Vocabulary, dates: Dates) -> None:
        self._vocabulary = vocabulary
        self._dates = dates

    def through(self, letters: Letters) -> tuple[Piece, ...]:
        ways: _Ways = [[_NOWHERE] * _SIDES for _ in range(len(letters.said) + 1)]
        ways[0][_AFTER_LONG] = _Step(0, 0, _AFTER_LONG, None)
        for at, letter in enumerate(letters.said):
            if letter in BREAKS:
                for side in range(_SIDES):
                    _go(ways, at, side, at + 1, side, 0, SMALL)
            else:
                self._by_words(letters, at, ways)
                _by_a_letter(letters, at, ways)
        return tuple(self._joined(letters, _back(ways)))

    def _by_words(self, letters: Letters, at: int, ways: _Ways) -> None:
        after_long, after_short, lost = ways[at]
        apart = at in letters.opens
        near = apart or min(after_long.cost, after_short.cost) < lost.cost
        for end, word, price in self._words(letters, at, near):
            side = _AFTER_LONG if end - at >= _LONG else _AFTER_SHORT
            seen_among_strange = apart or side == _AFTER_LONG or (word is ENDING and end in letters.opens)
            for before in range(_SIDES if seen_among_strange else _LOST):
                _go(ways, at, before, end, side, price, word)

    def _words(self, letters: Letters, at: int, near: bool) -> Iterator[tuple[int, Word, int]]:
        said = letters.said
        if not said[at].isdigit() or not at or not said[at - 1].isdigit():
            for end, word in (*self._vocabulary.at(said, at), *self._dates.at(said, at)):
                if not _splits_number(said, end):
                    yield end, word, _FILLER if word is SMALL else _KNOWN
        if near:
            end = _end_of_token(letters, at)
            meant = self._vocabulary.near.find(said[at:end])
            if meant:
                yield end, meant, _NEAR

    def _joined(self, letters: Letters, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
        """Letters nobody knows that follow each other are one piece, and may after all be a name one letter off."""
        at = 0
        while at < len(pieces):
            last = at
            while pieces[last].word is None and (more := _next_strange(letters, pieces, last)):
                last = more
            first, after = pieces[at].first, pieces[last].after
            word = pieces[at].word or self._vocabulary.near.find(letters.said[first:after])
            yield Piece(first, after, word)
            at = last + 1


def _next_strange(letters: Letters, pieces: tuple[Piece, ...], at: int) -> int:
    """The place of the strange letters that go on, 0 where none do: between two numbers may be a mark ("31/2")."""
    at += 1
    if at + 1 < len(pieces) and letters.said[pieces[at].first] in BREAKS:
        at += 1
    return at if at < len(pieces) and pieces[at].word is None else 0


def _by_a_letter(letters: Letters, at: int, ways: _Ways) -> None:
    _go(ways, at, _LOST, at + 1, _LOST, _LETTER, None)
    _go(ways, at, _AFTER_LONG, at + 1, _LOST, _LETTER + _STRANGE, None)
    if at in letters.opens:
        _go(ways, at, _AFTER_SHORT, at + 1, _LOST, _LETTER + _STRANGE, None)


def _go(ways: _Ways, at: int, before: int, end: int, side: int, price: int, word: Word | None) -> None:
    cost = ways[at][before].cost + price
    if cost < ways[end][side].cost:
        ways[end][side] = _Step(cost, at, before, word)


def _back(ways: _Ways) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    end = len(ways) - 1
    side = min(range(_SIDES), key=lambda each: ways[end][each].cost)
    while end:
        step = ways[end][side]
        pieces.append(Piece(step.at, end, step.word))
        end, side = step.at, step.side
    return tuple(reversed(pieces))


def _end_of_token(letters: Letters, at: int) -> int:
    end = at + 1
    while end not in letters.opens:
        end += 1
    return end


def _splits_number(said: str, end: int) -> bool:
    return end < len(said) and said[end].isdigit() and said[end - 1].isdigit()
