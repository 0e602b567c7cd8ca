"""What time does to what people gave: answers of an old round lose their person and their raw words. Keeps no clock.

These queries stand together and not with their tables, because each spans several: whose answers are old is told by
answers, people and bubbles at once, and what a dry run counts must be what the purge then takes. Nothing here reads
people's words: those that stay are the masked ones, moved inside the database.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, delete, distinct, exists, func, insert, select, update

from models import folding, inbox
from models.answers import answers
from models.bubbles import bubbles
from models.codings import MACHINE, codings
from models.media import media
from models.people import ANONYMOUS, erase, people


@dataclass(frozen=True, slots=True)
class Held:
    """How much of one round is, or was, tied to people. `bubbles` count the `media` among them."""

    people: int = 0
    answers: int = 0
    bubbles: int = 0
    media: int = 0

    def __add__(self, other: "Held") -> "Held":
        return Held(*(getattr(self, name) + getattr(other, name) for name in Held.__slots__))


NAMED = ~people.c.handle.startswith(ANONYMOUS)
_of_round = answers.c.round == bindparam("r")
_of_person = and_(answers.c.person_id == bindparam("p"), _of_round)
_THEIRS = select(answers.c.id).where(_of_person)
_NEXT = (
    select(people.c.id, people.c.handle)
    .where(people.c.id > bindparam("after"), NAMED)
    .order_by(people.c.id)
    .limit(bindparam("most"))
)
_TIED = _NEXT.where(exists().where(answers.c.person_id == people.c.id, _of_round))
_given = answers.join(people, people.c.id == answers.c.person_id)
_said = bubbles.outerjoin(media, media.c.bubble_id == bubbles.c.id)
_COUNT_GIVEN = select(func.count(distinct(people.c.id)), func.count())
_COUNT_GIVEN = _COUNT_GIVEN.select_from(_given).where(_of_round, NAMED)
_COUNT_SAID = select(func.count(), func.count(media.c.id)).select_from(_said)
_SAID = _COUNT_SAID.where(
    bubbles.c.answer_id.in_(select(answers.c.id).select_from(_given).where(_of_round, NAMED))
)
_SAID_BY = _COUNT_SAID.where(bubbles.c.answer_id.in_(_THEIRS))
_DROP_BUBBLES = delete(bubbles).where(bubbles.c.answer_id.in_(_THEIRS))
_DROP_UNCODED = delete(codings).where(codings.c.answer_id.in_(_THEIRS), codings.c.coded_at == 0)
_MAKE_NOBODY = insert(people).returning(people.c.id)
_masked = select(codings.c.masked).where(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE)
_UNTIE = (
    update(answers)
    .where(_of_person)
    .values(
        person_id=bindparam("nobody"),
        text=func.coalesce(_masked.scalar_subquery(), ""),
        chosen_aside=[],
    )
)
_unseen = people.c.seen_at < bindparam("before")
_kept_round = answers.c.round.not_in(bindparam("expired", expanding=True))
_LEFT = _unseen, ~exists().where(answers.c.person_id == people.c.id, _kept_round)
_NEXT_LEFT, _COUNT_LEFT = _NEXT.where(*_LEFT), select(func.count()).select_from(people).where(NAMED, *_LEFT)
_STILL_LEFT = select(people.c.id).where(
    people.c.id == bindparam("i"), _unseen, ~exists().where(answers.c.person_id == people.c.id)
)


def tied(conn: Connection, round: str, after: int, limit: int) -> list[tuple[int, str]]:
    """The next people who have answers in this round: id and handle."""
    return [(id, handle) for id, handle in conn.execute(_TIED, {"r": round, "after": after, "most": limit})]


def held(conn: Connection, round: str) -> Held:
    who, given = conn.execute(_COUNT_GIVEN, {"r": round}).one()
    return Held(who, given, *conn.execute(_SAID, {"r": round}).one())


def untie(conn: Connection, person_id: int, round: str, closed_at: int) -> Held:
    """Their answers of this round become nobody's. The caller holds the person's lock."""
    theirs = {"p": person_id, "r": round}
    if conn.execute(_THEIRS.limit(1), theirs).first() is None:
        return Held()
    said = conn.execute(_SAID_BY, theirs).one()
    conn.execute(_DROP_BUBBLES, theirs)
    conn.execute(_DROP_UNCODED, theirs)
    nobody = _nobody(conn, closed_at)
    moved = conn.execute(_UNTIE, {**theirs, "nobody": nobody})
    folding.stir_many(conn, [person_id, nobody], closed_at)
    return Held(1, moved.rowcount, *said)


def _nobody(conn: Connection, closed_at: int) -> int:
    """Tells nothing of when the person came or was seen: the day on which the round closed stands for both."""
    row = {"handle": ANONYMOUS + secrets.token_hex(16), "sealed": b"", "area": []}
    made: int = conn.execute(
        _MAKE_NOBODY, {**row, "created_at": closed_at, "seen_at": closed_at}
    ).scalar_one()
    return made


def left(
    conn: Connection, before: int, expired: Sequence[str], after: int, limit: int
) -> list[tuple[int, str]]:
    """The next people who were not seen since `before` and whom no answer of a round that is kept needs."""
    asked = {"before": before, "expired": list(expired), "after": after, "most": limit}
    return [(id, handle) for id, handle in conn.execute(_NEXT_LEFT, asked)]


def count_left(conn: Connection, before: int, expired: Sequence[str]) -> int:
    return conn.execute(_COUNT_LEFT, {"before": before, "expired": list(expired)}).scalar_one()


def forget(conn: Connection, person_id: int, before: int) -> bool:
    """Unless they came back or answered meanwhile. The caller holds the person's lock."""
    if conn.execute(_STILL_LEFT, {"i": person_id, "before": before}).first() is None:
        return False
    inbox.forget(conn, person_id)
    erase(conn, person_id)
    folding.recount(conn, [person_id], "")
    return True
