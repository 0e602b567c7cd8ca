"""Quotes: the answers that speak for most, clear, decent and unlike each other. Changes no letter of them."""

from dataclasses import dataclass

from bot.thai.segment import Segmenter
from bot.thai.summing.clarity import LONGEST, clarity
from bot.thai.summing.heard import Heard, Said
from bot.thai.summing.meaning import Meanings
from bot.thai.summing.vectors import Vector, cosine, tf_idf, total
from bot.thai.summing.voice import Voice
from bot.thai.summing.wordlists import WordLists

_COMPARED = 300
_RELEVANCE, _LIKENESS, _SAME = 0.7, 0.3, 0.75
_COMPLAINTS = frozenset({"problem", "proposal"})


@dataclass(frozen=True, slots=True)
class _Option:
    voice: Voice
    vector: Vector
    words: tuple[str, ...]
    worth: float


class Quotes:
    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._meanings = Meanings(segmenter, lists)
        self._lists = lists

    def of(self, heard: Heard, most: int, minority: bool = True) -> tuple[Voice, ...]:
        """At most one of a person, best first.

        With `minority`, one quote at least (of two or more) is of the other view when somebody holds it:
        praise among problems and proposals, or one of those among praise.
        """
        options = self._options(heard)
        short = [option for option in options if len(option.voice.text.strip()) <= LONGEST]
        chosen = self._chosen(self._chosen([], short, most), options, most)
        if minority and len(chosen) > 1:
            chosen = self._with_other_view(chosen, short, heard)
        return tuple(option.voice for option in chosen)

    def _options(self, heard: Heard) -> list[_Option]:
        vectors = tf_idf([self._words(said) for said in heard.said])
        middle = total(vectors)
        found = [
            _Option(said.voice, vector, said.words, cosine(vector, middle) * clear)
            for said, vector in zip(heard.said, vectors, strict=True)
            if (clear := clarity(said, self._lists)) > 0
        ]
        return sorted(found, key=lambda option: -option.worth)

    def _words(self, said: Said) -> list[str]:
        return [word for word in said.words if word not in self._lists.silent and not word.isdigit()]

    def _chosen(self, begun: list[_Option], options: list[_Option], most: int) -> list[_Option]:
        """Maximal marginal relevance: the next is as good as can be and as unlike the chosen as can be."""
        chosen = list(begun)
        left = options[:_COMPARED]
        best = max((option.worth for option in left), default=1.0) or 1.0
        while len(chosen) < most:
            left = [option for option in left if self._is_new(option, chosen)]
            if not left:
                break
            chosen.append(max(left, key=lambda option: _marginal(option, chosen, best)))
        return chosen

    def _is_new(self, option: _Option, chosen: list[_Option]) -> bool:
        claim = self._meanings.claim(option.words) if chosen else None
        return not any(
            option.voice.person == other.voice.person
            or cosine(option.vector, other.vector) >= _SAME
            or (claim and claim == self._meanings.claim(other.words))
            for other in chosen
        )

    def _with_other_view(self, chosen: list[_Option], options: list[_Option], heard: Heard) -> list[_Option]:
        """The last gives way to the best of the view that would be silent."""
        other = _COMPLAINTS if _is_praise(heard) else frozenset({"praise"})
        if any(option.voice.stance in other for option in chosen):
            return chosen
        kept = chosen[:-1]
        fitting = (
            option for option in options if option.voice.stance in other and self._is_new(option, kept)
        )
        return [*kept, next(fitting, chosen[-1])]


def _marginal(option: _Option, chosen: list[_Option], best: float) -> float:
    likeness = max((cosine(option.vector, other.vector) for other in chosen), default=0.0)
    return _RELEVANCE * option.worth / best - _LIKENESS * likeness


def _is_praise(heard: Heard) -> bool:
    """Whether more people praise than complain or propose."""
    praising = {said.voice.person for said in heard.said if said.voice.stance == "praise"}
    wanting = {said.voice.person for said in heard.said if said.voice.stance in _COMPLAINTS}
    return len(praising) > len(wanting)
