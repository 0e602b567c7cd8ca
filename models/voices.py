"""The newest answers as summaries hear them: coded, masked, never the words themselves. Keeps nothing.

These queries span answers and codings. However many answers there are, only the newest few thousand are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select

from models.answers import answers
from models.codings import MACHINE, codings

LOOKED_AT = 3_000
_NEWEST = (
    select(
        answers.c.id,
        answers.c.code,
        answers.c.person_id,
        answers.c.given_at,
        answers.c.role,
        answers.c.district,
        answers.c.focus,
        answers.c.facet,
        codings.c.themes,
        codings.c.facets,
        codings.c.stance,
        codings.c.masked,
    )
    .join_from(
        answers,
        codings,
        and_(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE, codings.c.coded_at > 0),
    )
    .where(
        answers.c.round == bindparam("round"),
        answers.c.given_at >= bindparam("since"),
        answers.c.given_at < bindparam("before"),
        answers.c.text != "",
    )
    .order_by(answers.c.given_at.desc(), answers.c.id.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer; `text` is masked."""

    id: int
    code: str
    person_id: int
    given_at: int
    role: str
    district: str
    focus: int
    themes: tuple[str, ...]
    facets: tuple[str, ...]
    stance: str
    text: str


def newest(conn: Connection, round: str, since: int, before: int, most: int = LOOKED_AT) -> list[Heard]:
    """The newest first, given at `since` or later and earlier than `before` (ms)."""
    asked = {"round": round, "since": since, "before": before, "most": most}
    return [_heard(*tuple(row)) for row in conn.execute(_NEWEST, asked)]


def _heard(
    id: int,
    code: str,
    person_id: int,
    given_at: int,
    role: str,
    district: str,
    focus: int,
    facet: str,
    themes: Sequence[str],
    facets: Sequence[str],
    stance: str,
    masked: str,
) -> Heard:
    named = tuple(dict.fromkeys((facet, *facets)))
    return Heard(id, code, person_id, given_at, role, district, focus, tuple(themes), named, stance, masked)
