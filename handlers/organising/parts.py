"""The focus areas of a summary: how many spoke there, and of which themes. Reads tallies only."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.organising.scope import Scope
from bot.summaries.protecting import may_show
from bot.summaries.telling import what_of
from bot.summaries.values import Bar, Count, Part
from handlers.organising.figures import Figures
from handlers.organising.timing import Times

_MOST_BARS, _MOST_HIDDEN = 6, 2
_FOCUSES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Parts:
    """`everywhere` tells of each theme in all focus areas together: it is asked once for all parts."""

    figures: Figures
    scope: Scope
    times: Times
    labels: Mapping[str, str]
    everywhere: Mapping[str, Count | None]

    @classmethod
    def of(cls, figures: Figures, scope: Scope, times: Times) -> "Parts":
        """A scope of one theme has no themes to tell beside it."""
        themes = () if scope.theme else figures.form.themes
        labels = {theme.code: theme.label for theme in themes if theme.focus}
        whats = {code: what_of(theme=code) for code in labels}
        told = figures.of(scope, list(whats.values()), times.span, times.wider)
        return cls(figures, scope, times, labels, {code: told[what] for code, what in whats.items()})

    def all(self) -> list[Part]:
        """Those that somebody spoke in, or where nobody may know whether."""
        focus = self.scope.focus or self._focus_of_facet()
        made = [self._part(each) for each in ([focus] if focus else _FOCUSES)]
        return [part for part in made if part.count is None or part.count.people]

    def _focus_of_facet(self) -> int:
        asked = self.figures.form.questions.values()
        facet = self.scope.facet
        return next((question.focus for question in asked if question.facet == facet), 0) if facet else 0

    def _part(self, focus: int) -> Part:
        scope, span = self.scope, self.times.span
        whole = what_of(focus, scope.facet, scope.theme)
        whats = {code: what_of(focus, scope.facet, code) for code in self.labels}
        told = self.figures.of(scope, [whole, *whats.values()], span, self.times.wider)
        small = self.figures.small(scope, list(whats.values()), span)
        bars = self._bars({code: told[what] for code, what in whats.items()})
        few = [Bar(code, self.labels[code], None) for code, what in whats.items() if what in small]
        title = self.figures.form.phrases[f"focus{focus}"]
        return Part(focus, title, told[whole], (*bars, *few[:_MOST_HIDDEN])[:_MOST_BARS])

    def _bars(self, told: Mapping[str, Count | None]) -> list[Bar]:
        """Most people first. A theme here is shown beside the same theme in all focus areas."""
        found: list[tuple[int, Bar]] = []
        for code, count in told.items():
            everywhere = self.everywhere[code]
            whole = everywhere.people if everywhere else 0
            if count and count.people and may_show(count.people, self.figures.fewest, whole):
                found.append((count.people, Bar(code, self.labels[code], count)))
        return [bar for _, bar in sorted(found, key=lambda each: (-each[0], each[1].label))]
