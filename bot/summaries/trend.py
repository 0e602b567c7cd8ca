"""A run of days in a few equal steps, and how many people spoke in each. Pure; `days` are ordinals of dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MOST = 8
_DAYS_LONG, _WEEKS_LONG = 10, 70

Row = tuple[int, int, int, int]
"""Day, next day on which the same people spoke (0: never), people, mentions."""


@dataclass(frozen=True, slots=True)
class Bucket:
    first: int
    after: int


def buckets(first: int, after: int) -> tuple[Bucket, ...]:
    """Days, weeks or months, the last ones that fit; the last ends with the run."""
    length = after - first
    size = 1 if length <= _DAYS_LONG else 7 if length <= _WEEKS_LONG else 30
    ends = range(after, max(first, after - _MOST * size), -size)
    return tuple(Bucket(max(first, end - size), end) for end in reversed(ends))


def people_in(bucket: Bucket, rows: Iterable[Row]) -> int:
    return sum(
        people
        for day, following, people, _ in rows
        if bucket.first <= day < bucket.after and (not following or following >= bucket.after)
    )


def label(bucket: Bucket, months: tuple[str, ...]) -> str:
    """The day a step begins with: "18 พ.ย."."""
    begins = date.fromordinal(bucket.first)
    return f"{begins.day} {months[begins.month - 1]}"
