"""Rows that nobody needs after a month: ids of events, sent messages, used invitations. Never a person's answers.

They stand in one list and not with their tables, so that what a dry run counts is what the purge then takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import Delete, Update

from models.inbox import inbox
from models.invites import invites
from models.ledger import ledger
from models.outbox import outbox
from models.outgoing import LASTING
from models.slots import GROUP_TRIES, slots
from models.tries import CODE_TRIES
from models.unsent import unsent


@dataclass(frozen=True, slots=True)
class Leftover:
    """`find` gives the keys of what is older than `before`, `drop` takes them away; `words`: with what people said."""

    what: str
    find: Select[Any]
    drop: Delete | Update
    words: bool = False


_before: BindParameter[int] = bindparam("before")
_keys: BindParameter[Any] = bindparam("keys", expanding=True)
# What is to last goes out with its person's next message, whenever that comes.
_lasts = and_(outbox.c.status == "parked", outbox.c.purpose.in_(LASTING))
_settled = ~or_(outbox.c.status.in_(("waiting", "riding")), _lasts)
LEFTOVERS = (
    Leftover(
        "ids of handled events",
        select(inbox.c.event_id).where(inbox.c.received_at < _before, inbox.c.fault.is_(None)),
        delete(inbox).where(inbox.c.event_id.in_(_keys)),
        words=True,
    ),
    Leftover(
        "texts of events that could not be read",
        select(inbox.c.event_id).where(
            inbox.c.received_at < _before, inbox.c.fault.is_not(None), inbox.c.raw.is_not(None)
        ),
        update(inbox).where(inbox.c.event_id.in_(_keys)).values(raw=null()),
        words=True,
    ),
    Leftover(
        "records of sent or dropped messages",
        select(outbox.c.id).where(outbox.c.created_at < _before, _settled),
        delete(outbox).where(outbox.c.id.in_(_keys)),
    ),
    Leftover(
        "bookings of pushes in a month that is over",
        select(ledger.c.id).where(ledger.c.made_at < _before, ledger.c.state != "reserved"),
        delete(ledger).where(ledger.c.id.in_(_keys)),
    ),
    Leftover(
        "used or expired invitations",
        select(invites.c.id).where(or_(invites.c.used_at < _before, invites.c.expires_at < _before)),
        delete(invites).where(invites.c.id.in_(_keys)),
    ),
    Leftover(
        "marks of messages taken back before they came",
        select(unsent.c.message_id).where(unsent.c.marked_at < _before),
        delete(unsent).where(unsent.c.message_id.in_(_keys)),
    ),
    Leftover(
        "marks of wrong codes",
        select(slots.c.slot).where(slots.c.kind == CODE_TRIES, slots.c.taken_at < _before),
        delete(slots).where(slots.c.kind == CODE_TRIES, slots.c.slot.in_(_keys)),
    ),
    Leftover(
        "marks of tries to link a group",
        select(slots.c.slot).where(slots.c.kind == GROUP_TRIES, slots.c.taken_at < _before),
        delete(slots).where(slots.c.kind == GROUP_TRIES, slots.c.slot.in_(_keys)),
    ),
)


def count(conn: Connection, leftover: Leftover, before: int) -> int:
    counted = select(func.count()).select_from(leftover.find.subquery())
    return conn.execute(counted, {"before": before}).scalar_one()


def keys(conn: Connection, leftover: Leftover, before: int, limit: int) -> list[Any]:
    return list(conn.execute(leftover.find.limit(limit), {"before": before}).scalars())


def drop(conn: Connection, leftover: Leftover, keys: Sequence[Any]) -> None:
    conn.execute(leftover.drop, {"keys": list(keys)})
