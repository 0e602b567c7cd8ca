"""The word lists in the form in which words stand in a cut. Compares nothing."""

from functools import cached_property

from bot.thai.phrases import Phrases
from bot.thai.segment import Segmenter
from bot.thai.summing.relations import QUALITIES
from bot.thai.summing.wordlists import WordLists


class Vocabulary:
    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._phrase = segmenter.phrase
        self._lists = lists

    @cached_property
    def ones(self) -> frozenset[str]:
        return frozenset(map(self._phrase, self._lists.ones))

    @cached_property
    def phrases(self) -> Phrases:
        return Phrases(self.known)

    @cached_property
    def tails(self) -> tuple[str, ...]:
        """Longest first, so that the whole of what is said comes off."""
        qualities = [word for word, name in self.relations.items() if name in QUALITIES]
        return tuple(sorted(qualities, key=lambda word: (-len(word), word)))

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset({*self.relations, *self.synonyms, *self.silent, *self.polite, *self.places})

    @cached_property
    def relations(self) -> dict[str, str]:
        return {self._phrase(word): name for word, name in self._lists.relations.items()}

    @cached_property
    def synonyms(self) -> dict[str, str]:
        return {self._phrase(word): name for word, name in self._lists.synonyms.items()}

    @cached_property
    def same_of(self) -> dict[str, dict[str, str]]:
        return {
            relation: {self._phrase(word): name for word, name in things.items()}
            for relation, things in self._lists.same_of.items()
        }

    @cached_property
    def silent(self) -> frozenset[str]:
        return frozenset(map(self._phrase, self._lists.silent))

    @cached_property
    def polite(self) -> frozenset[str]:
        return frozenset(map(self._phrase, self._lists.polite))

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(map(self._phrase, self._lists.places))

    @cached_property
    def doubts(self) -> frozenset[str]:
        return frozenset(map(self._phrase, self._lists.doubts))
