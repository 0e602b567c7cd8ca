"""What is to be sent and what became of it: written in the turn's transaction, sent after it. Never sends.

A row waits until it is sent or dropped. Whoever sends leases it first; a lease that runs out frees the row
again, so a sender that dies loses nothing. One person's rows go in the order they were written. What must be
pushed when the month's quota is used up is parked: it goes along with the person's next reply (`models/parked.py`).
"""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    and_,
    bindparam,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    true,
    update,
)

from models.base import Codes, Key, metadata
from models.outgoing import LASTING
from models.outgoing import Outcome as Outcome
from models.outgoing import Outgoing as Outgoing
from models.people import people

WAITING: Any = literal_column("'waiting'")  # a literal, because a partial index does not match a bound value
PARKED: Any = literal_column("'parked'")
RIDING: Any = literal_column("'riding'")
"""Going along with a reply that waits."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE")),
    Column("kind", Text, nullable=False),
    Column("target", Text),
    Column("messages", JSON, nullable=False),
    Column("reply_token", Text),
    Column("token_at", BigInteger),
    Column("push_until", BigInteger),
    Column("retry_key", Text, nullable=False),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("maybe_replied", Boolean, nullable=False, server_default=false()),
    Column("due_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False, server_default="0"),
    Column("created_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Column("fault", Text),
    Column("request_id", Text),
    Column("sealed", LargeBinary),
    Column("purpose", Text, nullable=False, server_default=""),
    Column("carries", Codes, nullable=False, server_default="[]"),
    Column("key_at", BigInteger),
    Index("ix_outbox_person_id_status_id", "person_id", "status", "id"),
    sqlite_autoincrement=True,
)
Index(
    "ix_outbox_waiting",
    outbox.c.due_at,
    sqlite_where=outbox.c.status == WAITING,
    postgresql_where=outbox.c.status == WAITING,
)
Index(
    "ix_outbox_parked",
    outbox.c.person_id,
    sqlite_where=outbox.c.status == PARKED,
    postgresql_where=outbox.c.status == PARKED,
)

_PUT = insert(outbox).returning(outbox.c.id)
_older = outbox.alias("older")
# A typing sign or a menu never holds up what is said, nor does what is told to many.
_FIRST_OF_PERSON = ~exists().where(
    _older.c.person_id == outbox.c.person_id,
    _older.c.status == WAITING,
    _older.c.kind.not_in(("loading", "menu")),
    _older.c.purpose.not_in(LASTING),
    _older.c.id < outbox.c.id,
)
_DUE = (
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.kind,
        outbox.c.target,
        outbox.c.messages,
        outbox.c.reply_token,
        outbox.c.token_at,
        outbox.c.push_until,
        outbox.c.retry_key,
        outbox.c.attempts + 1,
        outbox.c.created_at,
        func.coalesce(outbox.c.sealed, people.c.sealed).label("sealed"),
        outbox.c.maybe_replied,
        outbox.c.purpose,
        outbox.c.carries,
        outbox.c.key_at,
    )
    .select_from(outbox.outerjoin(people, people.c.id == outbox.c.person_id))
    .where(outbox.c.status == WAITING, outbox.c.due_at <= bindparam("now"))
    .where(outbox.c.leased_until <= bindparam("now"), or_(outbox.c.person_id.is_(None), _FIRST_OF_PERSON))
    # By the partial index; what one person gets keeps its order by `_FIRST_OF_PERSON`.
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)
)
_LEASE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        leased_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
        # Until somebody tells how this try ended, it may have arrived.
        maybe_replied=case((outbox.c.reply_token.is_not(None), true()), else_=outbox.c.maybe_replied),
    )
)
_PAY = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(key_at=func.coalesce(outbox.c.key_at, bindparam("now", type_=BigInteger())), reply_token=None)
)
_status = bindparam("s", type_=Text())
_done = and_(_status != WAITING, _status != PARKED)
_SETTLE = (
    update(outbox)
    .where(outbox.c.id == bindparam("i"), outbox.c.status == WAITING)
    .values(
        status=bindparam("s"),
        due_at=func.coalesce(bindparam("due", type_=BigInteger()), outbox.c.due_at),
        sent_at=bindparam("sent"),
        fault=bindparam("f"),
        request_id=bindparam("r"),
        maybe_replied=bindparam("maybe"),
        key_at=case((bindparam("maybe_pushed", type_=Boolean()), outbox.c.key_at)),
        leased_until=0,
        # What has gone out is in the chat; keeping it here too would only outlive what a person takes back.
        messages=case((_done, literal_column("'[]'", JSON)), else_=outbox.c.messages),
        reply_token=case((bindparam("spent", type_=Boolean()), None), else_=outbox.c.reply_token),
        target=case((_done, None), else_=outbox.c.target),
        sealed=case((_done, None), else_=outbox.c.sealed),
    )
)
_unsent = outbox.c.status.in_((WAITING, PARKED, RIDING))
_UNSENT_OF = select(outbox.c.id, outbox.c.messages, outbox.c.carries, outbox.c.attempts).where(
    outbox.c.person_id == bindparam("p"), _unsent
)
_ALIGHT = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.status == RIDING)
    .values(status="parked")
)
_DROP_THESE = delete(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
_ENOUGH = 12  # so many first letters tell a text, and survive being cut for a card
_WITHDRAW = (
    delete(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.status.in_((WAITING, PARKED)))
    .where(outbox.c.leased_until <= bindparam("now"))
    .returning(outbox.c.id)
)
_CANCEL = delete(outbox).where(outbox.c.person_id == bindparam("p"), _unsent)
_CANCEL_TARGET = delete(outbox).where(outbox.c.target == bindparam("t"), outbox.c.status == WAITING)


def put(
    conn: Connection,
    *,
    person_id: int | None,
    kind: str,
    messages: Sequence[dict[str, Any]],
    now: int,
    reply_token: str | None = None,
    token_at: int | None = None,
    push_until: int | None = None,
    target: str | None = None,
    sealed: bytes | None = None,
    due_at: int | None = None,
    purpose: str = "",
    carries: Sequence[int] = (),
) -> int:
    """What goes to a group names it twice: `target` is its keyed hash, `sealed` its sealed id. A multicast goes to
    nobody here: its people are the rows of `audience` that bear its number."""
    row: dict[str, Any] = {"person_id": person_id, "kind": kind, "messages": list(messages), "target": target}
    row |= {"reply_token": reply_token, "token_at": token_at, "push_until": push_until, "created_at": now}
    row |= {"sealed": sealed, "retry_key": str(uuid.uuid4()), "due_at": now if due_at is None else due_at}
    row |= {"purpose": purpose, "carries": list(carries)}
    made: int = conn.execute(_PUT, row).scalar_one()
    return made


def claim(conn: Connection, now: int, *, lease_ms: int, limit: int) -> list[Outgoing]:
    """Lease the rows that are due, the oldest first and only the oldest of each person. None of them is paid for."""
    rows = due(conn, now, limit)
    lease(conn, [row.id for row in rows], now + lease_ms)
    return rows


def due(conn: Connection, now: int, limit: int) -> list[Outgoing]:
    """What could be leased now; nobody else gets it before this transaction ends."""
    return [Outgoing(*tuple(row)) for row in conn.execute(_DUE, {"now": now, "most": limit}).all()]


def lease(conn: Connection, ids: Sequence[int], until: int) -> None:
    if ids:
        conn.execute(_LEASE, {"ids": ids, "until": until})


def pay(conn: Connection, ids: Sequence[int], now: int) -> None:
    """They go by push from now on, and until somebody tells otherwise they may arrive."""
    if ids:
        conn.execute(_PAY, {"ids": ids, "now": now})


def settle(conn: Connection, done: Sequence[Outcome], now: int) -> None:
    """A row that somebody else settled meanwhile stays as it is. Sorted, so that nobody waits in a circle."""
    rows = [_settled(outcome, now) for outcome in sorted(done, key=lambda outcome: outcome.id)]
    if rows:
        conn.execute(_SETTLE, rows)


def _settled(outcome: Outcome, now: int) -> dict[str, object]:
    return {
        "i": outcome.id,
        "s": outcome.status,
        "due": outcome.due_at,
        "sent": now if outcome.status == "sent" else None,
        "f": outcome.fault,
        "r": outcome.request_id,
        "maybe": outcome.maybe_replied,
        "maybe_pushed": outcome.maybe_pushed,
        "spent": outcome.spent or outcome.status != "waiting",
    }


def cancel(conn: Connection, person_id: int) -> None:
    """Nothing more to this person: they left."""
    conn.execute(_CANCEL, {"p": person_id})


def drop_saying(conn: Connection, person_id: int, texts: Sequence[str]) -> None:
    """What still waits and repeats these words of the person is not sent: they are being taken back."""
    pieces = [text[:_ENOUGH] for text in texts if text.strip()]
    if not pieces:
        return
    unsent = conn.execute(_UNSENT_OF, {"p": person_id}).all()
    said = [(row, json.dumps(row.messages, ensure_ascii=False)) for row in unsent]
    told = [
        row for row, shown in said if any(json.dumps(p, ensure_ascii=False)[1:-1] in shown for p in pieces)
    ]
    if told:
        conn.execute(_DROP_THESE, {"ids": [row.id for row in told]})
        # What may be on its way just now takes its riders along.
        alight(conn, [id for row in told if not row.attempts for id in row.carries])


def alight(conn: Connection, ids: Sequence[int]) -> None:
    """The reply they were to go along with is not sent."""
    if ids:
        conn.execute(_ALIGHT, {"ids": ids})


def withdraw(conn: Connection, ids: Sequence[int], now: int) -> list[int]:
    """Those of these rows that nobody sends just now are gone; their numbers."""
    return list(conn.execute(_WITHDRAW, {"ids": list(ids), "now": now}).scalars()) if ids else []


def cancel_group(conn: Connection, handle: str) -> None:
    """Nothing more to this group: we are out of it, or in it anew."""
    conn.execute(_CANCEL_TARGET, {"t": handle})


def waiting(conn: Connection) -> int:
    return conn.execute(select(func.count()).where(outbox.c.status == WAITING)).scalar_one()


def oldest_waiting(conn: Connection) -> int | None:
    """When the row that has waited longest was written."""
    return conn.execute(select(func.min(outbox.c.created_at)).where(outbox.c.status == WAITING)).scalar()
