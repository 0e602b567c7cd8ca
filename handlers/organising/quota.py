"""Tells an organiser how the month's pushes stand. Never asks LINE: it says what was known last, and as of when."""

from collections.abc import Iterator
from datetime import date

from handlers.organising.asked import Answer, Asked
from handlers.organising.saying import text
from handlers.organising.words import worded
from handlers.thai_dates import thai_date, thai_time
from models import ledger, parked, room
from models.ledger import Standing
from models.quotas import LIMITED, UNLIMITED


def quota(asked: Asked) -> Answer:
    standing = ledger.standing(asked.conn, asked.now)
    return text("\n".join([*_plan(standing), *_people(standing), *_to_come(asked), *_as_of(standing)]))


def _plan(standing: Standing) -> Iterator[str]:
    yield worded("quota_head", month=_month(standing.quota.month))
    known = {LIMITED: "quota_limited", UNLIMITED: "quota_unlimited"}
    yield worded(known.get(standing.quota.kind, "quota_unknown"), value=_number(standing.quota.value))


def _people(standing: Standing) -> Iterator[str]:
    yield worded("quota_used", used=_number(standing.used))
    if standing.reserved:
        yield worded("quota_reserved", reserved=_number(standing.reserved))
    if standing.quota.full_at is not None:
        yield worded("quota_full")
    elif standing.left is not None:
        yield worded("quota_left", left=_number(standing.left))


def _to_come(asked: Asked) -> Iterator[str]:
    digests, kept = room.next_digest(asked.conn), parked.kept(asked.conn)
    yield worded("quota_digest" if digests else "quota_no_digest", people=_number(digests))
    if kept.messages:
        yield worded("quota_kept", people=_number(kept.people), messages=_number(kept.messages))


def _as_of(standing: Standing) -> Iterator[str]:
    if standing.quota.read_at:
        yield worded("quota_as_of", when=thai_time(standing.quota.read_at))
    yield worded("quota_note")


def _month(month: str) -> str:
    """พฤศจิกายน 2569"""
    return thai_date(date.fromisoformat(f"{month}-01")).split(" ", 1)[1]


def _number(people: int | None) -> str:
    return f"{people or 0:,}"
