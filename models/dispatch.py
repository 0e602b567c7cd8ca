"""Leases what is to be sent and books the pushes among it, in one transaction; settles both after. Never sends.

A row without a fresh reply token is pushed, and paid for first: what finds no room in the month's quota is parked,
or dropped where nobody waits for it. Fresh replies cost nothing here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from models import delivery, ledger, outbox, parked, quotas, room
from models.ledger import Wanted
from models.outgoing import ANNOUNCEMENT, KEY_LIVES, LASTING, Outcome, Outgoing

MONTHLY_LIMIT = "monthly limit"
TOO_LATE = "too late"

Done = tuple[Outgoing, Outcome]


@dataclass(frozen=True, slots=True)
class Claimed:
    """`asks`: there is something to push, and LINE should be asked for its quota first; those rows still wait."""

    rows: list[Outgoing]
    asks: bool = False


def claim(conn: Connection, now: int, *, lease_ms: int, limit: int, can_ask: bool = False) -> Claimed:
    """`can_ask`: the caller can ask LINE for its quota, so pushes wait for a good reading. Without, the last known
    counts, and where none is known all may go until LINE says no."""
    rows = outbox.due(conn, now, limit)
    pushes = [row for row in rows if row.must_be_pushed(now)]
    asks = bool(pushes) and can_ask and quotas.current(conn, now).is_stale(now)
    if pushes:
        apart = {row.id for row in pushes}
        paid = [] if asks else _paid(conn, pushes, now)
        rows = sorted([*(row for row in rows if row.id not in apart), *paid], key=lambda row: row.id)
    outbox.lease(conn, [row.id for row in rows], now + lease_ms)
    return Claimed(_loaded(conn, rows), asks)


def settle(conn: Connection, done: Sequence[Done], now: int) -> None:
    """What became of rows, of what they carried and of what was booked for them."""
    outbox.settle(conn, [outcome for _, outcome in done], now)
    ended = [each for each in sorted(done, key=lambda each: each[0].id) if each[1].status != "waiting"]
    for row, outcome in ended:
        if row.carries:
            _settle_riders(conn, row, outcome, now)
        if outcome.status == "parked":
            parked.settle_in(conn, row)
    for status in ("sent", "dropped"):
        told = [row.id for row, o in ended if o.status == status and row.purpose == ANNOUNCEMENT]
        delivery.note(conn, told, status)
    ledger.settle(
        conn, {row.id: outcome.pushed for row, outcome in ended if _may_be_booked(row, outcome)}, now
    )
    if any(outcome.fault == MONTHLY_LIMIT and row.paid for row, outcome in done):
        quotas.fill(conn, now)


def _may_be_booked(row: Outgoing, outcome: Outcome) -> bool:
    """An earlier try may have left a place in the month that this one did not need."""
    return row.paid > 0 or (outcome.status == "dropped" and row.attempts > 1)


def _settle_riders(conn: Connection, row: Outgoing, outcome: Outcome, now: int) -> None:
    """What may have arrived is not told again."""
    if outcome.status == "sent" or outcome.maybe_replied or outcome.pushed:
        parked.arrive(conn, row.carries, now)
    else:
        outbox.alight(conn, row.carries)


def _paid(conn: Connection, pushes: Sequence[Outgoing], now: int) -> list[Outgoing]:
    """The rest is settled at once."""
    addressed = list(_addressed(conn, pushes))
    in_time = [row for row in addressed if not _is_spent(row, now)]
    sized = {row.id: len(row.to) if row.kind == "multicast" else 1 for row in in_time}
    wanted = [
        Wanted(row.id, row.purpose, sized[row.id], row.key_at is not None) for row in in_time if sized[row.id]
    ]
    granted = room.grant(conn, wanted, now)
    outbox.pay(conn, sorted(granted), now)
    settle(conn, [(row, _refused(row, sized, now)) for row in addressed if row.id not in granted], now)
    return [replace(row, paid=sized[row.id], reply_token=None) for row in in_time if row.id in granted]


def _addressed(conn: Connection, pushes: Sequence[Outgoing]) -> Iterable[Outgoing]:
    many = [row.id for row in pushes if row.kind == "multicast"]
    found = delivery.recipients(conn, many) if many else {}
    for row in pushes:
        yield replace(row, to=tuple(sealed for _, sealed in found[row.id])) if row.id in found else row


def _is_spent(row: Outgoing, now: int) -> bool:
    """LINE no longer knows the key, and what may have arrived would arrive again."""
    return row.key_at is not None and now - row.key_at > KEY_LIVES


def _refused(row: Outgoing, sized: dict[int, int], now: int) -> Outcome:
    if _is_spent(row, now):
        # An attempt may have arrived; its place in the month stays taken.
        return Outcome(row.id, "dropped", fault=TOO_LATE, pushed=max(len(row.to), 1))
    if not sized[row.id]:
        return Outcome(row.id, "dropped", fault="nobody is left", maybe_replied=False)
    return parting(row, now, MONTHLY_LIMIT)


def parting(row: Outgoing, now: int, fault: str, request_id: str | None = None) -> Outcome:
    """A push for which the month's quota has no room: kept for the person's next message, or dropped. One that may
    have arrived, and is told once, waits: its retry key may still find out."""
    if row.key_at is not None and row.purpose in LASTING:
        return Outcome(row.id, "waiting", now + quotas.REST_MS, fault, request_id, row.maybe_replied)
    return Outcome(
        row.id,
        "parked" if row.is_worth_keeping(now) else "dropped",
        fault=fault,
        request_id=request_id,
        maybe_replied=row.maybe_replied,
        maybe_pushed=row.key_at is not None,
        pushed=row.paid if row.key_at is not None else 0,
    )


def _loaded(conn: Connection, rows: list[Outgoing]) -> list[Outgoing]:
    """With the messages of what goes along in front of their own."""
    found = parked.messages_of(conn, [id for row in rows for id in row.carries])
    if not found:
        return rows
    ahead = {row.id: [message for id in row.carries for message in found.get(id, ())] for row in rows}
    return [replace(row, messages=[*ahead[row.id], *row.messages]) if ahead[row.id] else row for row in rows]
