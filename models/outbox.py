"""What is to be sent and what became of it: written in the turn's transaction, sent after it. Never sends.

A row waits until it is sent or dropped. Whoever sends leases it first; a lease that runs out frees the row
again, so a sender that dies loses nothing. One person's rows go in the order they were written.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

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
from models.people import people

WAITING: Any = literal_column("'waiting'")  # a literal, because a partial index does not match a bound value

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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A leased row. `attempts` counts this one. `sealed` is the sealed LINE id of the group it goes to, or else of
    the person. `maybe_replied`: an earlier reply may have arrived, though nobody heard so."""

    id: int
    person_id: int | None
    kind: str
    target: str | None
    messages: list[dict[str, Any]]
    reply_token: str | None
    token_at: int | None
    push_until: int | None
    retry_key: str
    attempts: int
    created_at: int
    sealed: bytes | None
    maybe_replied: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `due_at` is when to try again, for a row that still waits; `maybe_replied` is False
    only where no try can have arrived."""

    id: int
    status: Literal["sent", "dropped", "waiting"]
    due_at: int | None = None
    fault: str | None = None
    request_id: str | None = None
    maybe_replied: bool = True


_PUT = insert(outbox).returning(outbox.c.id)
_older = outbox.alias("older")
# A typing sign never holds up what is said.
_FIRST_OF_PERSON = ~exists().where(
    _older.c.person_id == outbox.c.person_id,
    _older.c.status == WAITING,
    _older.c.kind != "loading",
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
    # Until somebody tells how this try ended, it may have arrived.
    .values(leased_until=bindparam("until"), attempts=outbox.c.attempts + 1, maybe_replied=true())
)
_done = bindparam("s", type_=Text()) != WAITING
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
        leased_until=0,
        # What has gone out is in the chat; keeping it here too would only outlive what a person takes back.
        messages=case((_done, literal_column("'[]'", JSON)), else_=outbox.c.messages),
        reply_token=case((_done, None), else_=outbox.c.reply_token),
        target=case((_done, None), else_=outbox.c.target),
        sealed=case((_done, None), else_=outbox.c.sealed),
    )
)
_WAITING_OF = select(outbox.c.id, outbox.c.messages).where(
    outbox.c.person_id == bindparam("p"), outbox.c.status == WAITING
)
_DROP_THESE = delete(outbox).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
_ENOUGH = 12  # so many first letters tell a text, and survive being cut for a card
_CANCEL = delete(outbox).where(outbox.c.person_id == bindparam("p"), outbox.c.status == WAITING)
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
) -> int:
    """What goes to a group names it twice: `target` is its keyed hash, `sealed` its sealed id."""
    row: dict[str, Any] = {"person_id": person_id, "kind": kind, "messages": list(messages), "target": target}
    row |= {"reply_token": reply_token, "token_at": token_at, "push_until": push_until, "created_at": now}
    row |= {"sealed": sealed, "retry_key": str(uuid.uuid4()), "due_at": now if due_at is None else due_at}
    made: int = conn.execute(_PUT, row).scalar_one()
    return made


def claim(conn: Connection, now: int, *, lease_ms: int, limit: int) -> list[Outgoing]:
    """Lease the rows that are due, the oldest first and only the oldest of each person."""
    found = conn.execute(_DUE, {"now": now, "most": limit}).all()
    if found:
        conn.execute(_LEASE, {"ids": [row.id for row in found], "until": now + lease_ms})
    return [Outgoing(*tuple(row)) for row in found]


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
    }


def cancel(conn: Connection, person_id: int) -> None:
    """Nothing more to this person: they left."""
    conn.execute(_CANCEL, {"p": person_id})


def drop_saying(conn: Connection, person_id: int, texts: Sequence[str]) -> None:
    """What still waits and repeats these words of the person is not sent: they are being taken back."""
    pieces = [text[:_ENOUGH] for text in texts if text.strip()]
    if not pieces:
        return
    waiting = conn.execute(_WAITING_OF, {"p": person_id})
    said = [(id, json.dumps(messages, ensure_ascii=False)) for id, messages in waiting]
    told = [id for id, shown in said if any(json.dumps(p, ensure_ascii=False)[1:-1] in shown for p in pieces)]
    if told:
        conn.execute(_DROP_THESE, {"ids": told})


def cancel_group(conn: Connection, handle: str) -> None:
    """Nothing more to this group: we are out of it, or in it anew."""
    conn.execute(_CANCEL_TARGET, {"t": handle})


def waiting(conn: Connection) -> int:
    return conn.execute(select(func.count()).where(outbox.c.status == WAITING)).scalar_one()


def oldest_waiting(conn: Connection) -> int | None:
    """When the row that has waited longest was written."""
    return conn.execute(select(func.min(outbox.c.created_at)).where(outbox.c.status == WAITING)).scalar()
