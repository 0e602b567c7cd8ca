"""All that looking at Thai words needs, built once from the codebook: the dictionary, its signs, the lexicon."""

from collections.abc import Iterable

from bot.thai.cues import Cues
from bot.thai.features import Seen, seen
from bot.thai.lexicon import Lexicon, Words, lexicon_words
from bot.thai.segment import Cut, Segmenter
from bot.thai.signs import Signs, theme_words
from bot.thai.view import View
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
        return seen(self.view(self.segmenter.cut(text)), asking)

    def view(self, cut: Cut) -> View:
        signs = tuple(self.signs.among(cut))
        return View(cut, signs, self._lexicon.hints(cut.words), self._cues.said(cut.words))
