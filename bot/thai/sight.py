"""All that looking at Thai words needs, built once from the codebook: the dictionary, its signs, the lexicon."""

from collections.abc import Iterable

from bot.thai.cues import Cues
from bot.thai.features import Seen, seen
from bot.thai.lexicon import Lexicon, Words, lexicon_words
from bot.thai.segment import Cut, Segmenter
from bot.thai.signs import Signs, theme_words
from bot.themes import Theme


class Sight:
    def __init__(self, themes: Iterable[Theme], words: Words) -> None:
        known = tuple(themes)
        self.themes = {theme.code: theme for theme in known}
        self.segmenter = Segmenter((*theme_words(known), *lexicon_words(words)))
        self.signs = Signs(known, self.segmenter)
        self._lexicon = Lexicon(words, self.segmenter)
        self._cues = Cues(self.segmenter)

    def of(self, text: str, asking: str) -> Seen:
        return self.of_cut(self.segmenter.cut(text), asking)

    def of_cut(self, cut: Cut, asking: str) -> Seen:
        return seen(cut, asking, self.signs, self._lexicon, self._cues)

    def plainly(self, cut: Cut) -> str:
        """ "problem" or "praise" where there are words of that kind only; empty otherwise."""
        said = {kind for kind in self._cues.said(cut.words) if kind in ("problem", "praise", "proposal")}
        return said.pop() if len(said) == 1 and "proposal" not in said else ""
