"""Dates and counts of days inside a message: "1 ต.ค. 2569", "1/10/69", "ย้อนหลัง 2 สัปดาห์". Knows no today."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.organising.letters import sound_of
from bot.organising.vocabulary import Word

_BUDDHIST_ERA = 543
_YEAR = "2[0-9]{3}|[5-9][0-9]"
_MOST_DAYS = 999
_LEAP = 2000
_SAID = ("until", "year", "back_before", "back_after")
Found = tuple[int, Word]
Told = re.Match[str]
_DAY = "(?P<day>[0-9]{1,2})"
_NUMBERED = "(?P<month>[0-9]{1,2})"
_MONTH_OF = "(?P<month>%(month)s)(?:(?:%(year)s)?" + f"(?P<year>{_YEAR})" + "(?![0-9]|%(unit)s))?"
# What is told by each, and how it is written.
_WRITTEN = (
    ("few_days", "(?P<from>[0-9]{1,2})(?:-|%(until)s)" + _DAY + _MONTH_OF),
    ("day", _DAY + _MONTH_OF),
    ("month", _MONTH_OF),
    ("day", f"{_DAY}[/.]{_NUMBERED}(?:[/.](?P<year>{_YEAR}))?(?![0-9/.])"),
    ("day", f"{_DAY}-{_NUMBERED}-(?P<year>{_YEAR})(?![0-9])"),
    ("day", f"(?P<year>2[0-9]{{3}})-{_NUMBERED}-{_DAY}(?![0-9])"),
    ("year", "(?:%(year)s)(?P<year>2[0-9]{3})(?![0-9])"),
    ("back", "(?:%(back_before)s)?(?P<count>[0-9]{1,3}|%(number)s)(?P<unit>%(unit)s)(?:%(back_after)s)?"),
)


class Dates:
    """Compares as `bot/organising/letters.py` writes it. What no calendar has is no date."""

    def __init__(self, months: Mapping[str, str], table: Mapping[str, Any]) -> None:
        self._months = _sounds_of(months.items())
        self._numbers, self._units = _coded(table["numbers"]), _coded(table["units"])
        said = {name: [sound_of(word) for word in table[name]] for name in _SAID}
        said |= {"month": [*self._months], "number": [*self._numbers], "unit": [*self._units]}
        self._firsts = frozenset("0123456789").union(word[0] for words in said.values() for word in words)
        either = {name: _any(words) for name, words in said.items()}
        told = {"few_days": self._few_days, "day": self._day, "month": self._month}
        told |= {"year": self._year, "back": self._back}
        self._patterns = tuple((re.compile(written % either), told[name]) for name, written in _WRITTEN)

    def at(self, said: str, at: int) -> Iterator[Found]:
        if said[at] not in self._firsts:
            return
        for pattern, period in self._patterns:
            told = pattern.match(said, at)
            if told and (code := period(told)):
                yield told.end(), Word("period", code)

    def _few_days(self, told: Told) -> str:
        first, last = self._one_day(told, "from"), self._one_day(told, "day")
        return f"{first}..{last}" if first and last and first <= last else ""

    def _day(self, told: Told) -> str:
        day = self._one_day(told, "day")
        return f"{day}..{day}" if day else ""

    def _one_day(self, told: Told, name: str) -> str:
        month, day = int(self._months.get(told["month"], told["month"])), int(told[name])
        return _year_of(told) + f"{month:02}-{day:02}" if _is_day(month, day) else ""

    def _month(self, told: Told) -> str:
        return _year_of(told) + self._months[told["month"]]

    def _year(self, told: Told) -> str:
        year = _year_of(told)
        return f"{year}01-01..{year}12-31"

    def _back(self, told: Told) -> str:
        count = int(self._numbers.get(told["count"], told["count"])) * int(self._units[told["unit"]])
        return f"last_{count}_days" if 0 < count <= _MOST_DAYS else ""


def _year_of(told: Told) -> str:
    """2569, 69 and 2026 are one year."""
    if not told["year"]:
        return ""
    year = int(told["year"])
    year += 2500 if year < 100 else 0
    return f"{year - _BUDDHIST_ERA if year >= 2400 else year}-"


def _is_day(month: int, day: int) -> bool:
    try:
        date(_LEAP, month, day)
    except ValueError:
        return False
    return True


def _coded(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return _sounds_of((said, code) for code, names in table.items() for said in names)


def _sounds_of(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {sound_of(word): code for word, code in said}


def _any(sounds: Iterable[str]) -> str:
    return "|".join(re.escape(sound) for sound in sorted(sounds, key=len, reverse=True))
