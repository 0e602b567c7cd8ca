"""Laws of weeks: each day is in one, named in the Buddhist era; a report tells seven full days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organising import weeks
from bot.organising.periods import days as days_of_period

DAY = timedelta(days=1)
DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_is_in_the_week_of_its_name(day: date) -> None:
    days = weeks.days_of(weeks.week_of(day))
    assert days is not None
    assert days.first <= day <= days.last


@given(DAYS)
def test_a_week_begins_on_monday_and_has_seven_days(day: date) -> None:
    days = weeks.days_of(weeks.week_of(day))
    assert days is not None
    assert (days.first.isoweekday(), days.count) == (1, 7)


@given(DAYS)
def test_a_report_tells_seven_days_up_to_yesterday(today: date) -> None:
    _, days = weeks.reported(today)
    assert (days.count, days.last) == (7, today - DAY)


@given(DAYS, st.integers(1, 7))
def test_reports_on_one_day_of_the_week_never_share_a_week(today: date, weekday: int) -> None:
    first = weeks.next_day(weekday, today)
    named = [weeks.reported(first + week * 7 * DAY)[0] for week in range(60)]
    assert len(set(named)) == 60


@given(DAYS, st.integers(1, 7))
def test_the_next_day_is_that_day_of_the_week_and_within_a_week(today: date, weekday: int) -> None:
    day = weeks.next_day(weekday, today)
    assert (day.isoweekday(), 0 <= (day - today).days < 7) == (weekday, True)


@given(DAYS)
def test_the_last_full_week_is_over_and_the_next_is_not(today: date) -> None:
    days = weeks.days_of(weeks.last_full(today))
    assert days is not None
    assert days.last < today <= days.last + 7 * DAY


@given(DAYS)
def test_a_scope_reads_back_which_days_a_report_tells(today: date) -> None:
    _, days = weeks.reported(today)
    assert days_of_period(weeks.period_of(days), today) == days


def test_on_monday_it_is_last_week() -> None:
    assert weeks.reported(date(2026, 11, 30))[0] == "2569-W48"


def test_a_week_may_be_named_in_either_era() -> None:
    assert weeks.days_of("2026-W48") == weeks.days_of("2569-W48")


@pytest.mark.parametrize(
    "text", ["", "2569-W54", "2569-W00", "2569-48", "W48", "2569-W48 ", "๒๕๖๙-W48", "0000-W01"]
)
def test_what_is_no_week_has_no_days(text: str) -> None:
    assert weeks.days_of(text) is None


@pytest.mark.parametrize("words", ["", "5", "8 9", "0 9", "5 24", "5 -1", "5  16", "วันศุกร์ 16"])
def test_what_is_no_time_is_none(words: str) -> None:
    assert weeks.chosen_time(words) is None


@given(st.integers(1, 7), st.integers(0, 23))
def test_a_time_is_read_as_it_was_written(day: int, hour: int) -> None:
    assert weeks.chosen_time(f"{day} {hour}") == (day, hour)


def test_nobody_is_disturbed_from_eight_in_the_evening_until_seven() -> None:
    assert [hour for hour in range(24) if weeks.is_waking(hour)] == list(range(7, 20))
