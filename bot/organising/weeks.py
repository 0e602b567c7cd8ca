"""Weeks as the weekly report names them: "2569-W48", an ISO week in a year of the Buddhist era. Knows no clock."""

import re
from datetime import date, timedelta

from bot.organising.periods import Days

FIRST_HOUR, LAST_HOUR = 7, 19
"""A report comes from seven in the morning; from eight in the evening nobody is to be disturbed."""
_BUDDHIST_ERA, _BUDDHIST = 543, 2400
_DAY = timedelta(days=1)
_WEEK = re.compile("([0-9]{4})-W([0-9]{2})")


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year + _BUDDHIST_ERA}-W{week:02}"


def days_of(week: str) -> Days | None:
    """From Monday to Sunday; None for what is no week. 2569-W48 and 2026-W48 are one."""
    found = _WEEK.fullmatch(week)
    if not found:
        return None
    year = int(found[1])
    try:
        monday = date.fromisocalendar(year - _BUDDHIST_ERA if year >= _BUDDHIST else year, int(found[2]), 1)
    except ValueError:
        return None
    return Days(monday, monday + 7 * _DAY)


def reported(today: date) -> tuple[str, Days]:
    """What a report of today tells: the seven full days up to yesterday, named after the week of yesterday."""
    return week_of(today - _DAY), Days(today - 7 * _DAY, today)


def last_full(today: date) -> str:
    """The last week that is over."""
    return week_of(today - today.isoweekday() * _DAY)


def next_day(weekday: int, today: date) -> date:
    """The first of this day of the week (Monday is 1) from today on."""
    return today + (weekday - today.isoweekday()) % 7 * _DAY


def period_of(days: Days) -> str:
    """As a `Scope` has it."""
    return f"{days.first}..{days.last}"


def chosen_time(words: str) -> tuple[int, int] | None:
    """A day of the week and an hour, from "5 16"; None for all else."""
    found = re.fullmatch("([1-7]) ([0-9]|1[0-9]|2[0-3])", words)
    return (int(found[1]), int(found[2])) if found else None


def chosen_day(step: str) -> int | None:
    return int(step) if re.fullmatch("[1-7]", step) else None


def is_waking(hour: int) -> bool:
    return FIRST_HOUR <= hour <= LAST_HOUR
