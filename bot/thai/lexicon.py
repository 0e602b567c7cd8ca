"""The words by which people touch a theme without naming it ("ฝ้าถล่ม", "เฝ้าน้อง"). Hints only: it decides nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from bot.thai.phrases import Phrases
from bot.thai.segment import Segmenter

_STRONG, _LEANING = 1.0, 0.4

Words = Mapping[str, Mapping[str, Sequence[str]]]
"""By theme: `strong` nearly decide, `leaning` only lean to it."""


class Lexicon:
    def __init__(self, words: Words, segmenter: Segmenter) -> None:
        self._words, self._segmenter = words, segmenter

    def hints(self, words: tuple[str, ...]) -> dict[str, float]:
        """How much was said for each theme; the longest phrase at each place counts."""
        said: dict[str, float] = defaultdict(float)
        for span in self._phrases.longest_in(words):
            for theme, weight in self._known[span.phrase]:
                said[theme] += weight
        return said

    @cached_property
    def _known(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        known: dict[str, dict[str, float]] = defaultdict(dict)
        for theme, lists in self._words.items():
            for name, weight in (("leaning", _LEANING), ("strong", _STRONG)):
                for word in lists.get(name, ()):
                    known[self._segmenter.phrase(word)][theme] = weight
        return {phrase: tuple(themes.items()) for phrase, themes in known.items() if phrase}

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._known)


def lexicon_words(words: Words) -> Iterable[str]:
    return (word for lists in words.values() for said in lists.values() for word in said)
