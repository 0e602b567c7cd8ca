"""How many people LINE lets us push to in a month, as LINE last said it. Sends nothing and asks nobody.

A month is LINE's, by the clocks of Japan.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import BigInteger, Column, Connection, Integer, Table, Text, bindparam, select, update

from models.base import metadata
from models.upsert import chosen, ignoring, replacing

quotas = Table(
    "quotas",
    metadata,
    Column("month", Text, primary_key=True),
    Column("kind", Text, nullable=False, server_default=""),
    Column("value", Integer),
    Column("used", Integer, nullable=False, server_default="0"),
    Column("read_at", BigInteger, nullable=False, server_default="0"),
    Column("full_at", BigInteger),
)

LIMITED, UNLIMITED = "limited", "none"
REST_MS = 10 * 60_000
"""So long a reading of LINE's counter is good enough, and so long LINE's "no" is believed."""
_LINE_TIME = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Quota:
    """`kind` is "" while LINE was never asked, `value` the people of a month. `used` is LINE's own count at `read_at`
    and what we pushed since; `full_at` when LINE said that nothing is left."""

    month: str
    kind: str = ""
    value: int | None = None
    used: int = 0
    read_at: int = 0
    full_at: int | None = None

    @property
    def can_run_out(self) -> bool:
        return self.kind == LIMITED or self.full_at is not None

    def is_stale(self, now: int) -> bool:
        return now - self.read_at >= REST_MS or (self.full_at or 0) > self.read_at


@dataclass(frozen=True, slots=True)
class Reading:
    """What LINE answers: how many people its plan lets us reach (None: any number), how many it has counted."""

    value: int | None
    used: int


_month = bindparam("m", type_=Text())
_LATEST = select(quotas).where(quotas.c.month <= _month).order_by(quotas.c.month.desc()).limit(1)
_HELD = select(quotas).where(quotas.c.month == _month).with_for_update()
_BEGIN, _KEEP = ignoring(quotas), replacing(quotas, ["month"])
_COUNT = update(quotas).where(quotas.c.month == _month).values(used=quotas.c.used + bindparam("more"))


def month_of(now: int) -> str:
    """ "2026-11"."""
    return f"{datetime.fromtimestamp(now // 1000, UTC).astimezone(_LINE_TIME):%Y-%m}"


def current(conn: Connection, now: int) -> Quota:
    """This month's. The first hours of a month go by the plan of the month before, with nothing used yet."""
    month = month_of(now)
    row = conn.execute(_LATEST, {"m": month}).first()
    if row is None:
        return Quota(month)
    return Quota(*row) if row.month == month else Quota(month, row.kind, row.value)


def held(conn: Connection, now: int) -> Quota | None:
    """This month's, and nobody else takes from it before this transaction ends; None where nothing can run out."""
    quota = current(conn, now)
    if not quota.can_run_out:
        return None
    if not quota.read_at and quota.full_at is None:
        conn.execute(chosen(_BEGIN, conn), _values(quota))
    return Quota(*conn.execute(_HELD, {"m": quota.month}).one())


def note(conn: Connection, reading: Reading, now: int) -> None:
    """LINE's "no" outlasts the counter that is read right after it: that one is only about right."""
    kind = UNLIMITED if reading.value is None else LIMITED
    said_no = _locked(conn, now).full_at
    full_at = said_no if said_no is not None and now - said_no < REST_MS else None
    read = Quota(month_of(now), kind, reading.value, reading.used, now, full_at)
    conn.execute(chosen(_KEEP, conn), _values(read))


def fill(conn: Connection, now: int) -> None:
    """LINE said that the month's limit is reached."""
    conn.execute(chosen(_KEEP, conn), _values(replace(_locked(conn, now), full_at=now)))


def count(conn: Connection, month: str, more: int) -> None:
    """So many were reached since LINE was asked."""
    conn.execute(_COUNT, {"m": month, "more": more})


def _locked(conn: Connection, now: int) -> Quota:
    row = conn.execute(_HELD, {"m": month_of(now)}).first()
    return current(conn, now) if row is None else Quota(*row)


def _values(quota: Quota) -> dict[str, object]:
    return {name: getattr(quota, name) for name in ("month", "kind", "value", "used", "read_at", "full_at")}
