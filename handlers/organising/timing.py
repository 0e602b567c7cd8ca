"""Which days a summary looks at, and which before them. Decides nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.organising.periods import Days, before, days
from bot.organising.scope import Scope
from handlers.organising.figures import WHOLE, Span

_BEGINNING = date(2000, 1, 1)
_WEEK = timedelta(days=7)
_WINDOWS = (1, 7, 14, 30, 90)


@dataclass(frozen=True, slots=True)
class Times:
    """`days` is None for the whole round; `before` is the span to compare with, (0, 0) where there is none, and
    `days_before` are the days that news are told against. `wider` are the longer windows that end with
    the same day; `changed`: other days are shown than were asked for."""

    today: date
    days: Days | None
    span: Span
    before: Span
    days_before: Days | None
    before_label: str
    wider: tuple[Span, ...] = ()
    changed: bool = False

    @classmethod
    def of(cls, scope: Scope, today: date) -> "Times":
        """Whoever asks about some roles or places gets whole weeks, or 1, 7, 14, 30 or 90 days: days one by one would
        tell who spoke on which."""
        asked = days(scope.period, today)
        if asked is None:
            week_ago = Days(_BEGINNING, today + timedelta(days=1) - _WEEK)
            return cls(today, None, WHOLE, _span(week_ago), week_ago, "summary_before_week")
        found = _coarse(asked, today) if narrows(scope) else asked
        same = _as_far(before(scope.period, today), found, today)
        earlier = same if asked == found else Days(found.first - (found.after - found.first), found.first)
        label = "summary_before_period" if earlier else "summary_before_none"
        wider = _wider(found, today) if narrows(scope) else ()
        return cls(
            today,
            found,
            _span(found),
            _span(earlier) if earlier else WHOLE,
            earlier,
            label,
            wider,
            asked != found,
        )


def narrows(scope: Scope) -> bool:
    """Whether it asks about some people only."""
    return bool(scope.role or scope.sector or scope.district or scope.zone)


def _wider(found: Days, today: date) -> tuple[Span, ...]:
    after = today + timedelta(days=1)
    if found.after < after:
        return ()
    sizes = [size for size in _WINDOWS if size > (after - found.first).days]
    return tuple(_span(Days(after - timedelta(days=size), after)) for size in sizes)


def _coarse(found: Days, today: date) -> Days:
    after = today + timedelta(days=1)
    if found.after >= after and found.count <= _WINDOWS[-1]:
        count = next(size for size in _WINDOWS if size >= (after - found.first).days)
        return Days(after - timedelta(days=count), after)
    first = found.first - timedelta(days=found.first.weekday())
    last = found.after + timedelta(days=-found.after.weekday() % 7)
    return Days(first, max(last, first + _WEEK))


def _as_far(earlier: Days | None, now: Days, today: date) -> Days | None:
    """A week that has just begun is compared with as much of the week before."""
    if earlier is None:
        return None
    gone = max(min(now.after, today + timedelta(days=1)) - now.first, timedelta(days=1))
    return Days(earlier.first, min(earlier.after, earlier.first + gone))


def _span(days: Days) -> Span:
    return days.first.toordinal(), days.after.toordinal()
