"""Which days a period is, and which the period before it. Days are those of Thailand; knows no clock and no words."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.organising.spans import EVER, Days, End, earlier, month, span

__all__ = ["Days", "before", "days"]

_DAY = timedelta(days=1)
_END = r"(?:(\d{4})-)?(\d\d)-(\d\d)"
_SPAN = re.compile(rf"(?:{_END})?\.\.(?:{_END})?")
_MONTH = re.compile(r"(?:(\d{4})-)?(\d\d)")
_BACK = re.compile(r"last_(\d{1,4})_days")


def days(period: str, today: date) -> Days | None:
    """`period` as in `Scope`; its dates may also carry a year: "2026-06-01..2026-06-15", "2026-05".

    None for "" and for what is no period: all days. A date without a year is the last one that has come. What has
    no beginning begins in 2000; what has no end ends today.
    """
    if period in _CALENDAR:
        return _CALENDAR[period](today)
    if back := _BACK.fullmatch(period):
        return _back(int(back[1]), today)
    if named := _MONTH.fullmatch(period):
        return month(int(named[1] or 0), int(named[2]), today)
    ends = _SPAN.fullmatch(period)
    return span(End.of(*ends.groups()[:3]), End.of(*ends.groups()[3:]), today) if ends else None


def before(period: str, today: date) -> Days | None:
    """Ends where the period begins: the month, quarter, year before, else as many days. None before the beginning."""
    now = days(period, today)
    if now is None or now.first == EVER:
        return None
    if period in _MONTHS_OF:
        return Days(earlier(now.first, _MONTHS_OF[period]), now.first)
    if _MONTH.fullmatch(period):
        return Days(earlier(now.first, 1), now.first)
    return Days(now.first - timedelta(days=now.count), now.first)


def _back(count: int, today: date) -> Days | None:
    return Days(today - timedelta(days=count - 1), today + _DAY) if count else None


def _week(weeks: int) -> Callable[[date], Days]:
    def of(today: date) -> Days:
        monday = today - timedelta(days=today.weekday() + 7 * weeks)
        return Days(monday, monday + timedelta(days=7))

    return of


def _months(size: int, ago: int) -> Callable[[date], Days]:
    """A block of so many months of the calendar, this one or one before it."""

    def of(today: date) -> Days:
        first = earlier(today.replace(day=1), (today.month - 1) % size + ago * size)
        return Days(first, earlier(first, -size))

    return of


def _day(ago: int) -> Callable[[date], Days]:
    return lambda today: Days(today - timedelta(days=ago), today - timedelta(days=ago - 1))


_CALENDAR = {
    "today": _day(0),
    "yesterday": _day(1),
    "this_week": _week(0),
    "last_week": _week(1),
    "this_month": _months(1, 0),
    "last_month": _months(1, 1),
    "this_quarter": _months(3, 0),
    "last_quarter": _months(3, 1),
    "this_year": _months(12, 0),
    "last_year": _months(12, 1),
}
_MONTHS_OF = {
    f"{which}_{block}": size
    for which in ("this", "last")
    for block, size in (("month", 1), ("quarter", 3), ("year", 12))
}
