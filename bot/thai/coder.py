"""Which themes, stance and facets an answer has, and how sure that is. Knows wording only, never who spoke."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.thai.cues import plainly
from bot.thai.denial import WELCOMES_GOOD, Denial, turn
from bot.thai.facets import FOCUS_OF, FREE
from bot.thai.features import Seen, seen
from bot.thai.model import Floats, Model
from bot.thai.sight import Sight
from bot.thai.view import View

MOST_THEMES = 3
SURE_ENOUGH = 0.2
"""Below this chance of the likeliest theme an answer is unclear: a person has to look at it."""
# From this chance on a further theme, a further facet, a guessed main facet is named.
_SECOND, _FACET, _MAIN = 0.42, 0.25, 0.05
# So sure that words which the dictionary does not know were understood all the same.
_PLAIN = 0.6
# In so few words, words of one kind are all there is.
_SHORT = 8
_ALONE = ("none", "other")
# What free talk answers, where its stance and focus area say so.
_TOLD = {
    ("problem", 1): "problem",
    ("problem", 2): "mechanism_gap",
    ("praise", 1): "strength",
    ("praise", 2): "mechanism_current",
    ("proposal", 1): "development",
    ("proposal", 2): "mechanism_proposal",
    ("proposal", 3): "action",
}


@dataclass(frozen=True, slots=True)
class Coded:
    """`sure` is how likely the first theme is."""

    themes: tuple[str, ...]
    focus: int
    facets: tuple[str, ...]
    stance: str
    sure: float


class Coder:
    def __init__(self, model: Model, sight: Sight) -> None:
        self._model, self._sight = model, sight
        self._denial = Denial(sight.signs, sight.segmenter)
        self._known = sight.segmenter.known
        self._focuses = {code: theme.focus for code, theme in sight.themes.items()}

    def code(self, view: View, scores: Floats, asking: str = "") -> Coded:
        """`scores` are the model's for this text. Where all before a "แต่" was fine, what comes after it counts."""
        return self._decided(view, scores, asking)[1]

    def deciding(self, view: View, asking: str) -> View:
        """What is coded: all, or what comes after a polite opening."""
        return self._decided(view, self._scores(view, asking), asking)[0]

    def _decided(self, view: View, scores: Floats, asking: str) -> tuple[View, Coded]:
        whole = self._code(view, scores, asking)
        parts = turn(view.cut)
        if parts is None:
            return view, whole
        before, after = map(self._sight.view, parts)
        if whole.themes != ("none",) and not self._opens_politely(before, asking):
            return view, whole
        rest = self._code(after, self._scores(after, asking), asking)
        return (view, whole) if rest.themes[0] in ("none", "unclear") else (after, rest)

    def _opens_politely(self, before: View, asking: str) -> bool:
        """Asked for what is wrong or wanted, people say first what is right."""
        if asking in WELCOMES_GOOD:
            return False
        opening = self._code(before, self._scores(before, asking), asking)
        return opening.stance in ("praise", "none")

    def _scores(self, view: View, asking: str) -> Floats:
        return self._model.scores(seen(view, asking))

    def _code(self, view: View, scores: Floats, asking: str) -> Coded:
        chances = self._model.chances(scores, "theme")
        fine = self._denial.fine(view.cut, view.signs, asking)
        themes = self._themes(view.cut.words, chances, fine)
        focus = self._focus(chances, asking, themes)
        stance = self._stance(view, scores, fine, themes)
        facets = self._facets(scores, asking, focus, stance)
        return Coded(themes, focus, facets, stance, chances.get(themes[0], max(chances.values())))

    def chances(self, seen: Seen) -> dict[str, float]:
        """How likely each theme is."""
        return self._model.chances(self._model.scores(seen), "theme")

    def _themes(
        self, words: tuple[str, ...], chances: Mapping[str, float], fine: frozenset[str]
    ) -> tuple[str, ...]:
        left = {theme: chance for theme, chance in chances.items() if theme not in fine}
        ranked = sorted(left, key=lambda theme: -left[theme])
        if left[ranked[0]] < _PLAIN and not self._says_something(words):
            return ("unclear",)
        if fine and (left[ranked[0]] < _SECOND or ranked[0] in _ALONE):
            return ("none",)
        if left[ranked[0]] < SURE_ENOUGH:
            return ("unclear",)
        if ranked[0] in _ALONE:
            return (ranked[0],)
        more = (theme for theme in ranked[1:MOST_THEMES] if left[theme] >= _SECOND and theme not in _ALONE)
        return (ranked[0], *more)

    def _stance(self, view: View, scores: Floats, fine: frozenset[str], themes: tuple[str, ...]) -> str:
        stance = self._model.likeliest(scores, "stance")
        if fine and themes == ("none",):
            return "praise"
        # No question about what is good makes praise of "ไม่เคยมีใครมาช่วยเลย", none about trouble makes one of "ครูดี".
        is_short = len(view.cut.words) <= _SHORT and stance in ("praise", "problem")
        return (is_short and plainly(view.said)) or stance

    def _focus(self, chances: Mapping[str, float], asking: str, themes: tuple[str, ...]) -> int:
        """The question's; free talk belongs where its likely themes belong."""
        if asking not in FREE:
            return FOCUS_OF.get(asking, 0)
        likely = dict.fromkeys(self._focuses.values(), 0.0)
        for theme, chance in chances.items():
            likely[self._focuses[theme]] += chance
        return 0 if themes[0] in _ALONE else max(likely, key=lambda one: likely[one])

    def _facets(self, scores: Floats, asking: str, focus: int, stance: str) -> tuple[str, ...]:
        """The asked one first; what nobody asked for begins with what it answers most likely."""
        first = (asking,) if asking in FOCUS_OF else ()
        if asking in FREE and (stance, focus) in _TOLD:
            first = (*first, _TOLD[stance, focus])
        elif asking in FREE:
            main = self._model.chances(scores, "main")
            fitting = {
                one: chance for one, chance in main.items() if FOCUS_OF[one] == focus and chance >= _MAIN
            }
            first = (*first, _likeliest(fitting)) if fitting else first
        also = self._model.chances(scores, "facet")
        more = sorted((one for one in also if also[one] >= _FACET), key=lambda one: -also[one])
        return tuple(dict.fromkeys((*first, *more))) if first else ()

    def _says_something(self, words: tuple[str, ...]) -> bool:
        """Half of it at least has to be words, or it was a slip of the hand."""
        read = sum(len(word) for word in words if len(word) > 1 and word in self._known)
        return 2 * read >= sum(len(word) for word in words) > 0


def _likeliest(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda one: chances[one])
