"""Periods: which days they are, which come before them, and what they are called."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organising.dating import called, called_before, written
from bot.organising.periods import Days, before, days

WORDS = tomllib.loads(Path("bot/data/organising/naming.th.toml").read_text("utf-8"))["phrases"]
TODAY = date(2026, 12, 1)
DAY = timedelta(days=1)
BLOCKS = ("week", "month", "quarter", "year")
NAMED = ["today", "yesterday", *(f"{which}_{block}" for which in ("this", "last") for block in BLOCKS)]


def span(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last) + DAY)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("today", span("2026-12-01", "2026-12-01")),
        ("yesterday", span("2026-11-30", "2026-11-30")),
        ("last_7_days", span("2026-11-25", "2026-12-01")),
        ("this_week", span("2026-11-30", "2026-12-06")),
        ("last_week", span("2026-11-23", "2026-11-29")),
        ("this_month", span("2026-12-01", "2026-12-31")),
        ("last_month", span("2026-11-01", "2026-11-30")),
        ("this_quarter", span("2026-10-01", "2026-12-31")),
        ("last_quarter", span("2026-07-01", "2026-09-30")),
        ("this_year", span("2026-01-01", "2026-12-31")),
        ("last_year", span("2025-01-01", "2025-12-31")),
        ("12", span("2026-12-01", "2026-12-31")),
        ("05", span("2026-05-01", "2026-05-31")),
        ("2025-05", span("2025-05-01", "2025-05-31")),
        ("06-01..06-15", span("2026-06-01", "2026-06-15")),
        ("12-15..12-20", span("2025-12-15", "2025-12-20")),
        ("11-15..01-10", span("2026-11-15", "2027-01-10")),
        ("10-01..", span("2026-10-01", "2026-12-01")),
        ("12-02..", span("2025-12-02", "2026-12-01")),
        ("..11-15", span("2000-01-01", "2026-11-15")),
        ("..12-15", span("2000-01-01", "2026-12-15")),
        ("10-01..2025-11-30", span("2025-10-01", "2025-11-30")),
        ("02-01..02-29", span("2026-02-01", "2026-02-28")),
    ],
)
def test_which_days_a_period_is(period: str, found: Days) -> None:
    assert days(period, TODAY) == found


@pytest.mark.parametrize(
    "period",
    [
        "",
        "..",
        "13",
        "02-30..",
        "last_0_days",
        "last_99999_days",
        "2026-10-05..2026-10-01",
        "next_week",
        "9999-01",
    ],
)
def test_what_is_no_period_has_no_days(period: str) -> None:
    assert days(period, TODAY) is None


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("this_week", span("2026-11-23", "2026-11-29")),
        ("this_month", span("2026-11-01", "2026-11-30")),
        ("05", span("2026-04-01", "2026-04-30")),
        ("this_quarter", span("2026-07-01", "2026-09-30")),
        ("this_year", span("2025-01-01", "2025-12-31")),
        ("last_7_days", span("2026-11-18", "2026-11-24")),
        ("06-01..06-15", span("2026-05-17", "2026-05-31")),
    ],
)
def test_which_period_came_before(period: str, found: Days) -> None:
    assert before(period, TODAY) == found


def test_nothing_came_before_what_has_no_beginning() -> None:
    assert before("..11-15", TODAY) is None


ends = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(date.isoformat)
short_ends = st.one_of(ends, ends.map(lambda day: day[5:]))
counted = st.integers(1, 400).map("last_{}_days".format)
spans = st.tuples(short_ends, st.one_of(short_ends, st.just(""))).map("..".join)
months = st.integers(1, 12).map("{:02}".format)
todays = st.dates(date(2020, 1, 1), date(2100, 12, 31))


@given(st.one_of(st.sampled_from(NAMED), counted, spans, months), todays)
def test_no_period_is_empty(period: str, today: date) -> None:
    found = days(period, today)
    assert found is None or found.first < found.after


@given(st.one_of(st.sampled_from(NAMED), counted, spans, months), todays)
def test_the_period_before_ends_where_the_period_begins(period: str, today: date) -> None:
    found, earlier = days(period, today), before(period, today)
    assert (found and found.first) == (earlier and earlier.after)


@given(st.one_of(counted, spans, st.sampled_from(["today", "yesterday", "this_week", "last_week"])), todays)
def test_the_period_before_has_as_many_days(period: str, today: date) -> None:
    found, earlier = days(period, today), before(period, today)
    assert (found and found.count) == (earlier and earlier.count)


@given(st.sampled_from(BLOCKS), todays)
def test_before_this_one_came_the_last_one(block: str, today: date) -> None:
    assert before(f"this_{block}", today) == days(f"last_{block}", today)


@given(st.text(alphabet="0123456789-._adeklnorstuwyhmq", max_size=24), todays)
def test_any_text_is_a_period_or_none(period: str, today: date) -> None:
    assert (days(period, today) is None) <= (before(period, today) is None)


@given(st.one_of(st.sampled_from(NAMED), counted, spans, months), todays)
def test_every_period_has_a_name(period: str, today: date) -> None:
    assert "{" not in called(period, today, WORDS) + called_before(period, today, WORDS)


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("last_7_days", "7 วัน"),
        ("this_week", "สัปดาห์นี้"),
        ("11", "พฤศจิกายน 2569"),
        ("10-01..", "ตั้งแต่ 1 ต.ค. 2569"),
        ("..11-15", "ถึง 15 พ.ย. 2569"),
        ("06-01..06-15", "1–15 มิ.ย. 2569"),
        ("10-01..11-15", "1 ต.ค.–15 พ.ย. 2569"),
        ("11-15..01-10", "15 พ.ย. 2569–10 ม.ค. 2570"),
        ("10-01..10-01", "1 ต.ค. 2569"),
        ("01-01..12-31", "ปี 2569"),
        ("", "ทั้งรอบ"),
        ("nonsense", "ทั้งรอบ"),
    ],
)
def test_what_a_period_is_called(period: str, name: str) -> None:
    assert called(period, TODAY, WORDS) == name


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("today", "เมื่อวาน"),
        ("this_week", "สัปดาห์ที่แล้ว"),
        ("last_7_days", "7 วันก่อนหน้า"),
        ("12", "พฤศจิกายน 2569"),
        ("last_week", "16–22 พ.ย. 2569"),
        ("", ""),
    ],
)
def test_what_the_period_before_is_called(period: str, name: str) -> None:
    assert called_before(period, TODAY, WORDS) == name


def test_days_are_written_in_short() -> None:
    assert written(span("2026-11-23", "2026-11-29"), WORDS) == "23–29 พ.ย. 2569"
