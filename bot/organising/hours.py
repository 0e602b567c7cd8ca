"""A weekday and an hour, as people say them: "วันศุกร์ 16.00", "อังคาร บ่าย 2". Knows no dates."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.organising.letters import sound_of

_HOUR = "{hour}"
_NUMBER = r"(?P<hour>[0-9]{1,2})(?:[.][0]{2})?"
_MOST = 23


class Hours:
    def __init__(self, clock: Mapping[str, Any], polite: Iterable[str]) -> None:
        self._days = {sound_of(said): day for day, names in clock["days"].items() for said in names}
        self._whole = {sound_of(said): hour for hour, names in clock["whole"].items() for said in names}
        self._forms = [
            (_pattern(form), int(more)) for more, forms in clock["hours"].items() for form in forms
        ]
        small = _any((*clock["fillers"], *polite))
        self._between = re.compile(f"(?:{small})*")
        self._day = re.compile(f"(?:{_alternatives(self._days)})")

    def read(self, text: str) -> str:
        """The day, Monday is 1, and the full hour, as in "5 16"; "" when it says anything else, or not both."""
        said = sound_of(text)
        at = self._past_small(said, 0)
        day = self._day.match(said, at)
        if not day:
            return ""
        hour = self._hour(said, self._past_small(said, day.end()))
        return f"{self._days[day[0]]} {hour}" if hour else ""

    def _hour(self, said: str, at: int) -> str:
        for word, hour in self._whole.items():
            if said.startswith(word, at) and self._is_over(said, at + len(word)):
                return str(hour)
        for pattern, more in self._forms:
            found = pattern.match(said, at)
            if found and self._is_over(said, found.end()) and int(found["hour"]) + more <= _MOST:
                return str(int(found["hour"]) + more)
        return ""

    def _is_over(self, said: str, at: int) -> bool:
        return self._past_small(said, at) == len(said)

    def _past_small(self, said: str, at: int) -> int:
        small = self._between.match(said, at)
        return small.end() if small else at


def _pattern(form: str) -> re.Pattern[str]:
    before, after = form.split(_HOUR)
    return re.compile(f"{re.escape(sound_of(before))}{_NUMBER}{re.escape(sound_of(after))}")


def _any(words: Iterable[str]) -> str:
    return _alternatives({sound_of(word) for word in words})


def _alternatives(sounds: Iterable[str]) -> str:
    return "|".join(re.escape(sound) for sound in sorted(sounds, key=len, reverse=True))
