"""Who may still be pushed to this month: organisers first, their digests to come keep their places. Sends nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Connection, func, select

from models import ledger, quotas
from models.ledger import Wanted
from models.organisers import organisers
from models.outgoing import ANNOUNCEMENT, DIGEST, ORGANISER

_FIRST = (DIGEST, ORGANISER)
_ORDER = (*_FIRST, ANNOUNCEMENT)
_THAILAND = timezone(timedelta(hours=7))
_DAY_MS = 24 * 3_600_000
_DIGESTS = (
    select(organisers.c.digest_day, organisers.c.digest_hour, func.count())
    .where(organisers.c.digest_off.is_(False))
    .group_by(organisers.c.digest_day, organisers.c.digest_hour)
)


def grant(conn: Connection, wanted: Sequence[Wanted], now: int) -> set[int]:
    """The outbox rows that may be pushed; they are booked. Nobody else books before this transaction ends."""
    quota = quotas.held(conn, now) if wanted else None
    granted = list(wanted)
    if quota is not None:
        left = ledger.standing_of(conn, quota, [each.outbox_id for each in wanted]).left
        granted = granted if left is None else _fitting(wanted, left, reserve_for_digests(conn, now))
    ledger.book(conn, granted, now)
    return {each.outbox_id for each in granted}


def room(conn: Connection, now: int) -> tuple[int | None, int | None]:
    """For how many people there is room: of organisers, of all others; None without end."""
    quota = quotas.held(conn, now)
    left = None if quota is None else ledger.standing_of(conn, quota).left
    return (None, None) if left is None else (left, max(left - reserve_for_digests(conn, now), 0))


def reserve_for_digests(conn: Connection, now: int) -> int:
    """Places for the digests that are still to come this month: nobody else may take them."""
    return sum(people * _times_left(day, hour, now) for day, hour, people in conn.execute(_DIGESTS))


def next_digest(conn: Connection) -> int:
    """How many people the next digest goes to."""
    return sum(people for _, _, people in conn.execute(_DIGESTS))


def _fitting(wanted: Sequence[Wanted], left: int, kept: int) -> list[Wanted]:
    """What may have arrived goes in any case: its retry key finds out, and it is counted already if it did."""
    fit: list[Wanted] = []
    for each in sorted(wanted, key=lambda each: (not each.again, rank(each.purpose))):
        open_to_it = left if each.purpose in _FIRST else left - kept
        if each.again or each.recipients <= open_to_it:
            fit.append(each)
            left -= each.recipients
    return fit


def rank(purpose: str) -> int:
    return _ORDER.index(purpose) if purpose in _ORDER else len(_ORDER)


def _times_left(day: int, hour: int, now: int) -> int:
    """How often this day of the week (1 is Monday) comes at this hour before LINE's month ends."""
    here = datetime.fromtimestamp(now // 1000, UTC).astimezone(_THAILAND)
    at = (here + timedelta(days=(day - here.isoweekday()) % 7)).replace(hour=hour, minute=0, second=0)
    first = int(at.timestamp()) * 1000
    coming = (first + week * 7 * _DAY_MS for week in range(6))
    return sum(when > now and quotas.month_of(when) == quotas.month_of(now) for when in coming)
