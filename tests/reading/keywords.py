"""The baseline of key words alone: the codebook's terms and rules of nearness, no learning."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.thai.denial import Denial
from bot.thai.segment import Cut, Segmenter
from bot.thai.signs import TOGETHER, Signs
from bot.themes import Theme

MOST_THEMES = 3
_SEVERAL = 0.2
_ASKED_ABOUT = 0.4
_COUNTS = 0.8
# Facets to which "all is well" is an answer worth coding.
_WELCOMES_GOOD = frozenset({"strength", "current_state", "mechanism_current", "expected_result"})


class Coder:
    def __init__(self, themes: Iterable[Theme], segmenter: Segmenter) -> None:
        self._themes = {theme.code: theme for theme in themes}
        self._segmenter = segmenter
        self._denial = Denial(Signs(self._themes.values(), segmenter), segmenter)

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
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for span, sign, is_fine in self._denial.signs(cut):
            if not is_fine or (sign.well and asking in _WELCOMES_GOOD):
                found[sign.theme][span.phrase] = sign.weight
        return {theme: max(signs.values()) + _SEVERAL * _beyond_two(signs) for theme, signs in found.items()}

    def _says_something(self, words: tuple[str, ...]) -> bool:
        """Half of it at least has to be words, or it was a slip of the hand."""
        read = sum(len(word) for word in words if len(word) > 1 and word in self._segmenter.known)
        return 2 * read >= sum(len(word) for word in words) > 0


def _beyond_two(signs: Mapping[str, float]) -> int:
    return max(0, len(signs.keys() - {TOGETHER}) - 2)
