"""Days and times as Thai people write them: the month's name, the year of the Buddhist era. Knows no clock.

A moment is told in milliseconds since 1970, UTC.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

BUDDHIST_ERA = 543
_THAILAND = timezone(timedelta(hours=7))
_MONTHS = """มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน
    ธันวาคม""".split()
SHORT_MONTHS = tuple("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split())


def thai_days(first: date, last: date) -> str:
    """18–24 พฤศจิกายน 2569"""
    if first == last:
        return thai_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{thai_date(last)}"
    return f"{thai_date(first)} – {thai_date(last)}"


def thai_date(day: date, era: str = "") -> str:
    """27 พฤศจิกายน 2569"""
    return f"{day.day} {_MONTHS[day.month - 1]} {era}{day.year + BUDDHIST_ERA}"


def thai_time(at: int) -> str:
    """27 พฤศจิกายน พ.ศ. 2569 เวลา 14.05 น."""
    here = in_thailand(at)
    return f"{thai_date(here, 'พ.ศ. ')} เวลา {here:%H.%M} น."


def iso_time(at: int) -> str:
    """2026-11-27T14:05:09+07:00"""
    return in_thailand(at).isoformat()


def in_thailand(at: int) -> datetime:
    """What calendars and clocks showed there, to the second."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(_THAILAND)


def day_of(at: int) -> date:
    return in_thailand(at).date()


def noon_of(day: date) -> int:
    return _moment(day, time(12))


def midnight_of(day: date) -> int:
    """The first moment of this day."""
    return _moment(day, time())


def end_of(day: date) -> int:
    """The first moment after this day."""
    return _moment(day + timedelta(days=1), time())


def _moment(day: date, hour: time) -> int:
    return int(datetime.combine(day, hour, _THAILAND).timestamp() * 1000)
