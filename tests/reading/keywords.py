"""The baseline of key words alone: the codebook's terms and rules of nearness, no learning."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.thai.phrases import Phrases, Span
from bot.thai.segment import Cut, Segmenter
from bot.thai.signs import TOGETHER, Signs, is_not_lacking
from bot.themes import Theme

MOST_THEMES = 3
_SEVERAL = 0.2
_ASKED_ABOUT = 0.4
_COUNTS = 0.8
# Facets to which "all is well" is an answer worth coding.
_WELCOMES_GOOD = frozenset({"strength", "current_state", "mechanism_current", "expected_result"})
_FINE = """ไม่มีปัญหา ไม่ได้มีปัญหา ไม่เป็นปัญหา ไม่ใช่ปัญหา หมดปัญหา ไม่มีปัญหาเรื่อง ไม่มีปัญหาด้าน ไม่ใช่เรื่อง ไม่ห่วงเรื่อง
    ไม่ต้องห่วงเรื่อง ไม่ได้พูดถึง ไม่เกี่ยวกับ ไม่น่าห่วง ไม่น่าเป็นห่วง ไม่ติดปัญหา ไม่ติดขัด"""
_TURNS = frozenset({"แต่", "แต่ว่า", "ส่วน", "เพียงแต่", "มีแต่"})


class Coder:
    def __init__(self, themes: Iterable[Theme], segmenter: Segmenter) -> None:
        self._themes = {theme.code: theme for theme in themes}
        self._segmenter = segmenter
        self._signs = Signs(self._themes.values(), segmenter)

    def code(self, cut: Cut, asking: str = "", focus: int = 0) -> tuple[str, ...]:
        """One to three codes; `focus` is the one asked about, 0 when none was."""
        scores = self._scores(cut, asking)
        for theme in scores:
            if focus > 1 and self._themes[theme].focus == focus:
                scores[theme] += _ASKED_ABOUT
        sure = [theme for theme, score in scores.items() if score >= _COUNTS]
        ranked = sorted(sure or scores, key=lambda theme: -scores[theme])[:MOST_THEMES]
        return tuple(ranked) or ("other" if self._says_something(cut.words) else "unclear",)

    def _scores(self, cut: Cut, asking: str) -> dict[str, float]:
        """The best sign, and more from the third on; in order of mention, so that ties keep it."""
        fine = self._fine.longest_in(cut.words)
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for span, sign in self._signs.among(cut):
            if sign.well and asking not in _WELCOMES_GOOD:
                continue
            if sign.well or not _is_denied(span, cut.words, fine):
                found[sign.theme][span.phrase] = sign.weight
        return {theme: max(signs.values()) + _SEVERAL * _beyond_two(signs) for theme, signs in found.items()}

    def _says_something(self, words: tuple[str, ...]) -> bool:
        """Half of it at least has to be words, or it was a slip of the hand."""
        read = sum(len(word) for word in words if len(word) > 1 and word in self._segmenter.known)
        return 2 * read >= sum(len(word) for word in words) > 0

    @cached_property
    def _fine(self) -> Phrases:
        return Phrases(self._segmenter.phrase(phrase) for phrase in _FINE.split())


def _is_denied(span: Span, words: tuple[str, ...], fine: list[Span]) -> bool:
    """ "ไม่มีปัญหาเรื่องเน็ต" and "ไม่ขาดครู" name a thing that is all right."""
    return is_not_lacking(span, words) or any(_is_beside(span, calm, words) for calm in fine)


def _is_beside(span: Span, calm: Span, words: tuple[str, ...]) -> bool:
    left, right = (calm, span) if calm.start < span.start else (span, calm)
    between = words[left.end : right.start]
    return len(between) <= 3 and not _TURNS.intersection(between)


def _beyond_two(signs: Mapping[str, float]) -> int:
    return max(0, len(signs.keys() - {TOGETHER}) - 2)
