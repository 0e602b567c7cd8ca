"""Words that narrow an order, made one `Scope`; what does not fit into one is handed back. Reads no message."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.form import Form
from bot.organising.periods import before, days
from bot.organising.scope import Scope
from bot.organising.vocabulary import FILTERS, Word

_YEAR = re.compile("[0-9]{4}-")
_WHOLES = (("role", "sector"), ("district", "zone"))
_SINCE_THEN: Mapping[str, str] = {
    "yesterday": "today",
    **{f"last_{block}": f"this_{block}" for block in ("week", "month", "quarter", "year")},
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`left` are places in the list of words: what was said beside another of its kind, or names nothing."""

    scope: Scope
    left: tuple[int, ...]


def narrowing(words: Sequence[Word], form: Form, today: date, comparing: bool = False) -> Narrowing:
    """`comparing`: "เดือนที่แล้ว" is what this month is compared with, the round before what this round is."""
    words = [_round(word) if word.name == "before" and not comparing else word for word in words]
    said, left = _first_of_each(words)
    for part, whole in _WHOLES:
        codes = _codes(words, part)
        if len(codes) > 1 and whole not in said and (found := _whole(form, part, codes)):
            said = {name: code for name, code in said.items() if name != part} | {whole: found}
            left = [at for at in left if words[at].name != part]
    period, late = _period(words, today)
    if comparing:
        period, late = _compared(words, period, late, today)
    return Narrowing(_scope(said, period), tuple(sorted((*left, *late))))


def _round(before: Word) -> Word:
    return Word("round", before.code)


def _scope(said: Mapping[str, str], period: str) -> Scope:
    named: dict[str, Any] = {name: said[name] for name in FILTERS if name in said}
    return Scope(**{**named, "focus": int(said.get("focus", 0)), "period": period})


def _first_of_each(words: Sequence[Word]) -> tuple[dict[str, str], list[int]]:
    said: dict[str, str] = {}
    left = []
    for at, word in enumerate(words):
        if word.name in FILTERS and (not word.code or said.setdefault(word.name, word.code) != word.code):
            left.append(at)
    return said, left


def _codes(words: Iterable[Word], name: str) -> frozenset[str]:
    return frozenset(word.code for word in words if word.name == name)


def _whole(form: Form, part: str, codes: frozenset[str]) -> str:
    """The sector that these roles make, the zone that these districts make."""
    places: Mapping[str, str] = {code: each.zone for code, each in form.districts.items()}
    people: Mapping[str, str] = {code: each.sector for code, each in form.roles.items()}
    whole_of = people if part == "role" else places
    wholes = {whole_of[code] for code in codes}
    found = wholes.pop()
    return found if not wholes and codes == {code for code, each in whole_of.items() if each == found} else ""


def _period(words: Sequence[Word], today: date) -> tuple[str, Sequence[int]]:
    """One period for all that was said of time, and the places of the periods that do not go into it."""
    told = _told(words)
    if not told:
        return "", []
    (_, mark, code), *more = told
    if more and _goes_on(mark, code, *more[0][1:]):
        (_, _, last), *more = more
        period = _between(code, last, today)
    elif mark:
        start, end = _ends(code, today)
        period = f"{start}.." if mark == "since" else f"..{end}"
    else:
        period = code
    period = _short(period, today)
    return period, [at for at, _, _ in (more if period else told)]


def _told(words: Sequence[Word]) -> list[tuple[int, str, str]]:
    """Each period with its place and with what stands before it: since, until or nothing."""
    told, mark = [], ""
    for at, word in enumerate(words):
        if word.name == "period":
            told.append((at, mark, word.code))
        if word.name != "small":
            mark = word.name if word.name in ("since", "until") else ""
    return told


def _goes_on(mark: str, code: str, next_mark: str, next_code: str) -> bool:
    if mark == "until" or next_mark == "since":
        return False
    return next_mark == "until" or (_is_dated(code) and _is_dated(next_code))


def _is_dated(code: str) -> bool:
    """A date or a month, and none that counts from today."""
    return code[:1].isdigit()


def _between(code: str, last: str, today: date) -> str:
    start = _ends(code, today)[0]
    return f"{start}.." if last == "today" else f"{start}..{_ends(last, today)[1]}"


def _ends(code: str, today: date) -> tuple[str, str]:
    """Its first and last day as they are written in a period, with the year if that was said or counted."""
    if ".." in code:
        start, _, end = code.partition("..")
        return start, end
    found = days(code, today)
    if found is None:
        return "", ""
    skip = 5 if _is_dated(code) and len(code) == 2 else 0
    return found.first.isoformat()[skip:], found.last.isoformat()[skip:]


def _short(period: str, today: date) -> str:
    """Without the years where they go without saying; "" if it has no days."""
    found = days(period, today)
    if found is None or not _is_dated(period.lstrip(".")):
        return period if found else ""
    bare = _YEAR.sub("", period)
    return bare if days(bare, today) == found else period


def _compared(
    words: Sequence[Word], period: str, late: Sequence[int], today: date
) -> tuple[str, Sequence[int]]:
    """The period that is compared, where what it is compared with was said too, or alone."""
    earlier = before(period, today)
    if late and earlier and all(days(words[at].code, today) == earlier for at in late):
        return period, ()
    return _SINCE_THEN.get(period, period), late
