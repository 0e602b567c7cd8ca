"""The one entry to what summaries need of Thai answers: phrases, points, quotes, news. Counts people, keeps nothing."""

from collections.abc import Iterable

from bot.thai.segment import Segmenter
from bot.thai.summing.heard import Heard, Listener
from bot.thai.summing.keyphrases import KeyPhrase, KeyPhrases
from bot.thai.summing.news import News, Newspaper
from bot.thai.summing.points import Point, Points
from bot.thai.summing.quotes import Quotes
from bot.thai.summing.voice import Voice
from bot.thai.summing.wordlists import WordLists


class Summing:
    """Holds dictionaries only; safe to share between threads.

    `hear` cuts the words, the rest asks what was heard, as a whole or `heard.about(theme)`. Nothing depends on
    the order of the voices.
    """

    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._listener = Listener(segmenter, lists)
        self._phrases = KeyPhrases(segmenter, lists)
        self._points = Points(segmenter, lists)
        self._quotes = Quotes(segmenter, lists)
        self._newspaper = Newspaper(self._phrases)

    def hear(self, voices: Iterable[Voice]) -> Heard:
        return self._listener.hear(voices)

    def key_phrases(self, heard: Heard, most: int) -> tuple[KeyPhrase, ...]:
        return self._phrases.of(heard, most)

    def points(self, heard: Heard) -> tuple[Point, ...]:
        return self._points.of(heard)

    def quotes(self, heard: Heard, most: int, minority: bool = True) -> tuple[Voice, ...]:
        return self._quotes.of(heard, most, minority)

    def news(self, now: Heard, before: Heard) -> tuple[News, ...]:
        return self._newspaper.of(now, before)
