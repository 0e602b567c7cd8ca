"""Where buttons of a summary lead. Decides nobody's permission: the caller says who may export."""

from collections.abc import Sequence
from dataclasses import replace

from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.summaries.values import Bar, Part, Summary
from handlers.organising.saying import Way
from handlers.organising.words import worded

_MOST_WIDER = 2


def of_summary(scope: Scope, *, exports: bool) -> tuple[Way, ...]:
    """What one may want next, the likeliest first."""
    kinds = ["compare", "silent", *["export"] * exports]
    return (*(_way(kind, Order(kind, scope)) for kind in kinds), plain(scope))


def useful(summary: Summary, given: Sequence[Way]) -> tuple[Way, ...]:
    """A hidden summary has nothing to compare: instead one may look wider, where more may be shown."""
    if summary.count:
        return tuple(given)
    return (*_wider(summary)[:_MOST_WIDER], *(way for way in given if way[1].kind != "compare"))


def _wider(summary: Summary) -> list[Way]:
    """The whole round only where the summary's note says that it shows more."""
    scope = summary.scope
    whole, everywhere = replace(scope, period=""), replace(scope, district="", zone="")
    found = {
        "whole": whole if summary.note else scope,
        "everywhere": everywhere,
        "everyone": replace(scope, role="", sector=""),
    }
    return [_way(name, Order("summary", wider)) for name, wider in found.items() if wider != scope]


def plain(scope: Scope) -> Way:
    return _way("plain", Order("summary", scope, plain=True))


def into(part: Part, scope: Scope) -> tuple[Way, ...]:
    """To the focus area alone, unless one is there already."""
    if part.focus not in (1, 2, 3) or scope.focus == part.focus:
        return ()
    return (_way("focus", Order("summary", _focused(part, scope))),)


def into_theme(bar: Bar, part: Part, scope: Scope) -> Way | None:
    """None where the theme is the one that is looked at, or too few spoke of it to tell more."""
    if bar.count is None or scope.theme == bar.code:
        return None
    order = Order("summary", replace(_focused(part, scope), theme=bar.code))
    return worded("sum_way_theme", label=bar.label), order


def nudge(scope: Scope) -> Way:
    return _way("nudge", Order("silent", scope, plain=True))


def _focused(part: Part, scope: Scope) -> Scope:
    """A facet belongs to one focus area: another has not got it."""
    if part.focus in (0, scope.focus):
        return scope
    return replace(scope, focus=part.focus, facet="")


def _way(name: str, order: Order) -> Way:
    return worded(f"sum_way_{name}"), order
