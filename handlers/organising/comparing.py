"""`เทียบรอบก่อน`: this round against the one before, or these days against those before. Changes nothing."""

from dataclasses import dataclass, replace

from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.summaries.comparing import Change, changes
from bot.summaries.telling import ANY, what_of
from bot.summaries.values import Count
from handlers.organising.asked import Answer, Asked
from handlers.organising.figures import WHOLE, Figures, Span
from handlers.organising.looking import summariser
from handlers.organising.saying import says, text, ways
from handlers.organising.timing import Times
from handlers.organising.words import worded
from handlers.thai_dates import day_of, thai_days
from models import tallies

_MOST = 8
_WEEK = "last_7_days"


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two that are compared."""

    name: str
    figures: Figures
    span: Span

    def of(self, scope: Scope, whats: list[str]) -> dict[str, Count | None]:
        return self.figures.of(scope, whats, self.span)


def compare(asked: Asked) -> Answer:
    scope = asked.order.scope
    sides = None if scope.period else _rounds(asked)
    now, before = sides or _times(asked, scope if scope.period else replace(scope, period=_WEEK))
    whole = what_of(scope.focus, scope.facet)
    all_now, all_before = (side.of(scope, [whole])[whole] for side in (now, before))
    after = ways(("way_summary", Order("summary", scope)), ("way_help", Order("help")))
    if not all_now or not all_before or not all_now.people or not all_before.people:
        return says("compare_too_few", *after, now=now.name, before=before.name)
    themes = {
        theme.code: what_of(scope.focus, scope.facet, theme.code) for theme in asked.services.form.themes
    }
    told_now, told_before = (side.of(scope, list(themes.values())) for side in (now, before))
    found = changes(
        {code: told_now[what] for code, what in themes.items()},
        {code: told_before[what] for code, what in themes.items()},
        all_now.people,
        all_before.people,
    )
    head = [
        worded("compare_head", now=now.name, before=before.name),
        worded("compare_side", name=now.name, people=all_now.people, mentions=all_now.mentions),
        worded("compare_side", name=before.name, people=all_before.people, mentions=all_before.mentions),
        "",
    ]
    return text("\n".join([*head, *(_line(asked, one) for one in found[:_MOST])]), *after)


def _rounds(asked: Asked) -> tuple[_Side, _Side] | None:
    """None where there is no round before."""
    form, codes = asked.services.form, list(asked.services.form.rounds)
    this = asked.organiser.round or asked.services.round
    named = asked.order.scope.round
    at = codes.index(this) if this in codes else 0
    before = named if named and named != this else codes[at - 1] if at else ""
    if not before or before not in codes:
        return None
    figures = summariser(asked).figures
    if not tallies.counts(asked.conn, before, [ANY], [""]):
        return None  # nobody spoke in it
    return (
        _Side(form.rounds[this].title, replace(figures, round=this), WHOLE),
        _Side(form.rounds[before].title, replace(figures, round=before), WHOLE),
    )


def _times(asked: Asked, scope: Scope) -> tuple[_Side, _Side]:
    times, figures = Times.of(scope, day_of(asked.now)), summariser(asked).figures
    days, before = times.days, times.days_before
    now_name = thai_days(days.first, min(days.last, times.today)) if days else ""
    before_name = thai_days(before.first, before.last) if before else worded("compare_nothing_before")
    return _Side(now_name, figures, times.span), _Side(before_name, figures, times.before)


def _line(asked: Asked, one: Change) -> str:
    label = next(theme.label for theme in asked.services.form.themes if theme.code == one.code)
    way = "up" if one.share_now > one.share_before else "down" if one.share_now < one.share_before else "same"
    return worded(
        f"compare_{way}",
        label=label,
        now=one.now,
        before=one.before,
        share=one.share_now,
        was=one.share_before,
    )
