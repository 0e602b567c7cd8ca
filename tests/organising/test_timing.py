"""Facts of the days that a summary looks at."""

from datetime import date

import pytest

from bot.organising.periods import Days
from bot.organising.scope import Scope
from handlers.organising.figures import WHOLE
from handlers.organising.timing import Times

TODAY = date(2026, 11, 24)  # a Tuesday


def times(period: str, **who: str) -> Times:
    return Times.of(Scope(period=period, **who), TODAY)


def test_without_a_period_it_is_the_whole_round() -> None:
    assert times("").span == WHOLE


def test_the_whole_round_is_compared_with_a_week_ago() -> None:
    assert times("").before == (date(2000, 1, 1).toordinal(), date(2026, 11, 18).toordinal())


def test_everybodys_days_are_those_that_were_asked_for() -> None:
    assert times("last_8_days").days == Days(date(2026, 11, 17), date(2026, 11, 25))


@pytest.mark.parametrize(("asked", "days"), [(1, 1), (2, 7), (7, 7), (8, 14), (30, 30), (31, 90)])
def test_some_peoples_days_come_in_few_sizes(asked: int, days: int) -> None:
    found = times(f"last_{asked}_days", role="teacher").days
    assert found is not None
    assert found.count == days


def test_that_other_days_are_shown_is_known() -> None:
    assert (times("last_8_days", role="teacher").changed, times("last_7_days", role="teacher").changed) == (
        True,
        False,
    )


def test_days_in_the_past_of_some_people_are_whole_weeks() -> None:
    found = times("2026-10-07..2026-10-14", district="7102").days
    assert found == Days(date(2026, 10, 5), date(2026, 10, 19))


def test_some_peoples_days_are_shown_beside_every_longer_window() -> None:
    assert [after - first for first, after in times("last_7_days", zone="z1").wider] == [14, 30, 90]


def test_a_week_that_has_just_begun_is_compared_with_as_much_of_the_week_before() -> None:
    assert times("this_week").days_before == Days(date(2026, 11, 16), date(2026, 11, 18))
