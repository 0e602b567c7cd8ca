"""Periods and days in Thai, as short as they can be understood: "7 วัน", "1–15 มิ.ย. 2569". Knows no clock."""

import re
from collections.abc import Mapping
from datetime import date

from bot.organising.periods import Days, before, days

Words = Mapping[str, str]
"""The phrases of bot/data/organising: those used here begin with "name_"."""
_BUDDHIST_ERA = 543
_BACK = re.compile(r"last_(\d+)_days")
_BEFORE = {
    "today": "yesterday",
    **{f"this_{block}": f"last_{block}" for block in ("week", "month", "quarter", "year")},
}


def called(period: str, today: date, words: Words) -> str:
    """What people call it; the whole round for "" and for what is no period."""
    if f"name_period_{period}" in words:
        return words[f"name_period_{period}"]
    found = days(period, today)
    if found is None:
        return words["name_ever"]
    if back := _BACK.fullmatch(period):
        return words["name_period_back"].format(count=int(back[1]))
    if period.endswith(".."):
        return words["name_period_since"].format(day=_day(found.first, words))
    if period.startswith(".."):
        return words["name_period_until"].format(day=_day(found.last, words))
    return written(found, words)


def called_before(period: str, today: date, words: Words) -> str:
    """What people call the period before; empty where there is none."""
    if period in _BEFORE:
        return words[f"name_period_{_BEFORE[period]}"]
    if back := _BACK.fullmatch(period):
        return words["name_period_back_before"].format(count=int(back[1]))
    found = before(period, today)
    return written(found, words) if found else ""


def written(found: Days, words: Words) -> str:
    """Days as dates: a whole year or month by its name, one day, or the first and the last."""
    first, last, year = found.first, found.last, found.first.year + _BUDDHIST_ERA
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return words["name_year"].format(year=year)
    if first.day == 1 and (found.after.day, found.count <= 31) == (1, True):
        return words["name_month"].format(month=_month(first, words, "name_months"), year=year)
    if first == last:
        return _day(first, words)
    if first.year != last.year:
        return words["name_span"].format(first=_day(first, words), last=_day(last, words))
    slots = {"first": first.day, "last": last.day, "month": _month(first, words), "year": year}
    if first.month == last.month:
        return words["name_days"].format(**slots)
    return words["name_days_of_months"].format(**slots, last_month=_month(last, words))


def _day(day: date, words: Words) -> str:
    return words["name_day"].format(day=day.day, month=_month(day, words), year=day.year + _BUDDHIST_ERA)


def _month(day: date, words: Words, names: str = "name_short_months") -> str:
    return words[names].split()[day.month - 1]
