"""Days from one date to another, whose years people leave out. Knows no names of periods."""

from dataclasses import dataclass
from datetime import date, timedelta

EVER = date(2000, 1, 1)
"""Long before anything was heard."""
_DAY = timedelta(days=1)
_LAST_YEAR = 2199
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` up to but without `after`; never empty."""

    first: date
    after: date

    @property
    def last(self) -> date:
        return self.after - _DAY

    @property
    def count(self) -> int:
        return (self.after - self.first).days


@dataclass(frozen=True, slots=True)
class End:
    """One end of a span; `year` 0 where none was said."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, year: str | None, month: str | None, day: str | None) -> "End | None":
        return cls(int(year or 0), int(month), int(day or 0)) if month else None

    def on(self, year: int) -> date | None:
        """The 29th of February is the 28th in most years."""
        if not EVER.year <= year <= _LAST_YEAR:
            return None
        try:
            date(_LEAP, self.month, self.day)
        except ValueError:
            return None
        is_leap_day = (self.month, self.day) == (2, 29)
        return date(year, 3, 1) - _DAY if is_leap_day else date(year, self.month, self.day)

    def by(self, day: date) -> date | None:
        """The last one up to this day."""
        if self.year:
            return self.on(self.year)
        this = self.on(day.year)
        return this if this is None or this <= day else self.on(day.year - 1)

    def since(self, day: date) -> date | None:
        """The first one from this day on."""
        if self.year:
            return self.on(self.year)
        this = self.on(day.year)
        return this if this is None or this >= day else self.on(day.year + 1)

    def nearest(self, day: date) -> date | None:
        found = [each for each in (self.by(day), self.since(day)) if each]
        return min(found, key=lambda each: abs(each - day)) if found else None


def span(start: End | None, end: End | None, today: date) -> Days | None:
    """From one end to the other; None when no calendar has them, or not in this order."""
    if start is None and end is None:
        return None
    if end is None:
        first = start.by(today) if start else None
        return Days(first, max(first, today) + _DAY) if first else None
    if start is None:
        last = end.nearest(today)
        return Days(EVER, last + _DAY) if last else None
    return _closed(start, end, today)


def _closed(start: End, end: End, today: date) -> Days | None:
    known = end.on(end.year) if end.year else today
    first = start.by(known) if known else None
    last = end.since(first) if first else None
    return Days(first, last + _DAY) if first and last and first <= last else None


def month(year: int, month: int, today: date) -> Days | None:
    first = End(year, month, 1).by(today)
    return Days(first, earlier(first, -1)) if first else None


def earlier(first: date, months: int) -> date:
    """The first of the month so many months before."""
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
