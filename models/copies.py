"""All that is kept of one person, read at once for the copy that they may ask for. Never of anybody else, never writes.

The queries stand together and not with their tables, because a copy must be one consistent look at all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from models.answers import answers
from models.bubbles import bubbles
from models.codings import MACHINE, codings
from models.consents import consents
from models.joins import joins
from models.media import media
from models.people import people

TOLD = ("age", "role", "zone", "district", "school_size", "affiliation", "area")


@dataclass(frozen=True, slots=True)
class Medium:
    """One photo, voice or file. `bytes` is 0 as long as it was not fetched."""

    id: int
    kind: str
    name: str
    content_type: str
    bytes: int
    sent_at: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer. `older` and `older_chosen` are what was said and chosen before the person answered anew, `came` the
    code of the poster that it came by, `poster` that one's title."""

    round: str
    question: str
    given_at: int
    changed_at: int
    text: str
    chosen: tuple[str, ...]
    older_chosen: tuple[str, ...]
    role: str
    sector: str
    district: str
    came: str
    poster: str
    themes: tuple[str, ...]
    older: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreed:
    """`act` is agreed or withdrawn, `version` the notice's."""

    version: str
    act: str
    at: int


@dataclass(frozen=True, slots=True)
class Copied:
    """`told` is what they said of themselves, by column; `consent` the version that they agreed to last."""

    told: Mapping[str, str | tuple[str, ...]]
    consent: str
    consent_at: int | None
    met_at: int
    seen_at: int
    agreed: tuple[Agreed, ...]
    answers: tuple[Kept, ...]


_mine = answers.c.person_id == bindparam("p")
_MET = select(people.c.created_at).where(people.c.id == bindparam("p"))
_PERSON = select(people).where(people.c.id == bindparam("p"))
_CONSENTS = select(consents.c.version, consents.c.act, consents.c.at).where(
    consents.c.person_id == bindparam("p")
)
_CONSENTS = _CONSENTS.order_by(consents.c.at, consents.c.id)
_coded = (codings.c.answer_id == answers.c.id) & (codings.c.coder == MACHINE)
_ANSWERS = (
    select(
        answers.c.id,
        answers.c.round,
        answers.c.question,
        answers.c.given_at,
        answers.c.changed_at,
        answers.c.text,
        answers.c.chosen,
        answers.c.chosen_aside,
        answers.c.role,
        answers.c.sector,
        answers.c.district,
        answers.c.came,
        func.coalesce(joins.c.title, ""),
        codings.c.themes,
    )
    .select_from(answers.outerjoin(codings, _coded).outerjoin(joins, joins.c.code == answers.c.came))
    .where(_mine)
    .order_by(answers.c.id)
)
_OLDER = (
    select(bubbles.c.answer_id, bubbles.c.text)
    .where(bubbles.c.person_id == bindparam("p"), bubbles.c.set_aside_at.is_not(None), bubbles.c.text != "")
    .order_by(bubbles.c.said_at, bubbles.c.id)
)
_MEDIA = (
    select(
        bubbles.c.answer_id,
        media.c.id,
        media.c.kind,
        media.c.name,
        media.c.content_type,
        media.c.bytes,
        bubbles.c.said_at,
    )
    .join_from(media, bubbles)
    .where(bubbles.c.person_id == bindparam("p"))
    .order_by(media.c.id)
)
_MEDIUM = _MEDIA.where(media.c.id == bindparam("m"))


def met_at(conn: Connection, person_id: int) -> int | None:
    """When this row was made, which tells it from any other that ever had its number. None: there is none."""
    return conn.execute(_MET, {"p": person_id}).scalar()


def copy_of(conn: Connection, person_id: int) -> Copied | None:
    row = conn.execute(_PERSON, {"p": person_id}).mappings().first()
    if row is None:
        return None
    agreed = tuple(Agreed(*each) for each in conn.execute(_CONSENTS, {"p": person_id}))
    told = {name: row[name] for name in TOLD} | {"area": tuple(row["area"])}
    return Copied(
        told=told,
        consent=row["consent"],
        consent_at=row["consent_at"],
        met_at=row["created_at"],
        seen_at=row["seen_at"],
        agreed=agreed,
        answers=_answers(conn, person_id),
    )


def medium(conn: Connection, person_id: int, media_id: int) -> Medium | None:
    """None when it is somebody else's."""
    row = conn.execute(_MEDIUM, {"p": person_id, "m": media_id}).first()
    return None if row is None else Medium(*row[1:])


def _answers(conn: Connection, person_id: int) -> tuple[Kept, ...]:
    older = _by_answer(conn.execute(_OLDER, {"p": person_id}))
    sent = _by_answer(conn.execute(_MEDIA, {"p": person_id}))
    return tuple(
        _kept(row, tuple(text for (text,) in older[row[0]]), tuple(Medium(*each) for each in sent[row[0]]))
        for row in conn.execute(_ANSWERS, {"p": person_id})
    )


def _kept(row: Sequence[Any], older: tuple[str, ...], sent: tuple[Medium, ...]) -> Kept:
    _, round, question, given_at, changed_at, text, chosen, aside, *rest = row
    role, sector, district, came, poster, themes = rest
    who = (role, sector, district, came, poster)
    return Kept(
        round,
        question,
        given_at,
        changed_at,
        text,
        tuple(chosen),
        tuple(aside),
        *who,
        tuple(themes or ()),
        older,
        sent,
    )


def _by_answer(rows: Iterable[Sequence[Any]]) -> defaultdict[int, list[tuple[Any, ...]]]:
    sorted_: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for answer_id, *rest in rows:
        sorted_[answer_id].append(tuple(rest))
    return sorted_
