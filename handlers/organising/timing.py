"""Which days a summary looks at, and which before them. Decides nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.organising.periods import Days, before, days
from handlers.organising.figures import WHOLE, Span

_BEGINNING = date(2000, 1, 1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Times:
    """`days` is None for the whole round; `before` is the span to compare with, (0, 0) where there is none, and
    `days_before` are the days that news are told against."""

    today: date
    days: Days | None
    span: Span
    before: Span
    days_before: Days | None
    before_label: str

    @classmethod
    def of(cls, period: str, today: date) -> "Times":
        found = days(period, today)
        if found is None:
            week_ago = Days(_BEGINNING, today + timedelta(days=1) - _WEEK)
            return cls(today, None, WHOLE, _span(week_ago), week_ago, "summary_before_week")
        earlier = _as_far(before(period, today), found, today)
        label = "summary_before_period" if earlier else "summary_before_none"
        return cls(today, found, _span(found), _span(earlier) if earlier else WHOLE, earlier, label)


def _as_far(earlier: Days | None, now: Days, today: date) -> Days | None:
    """A week that has just begun is compared with as much of the week before."""
    if earlier is None:
        return None
    gone = max(min(now.after, today + timedelta(days=1)) - now.first, timedelta(days=1))
    return Days(earlier.first, min(earlier.after, earlier.first + gone))


def _span(days: Days) -> Span:
    return days.first.toordinal(), days.after.toordinal()
