"""Makes a summary: figures from the tallies, quotes and news from the newest voices. Shows and sends nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.form import Form
from bot.organising.naming import about
from bot.organising.periods import Days
from bot.organising.scope import Scope
from bot.summaries.cells import Cell
from bot.summaries.protecting import FEWEST, may_show
from bot.summaries.silence import Targets
from bot.summaries.telling import ANSWERED, CONSENTED, FINISHED, JOINED, what_of
from bot.summaries.values import Count, Funnel, Part, Quote, Summary
from bot.thai.summing.summing import Summing
from handlers.organising.figures import WHOLE, Figures
from handlers.organising.parts import Parts
from handlers.organising.pool import NOBODY, Pool, Speakers, pool
from handlers.organising.silences import silence_of
from handlers.organising.timing import Times, narrows
from handlers.organising.trending import trend_of
from handlers.organising.words import desk_words, worded
from handlers.thai_dates import day_of, thai_date, thai_days

_MOST_FRESH, _QUOTES = 3, 2


@dataclass(frozen=True, slots=True)
class Summariser:
    """For one look at the database. `now` in ms; `fewest` people make a figure that may be shown."""

    conn: Connection
    form: Form
    summing: Summing
    targets: Targets
    round: str
    now: int
    fewest: int = FEWEST

    @property
    def figures(self) -> Figures:
        return Figures(self.conn, self.form, self.round, self.fewest)

    def of(self, scope: Scope) -> Summary:
        times = Times.of(scope, day_of(self.now))
        what = what_of(scope.focus, scope.facet, scope.theme)
        count = self.figures.of(scope, [what], times.span, times.wider)[what]
        if count is None and times.span != WHOLE and not self.figures.small(scope, [what], times.span):
            # Hidden only because these days are nearly the whole round: then that tells the same.
            return replace(self.of(replace(scope, period="")), note=worded("summary_widened"))
        if count and self._tells_others(scope, count, times):
            return replace(self.of(replace(scope, focus=0, facet="")), note=worded("summary_widened_focus"))
        heard = self.pool(scope, times.days) if count else NOBODY
        earlier = self.pool(scope, times.days_before) if count and times.days_before else NOBODY
        parts = Parts.of(self.figures, scope, times).all() if count else []
        gaps, nudge = silence_of(self.figures, self.targets, scope)
        return Summary(
            scope=scope,
            title=self.form.rounds[self.round if self.round in self.form.rounds else self.form.current].title,
            about=about(scope, self.form, times.today, desk_words()),
            dates=_dates(times),
            at=self.now,
            fewest=self.fewest,
            count=count,
            before=self._before(scope, what, times, count),
            before_label=worded(times.before_label) if count and count.people else "",
            funnel=self._funnel(scope, times),
            trend=trend_of(self.figures, scope, what, times) if count else (),
            parts=tuple(self._with_news(part, heard, earlier) for part in parts),
            quotes=self._said(scope, [part.focus for part in parts if part.count], heard),
            gaps=gaps,
            nudge=nudge,
            note=self._note(scope, what, times, count),
        )

    def pool(self, scope: Scope, days: Days | None) -> Pool:
        return pool(self.conn, self.form, self.summing, self.round, scope, days)

    def quotes(self, heard: Pool, most: int, speakers: Speakers | None = None) -> tuple[Quote, ...]:
        """Those that speak for most. None where fewer than `fewest` people spoke."""
        if heard.people < self.fewest:
            return ()
        told = speakers or Speakers.of(self.figures)
        chosen = self.summing.quotes(heard.cut, most)
        return tuple(told.quote(heard.by_code(voice.code)) for voice in chosen)

    def fresh(self, heard: Pool, earlier: Pool) -> tuple[str, ...]:
        """What is said now by some people and was not before, or clearly less."""
        if heard.people < self.fewest or earlier.people < self.fewest:
            return ()
        labels = {theme.code: theme.label for theme in self.form.themes}
        told = (one for one in self.summing.news(heard.cut, earlier.cut) if one.people_now >= self.fewest)
        return tuple(dict.fromkeys(labels.get(one.what, one.what) for one in told))

    def _said(self, scope: Scope, focuses: Sequence[int], heard: Pool) -> tuple[Quote, ...]:
        """Who is asked for by role or place is told in the first line; more of them nobody needs to know."""
        known = Speakers({}, self.form, self.fewest) if narrows(scope) else Speakers.of(self.figures)
        return tuple(
            quote for focus in focuses for quote in self.quotes(heard.of_focus(focus), _QUOTES, known)
        )

    def _with_news(self, part: Part, heard: Pool, earlier: Pool) -> Part:
        fresh = self.fresh(heard.of_focus(part.focus), earlier.of_focus(part.focus))
        return replace(part, fresh=fresh[:_MOST_FRESH])

    def _tells_others(self, scope: Scope, count: Count, times: Times) -> bool:
        """Whether the theme in all focus areas, beside this one, would tell of too few people."""
        if not scope.theme or not (scope.focus or scope.facet):
            return False
        alone = what_of(theme=scope.theme)
        everywhere = self.figures.told([alone], Cell.of(scope, self.form).whos, times.span)
        whole = sum(one.people for one in everywhere.values())
        return not may_show(count.people, self.fewest, whole)

    def news(self, scope: Scope) -> tuple[str, ...]:
        times = Times.of(scope, day_of(self.now))
        if times.days_before is None:
            return ()
        return self.fresh(self.pool(scope, times.days), self.pool(scope, times.days_before))

    def _before(self, scope: Scope, what: str, times: Times, count: Count | None) -> Count | None:
        if times.before == WHOLE or not count or not count.people:
            return None
        found = self.figures.of(scope, [what], times.before)[what]
        # Of the whole round the period before is a part: what came since must be nobody or enough.
        whole = (count.people,) if times.span == WHOLE else ()
        return found if found and may_show(found.people, self.fewest, *whole) else None

    def _funnel(self, scope: Scope, times: Times) -> Funnel | None:
        """By those who came in these days; nobody knows a role or a district of those who only came."""
        if set(scope.said) - {"round", "period"}:
            return None
        whats = (JOINED, CONSENTED, ANSWERED, FINISHED)
        told = self.figures.told(whats, [""], times.span)
        steps = [told.get((what, ""), Count()).people for what in whats]
        return Funnel(*(n if may_show(n, self.fewest) else None for n in steps))

    def _note(self, scope: Scope, what: str, times: Times, count: Count | None) -> str:
        """Why there is nothing to see, when the whole round would show more."""
        if count is not None:
            return worded("summary_coarse") if times.changed else ""
        if times.span == WHOLE:
            return ""
        return worded("summary_try_whole") if self.figures.of(scope, [what])[what] else ""


def _dates(times: Times) -> str:
    if times.days is None:
        return worded("summary_until", day=thai_date(times.today))
    return thai_days(times.days.first, min(times.days.last, times.today))
