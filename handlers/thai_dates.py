"""Days as Thai people write them: the day, the month's name, the year of the Buddhist era. Knows no clock."""

from datetime import UTC, date, datetime, time, timedelta, timezone

THAILAND = timezone(timedelta(hours=7))
BUDDHIST_ERA = 543
_MONTHS = """มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน
    ธันวาคม""".split()


def thai_date(day: date) -> str:
    """27 พฤศจิกายน 2569"""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA}"


def day_of(at: int) -> date:
    """The day it was in Thailand at this moment (milliseconds since 1970, UTC)."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(THAILAND).date()


def end_of(day: date) -> int:
    """The first moment after this day in Thailand (milliseconds since 1970, UTC)."""
    return int(datetime.combine(day + timedelta(days=1), time(), THAILAND).timestamp() * 1000)
