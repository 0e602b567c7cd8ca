"""Every push is a row here before it is sent, against the month's quota that LINE named. Sends nothing.

A push is booked as reserved; then it is used, when it went out or may have gone out, or released. It counts as
many as it reaches people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    select,
    update,
)

from models import quotas as months
from models.base import Key, metadata
from models.outbox import WAITING, outbox
from models.quotas import LIMITED, Quota
from models.upsert import chosen, replacing

ledger = Table(
    "ledger",
    metadata,
    Column("id", Key, primary_key=True),
    Column("outbox_id", BigInteger, nullable=False),
    Column("month", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("recipients", Integer, nullable=False),
    Column("state", Text, nullable=False, server_default="reserved"),
    Column("made_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
    Index("uq_ledger_outbox_id", "outbox_id", unique=True),
    # With the number, so that a month is summed from the index alone.
    Index("ix_ledger_month_state", "month", "state", "recipients"),
    sqlite_autoincrement=True,
)

_LOST_MS = 10 * 60_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A push that is to be booked. `again`: it was tried before and may have arrived."""

    outbox_id: int
    purpose: str
    recipients: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The month in people: what LINE's plan allows, our own count of the used, the reserved."""

    quota: Quota
    ours: int = 0
    reserved: int = 0

    @property
    def used(self) -> int:
        return max(self.quota.used, self.ours)

    @property
    def left(self) -> int | None:
        """None where no limit is known."""
        if self.quota.full_at is not None:
            return 0
        if self.quota.kind != LIMITED:
            return None
        return max((self.quota.value or 0) - self.used - self.reserved, 0)


_month = bindparam("m", type_=Text())
_people = func.coalesce(func.sum(ledger.c.recipients), 0)
_SUMS = (
    select(ledger.c.state, _people)
    .where(ledger.c.month == _month, ledger.c.state.in_(("reserved", "used")))
    .group_by(ledger.c.state)
)
_OWN = select(_people).where(
    ledger.c.month == _month,
    ledger.c.state == "reserved",
    ledger.c.outbox_id.in_(bindparam("ids", expanding=True)),
)
_BOOK = replacing(ledger, ["outbox_id"])
_RELEASE = (
    update(ledger)
    .where(ledger.c.outbox_id == bindparam("o"), ledger.c.state == "reserved")
    .values(state="released", settled_at=bindparam("now"))
)
_USE = (
    update(ledger)
    .where(ledger.c.outbox_id == bindparam("o"), ledger.c.state != "used")
    .values(state="used", recipients=bindparam("n"), settled_at=bindparam("now"))
    .returning(ledger.c.month)
)
_waits = select(outbox.c.id).where(outbox.c.id == ledger.c.outbox_id, outbox.c.status == WAITING).exists()
_CLOSE = (
    update(ledger)
    .where(ledger.c.state == "reserved", ledger.c.made_at < bindparam("before"), ~_waits)
    .values(state="used", settled_at=bindparam("now"))
)
_BY_PURPOSE = (
    select(ledger.c.purpose, ledger.c.state, _people)
    .where(ledger.c.month == _month)
    .group_by(ledger.c.purpose, ledger.c.state)
)


def standing(conn: Connection, now: int) -> Standing:
    return standing_of(conn, months.current(conn, now))


def standing_of(conn: Connection, quota: Quota, but: Sequence[int] = ()) -> Standing:
    """Without what is reserved for the outbox rows `but`: they are about to be booked anew."""
    sums = {row[0]: row[1] for row in conn.execute(_SUMS, {"m": quota.month})}
    own = conn.execute(_OWN, {"m": quota.month, "ids": list(but)}).scalar_one() if but else 0
    return Standing(quota, sums.get("used", 0), sums.get("reserved", 0) - own)


def book(conn: Connection, wanted: Sequence[Wanted], now: int) -> None:
    """Reserved until it is settled. Whoever books a row again, after a lease ran out, holds no second place."""
    shared = {"month": months.month_of(now), "state": "reserved", "made_at": now, "settled_at": None}
    rows = [{"outbox_id": w.outbox_id, "purpose": w.purpose, "recipients": w.recipients} for w in wanted]
    if rows:
        conn.execute(chosen(_BOOK, conn), [row | shared for row in rows])


def settle(conn: Connection, reached: Mapping[int, int], now: int) -> None:
    """How many people each push reached; 0 releases its place. What was used stays used, whoever says what later."""
    counted: dict[str, int] = {}
    for outbox_id, people in sorted(reached.items()):
        if not people:
            conn.execute(_RELEASE, {"o": outbox_id, "now": now})
            continue
        month = conn.execute(_USE, {"o": outbox_id, "n": people, "now": now}).scalar()
        if month is not None:
            counted[month] = counted.get(month, 0) + people
    for month, people in sorted(counted.items()):
        months.count(conn, month, people)


def close_lost(conn: Connection, now: int) -> None:
    """Places of rows that are gone while they were being sent. Nobody will tell how that ended: they count as used."""
    conn.execute(_CLOSE, {"before": now - _LOST_MS, "now": now})


def by_purpose(conn: Connection, now: int) -> list[tuple[str, str, int]]:
    """(purpose, state, people) of this month."""
    return [(row[0], row[1], int(row[2])) for row in conn.execute(_BY_PURPOSE, {"m": months.month_of(now)})]
