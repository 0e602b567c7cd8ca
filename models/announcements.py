"""What organisers tell people, and to whom: a draft, then one row of `audience` for each person it goes to.

draft -> sending -> done, or -> stopping -> stopped. `urgent` is sending that minds no hour of rest. Whom it goes to is
found by `models/addressing.py`, sent in pieces by `models/batching.py`, and counted by `models/delivery.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Table,
    Text,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from models.base import Key, metadata
from models.codes import new_code
from models.upsert import chosen, ignoring

announcements = Table(
    "announcements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("scope", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="draft"),
    Column("confirmed_at", BigInteger),
    Column("ended_at", BigInteger),
    Index("uq_announcements_code", "code", unique=True),
    sqlite_autoincrement=True,
)
audience = Table(
    "audience",
    metadata,
    Column(
        "announcement_id", BigInteger, ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("outbox_id", BigInteger, index=True),
    Index("ix_audience_announcement_id_state", "announcement_id", "state"),
    Index("ix_audience_person_id_state", "person_id", "state"),
)

DRAFT, SENDING, URGENT, DONE = "draft", "sending", "urgent", "done"
STOPPING, STOPPED = "stopping", "stopped"
RUNNING = (SENDING, URGENT, STOPPING)
_WEEK_MS = 7 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Announcement:
    """`made_by` is an organiser's code. `scope` is the data of a button with the filters; "" while nobody has chosen
    whom it goes to."""

    id: int
    code: str
    round: str
    made_by: str
    made_at: int
    words: str
    scope: str = ""
    state: str = DRAFT
    confirmed_at: int | None = None
    ended_at: int | None = None


_ALL = select(*(announcements.c[name] for name in Announcement.__slots__))
_MAKE = {name: made.returning(announcements.c.id) for name, made in ignoring(announcements).items()}
_BY_CODE = _ALL.where(announcements.c.code == bindparam("c"))
_SENT = _ALL.where(announcements.c.state != DRAFT).order_by(
    announcements.c.confirmed_at.desc(), announcements.c.id.desc()
)
_RUNNING = _ALL.where(announcements.c.state.in_(RUNNING)).order_by(announcements.c.id)
_is_draft = announcements.c.state == DRAFT
_REWRITE = (
    update(announcements)
    .where(announcements.c.id == bindparam("i"), _is_draft)
    .values(words=bindparam("new_words"), scope=bindparam("new_scope"))
)
_DROP = delete(announcements).where(
    _is_draft,
    or_(announcements.c.made_by == bindparam("by"), announcements.c.made_at < bindparam("before")),
)
_MOVE = (
    update(announcements)
    .where(
        announcements.c.id == bindparam("i"), announcements.c.state.in_(bindparam("states", expanding=True))
    )
    .values(
        state=bindparam("new"),
        confirmed_at=func.coalesce(announcements.c.confirmed_at, bindparam("now", type_=BigInteger())),
    )
)
_CLOSE = (
    update(announcements)
    .where(announcements.c.id == bindparam("i"), announcements.c.state == bindparam("old"))
    .values(state=bindparam("new"), ended_at=bindparam("now"))
)


def draft(
    conn: Connection, round: str, made_by: str, words: str, now: int, draw: Callable[[], str] = new_code
) -> Announcement:
    """The only draft of this organiser: the one before is gone. Raises LookupError when no free code was drawn."""
    drop(conn, made_by, now)
    told = {"round": round, "made_by": made_by, "made_at": now, "words": words}
    for _ in range(100):
        code = draw()
        id = conn.execute(chosen(_MAKE, conn), {**told, "code": code}).scalar()
        if id:
            return Announcement(id, code, round, made_by, now, words)
    raise LookupError("no free code was drawn")


def by_code(conn: Connection, code: str) -> Announcement | None:
    row = conn.execute(_BY_CODE, {"c": code}).first()
    return None if row is None else Announcement(*row)


def rewrite(conn: Connection, draft: Announcement) -> None:
    """Its words and whom it goes to. Nothing happens once it is confirmed."""
    conn.execute(_REWRITE, {"i": draft.id, "new_words": draft.words, "new_scope": draft.scope})


def drop(conn: Connection, made_by: str, now: int) -> None:
    """This organiser's draft, and what anybody left lying about for a week."""
    conn.execute(_DROP, {"by": made_by, "before": now - _WEEK_MS})


def confirm(conn: Connection, id: int, now: int, *, urgent: bool = False) -> bool:
    """Whether it was this call that did it; the caller fills the audience in the same transaction."""
    return _move(conn, id, [DRAFT], URGENT if urgent else SENDING, now)


def hurry(conn: Connection, id: int, now: int) -> bool:
    """It goes on whatever the hour."""
    return _move(conn, id, [SENDING], URGENT, now)


def stop(conn: Connection, id: int, now: int) -> bool:
    """No further batch is made. What waits is taken back by `batching.halt`."""
    return _move(conn, id, [SENDING, URGENT, DONE], STOPPING, now)


def close(conn: Connection, announcement: Announcement, now: int) -> bool:
    """Whether it was this call that did it. Nobody waits any more."""
    new = STOPPED if announcement.state == STOPPING else DONE
    told = {"i": announcement.id, "old": announcement.state, "new": new, "now": now}
    return conn.execute(_CLOSE, told).rowcount == 1


def sent(conn: Connection, most: int) -> list[Announcement]:
    """The newest that were confirmed, in whatever state."""
    return [Announcement(*row) for row in conn.execute(_SENT.limit(most))]


def running(conn: Connection) -> list[Announcement]:
    """Those that are being sent or stopped, the oldest first."""
    return [Announcement(*row) for row in conn.execute(_RUNNING)]


def _move(conn: Connection, id: int, states: list[str], new: str, now: int) -> bool:
    return conn.execute(_MOVE, {"i": id, "states": states, "new": new, "now": now}).rowcount == 1
