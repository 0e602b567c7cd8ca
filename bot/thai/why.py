"""Why an answer was read as it was: for each theme the words without which it would be less likely. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

from bot.reading import Reading
from bot.thai.coder import Coder
from bot.thai.features import seen
from bot.thai.segment import Cut
from bot.thai.sight import Sight

_MOST_WORDS = 60
_MOST_THEMES = 4
_MOST_SAID = 4
_UNLIKELY = 0.05
_SPOKE = 0.15
"""How much less likely (in log odds) a theme has to be without a word for the word to have spoken for it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`words` spoke for the theme, loudest first; a theme that was not coded may stand here for comparison."""

    theme: str
    chance: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    reading: Reading
    reasons: tuple[Reason, ...] = ()

    def as_json(self) -> dict[str, object]:
        """What `siangkan read --explain` adds to a reading."""
        return self.reading.as_json() | {
            "doubt": self.reading.doubt,
            "sure": round(self.reading.sure, 2),
            "why": [
                {"theme": one.theme, "chance": round(one.chance, 2), "words": list(one.words)}
                for one in self.reasons
            ],
        }


def reasons(sight: Sight, coder: Coder, text: str, asking: str) -> tuple[Reason, ...]:
    """The likeliest themes of the words that decided, each with its words; reads once more for every word."""
    view = coder.deciding(sight.view(sight.segmenter.cut(text)), asking)
    cut, chances = view.cut, coder.chances(seen(view, asking))
    likely = sorted((one for one in chances if chances[one] >= _UNLIKELY), key=lambda one: -chances[one])
    without = [
        coder.chances(seen(sight.view(_without(cut, place)), asking))
        for place in range(min(len(cut.words), _MOST_WORDS))
    ]
    return tuple(
        Reason(theme, chances[theme], _said(cut, theme, chances, without)) for theme in likely[:_MOST_THEMES]
    )


def _without(cut: Cut, place: int) -> Cut:
    return replace(
        cut,
        words=cut.words[:place] + cut.words[place + 1 :],
        clauses=cut.clauses[:place] + cut.clauses[place + 1 :],
    )


def _said(
    cut: Cut, theme: str, chances: Mapping[str, float], without: list[dict[str, float]]
) -> tuple[str, ...]:
    weights = {place: _odds(chances[theme]) - _odds(less[theme]) for place, less in enumerate(without)}
    loud = [place for place, weight in weights.items() if weight >= _SPOKE]
    best = sorted(loud, key=lambda place: -weights[place])[:_MOST_SAID]
    return tuple(dict.fromkeys(cut.words[place] for place in best))


def _odds(chance: float) -> float:
    return log(max(chance, 1e-6) / max(1 - chance, 1e-6))
