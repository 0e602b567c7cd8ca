"""Which words only hold others together, and how common a word is in general Thai. Knows single words, no sentence."""

import json
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from pythainlp.corpus.core import get_corpus_as_is
from pythainlp.corpus.tnc import unigram_word_freqs

_HOLDS_TOGETHER = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "PUNCT", "SCONJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_DEEDS = frozenset({"VERB", "ADJ"})
# Two corpora of universal tags: the first knows more words, the second is surer of what is a verb.
_SURER = "pos_tud_unigram.json"
_CORPORA = ("tdtb-unigram_tagger.json", _SURER)
_IN_GENERAL = 33_535_657
_UNSEEN, _SEEN = 60, 20
# Of a hundred times that two words could meet, they do so once as one word.
_MEET = 100


def kinds(words: Iterable[str]) -> dict[str, str]:
    """The usual part of speech of each word (universal tags); "" for a word that no corpus has."""
    return {word: next(filter(None, (tags(name).get(word) for name in _CORPORA)), "") for word in words}


@cache
def tags(corpus: str) -> Mapping[str, str]:
    """All words of a corpus. PyThaiNLP's own look-up goes through them one by one, which takes seconds."""
    known: dict[str, str] = json.loads("".join(get_corpus_as_is(corpus)))
    return known


def is_function(kind: str) -> bool:
    return kind in _HOLDS_TOGETHER


def is_noun(kind: str) -> bool:
    return kind in _NOUNS


class Grammar:
    """What is known of the words of one hearing; `counts` says how often each of them stands there."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._size = max(1, sum(counts.values()))
        self._kinds = kinds(counts)
        unknown = [word for word, kind in self._kinds.items() if not kind]
        self._deeds = {word for word in counts if tags(_SURER).get(word) in _DEEDS}
        self._kinds |= kinds(half for word in unknown for pair in _halves(word) for half in pair)

    def is_function(self, word: str) -> bool:
        """An unknown word is one when both its halves are: "ลงมา", "สิบสอง"."""
        kind = self._kinds[word]
        return is_function(kind) or (not kind and any(self._both_hold(pair) for pair in _halves(word)))

    def is_known(self, word: str) -> bool:
        return bool(self._kinds[word]) or self._general.get(word, 0) >= _SEEN

    def is_noun(self, word: str) -> bool:
        if word in self._deeds or self.is_function(word):
            return False
        return is_noun(self._kinds[word]) or not self._kinds[word]

    def _both_hold(self, pair: tuple[str, str]) -> bool:
        return all(is_function(self._kinds[half]) for half in pair)

    def in_general(self, word: str) -> float:
        """Its share of general Thai; of a compound that nobody counted, what its halves would give."""
        seen = self._general.get(word, 0)
        if not seen:
            met = [min(self._general.get(half, 0) for half in pair) / _MEET for pair in _halves(word)]
            seen = int(max(met, default=0))
        return (seen + _UNSEEN) / _IN_GENERAL

    def here(self, word: str) -> float:
        return self._counts[word] / self._size

    @cached_property
    def _general(self) -> Mapping[str, int]:
        counts: dict[str, int] = unigram_word_freqs()
        return counts


def _halves(word: str) -> list[tuple[str, str]]:
    return [(word[:end], word[end:]) for end in range(2, len(word) - 1)] if len(word) <= 16 else []
