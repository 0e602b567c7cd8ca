"""Whom an announcement goes to: people of a round who agreed and can be reached, by what they told and said.

Finds and counts them, and writes them down as its audience. Sends nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, func, insert, literal, or_, select

from models.announcements import audience
from models.answers import HOLDS_SOMETHING, answers
from models.codings import MACHINE, codings
from models.people import people

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Addressees:
    """Codes of the data files. None and "" and 0 mean all, `since` and `before` are milliseconds. With `nameless`,
    people who named no round belong to this one. Of a `zone` are also those who told no district."""

    round: str
    nameless: bool = False
    roles: Sequence[str] | None = None
    districts: Sequence[str] | None = None
    zone: str = ""
    focus: int = 0
    facet: str = ""
    theme: str = ""
    since: int = 0
    before: int = 0

    @property
    def spoke(self) -> bool:
        """Whether they are chosen by what they said, or when."""
        return bool(self.focus or self.facet or self.theme or self.before)


def count(conn: Connection, wanted: Addressees) -> int:
    return conn.execute(select(func.count()).select_from(people).where(*_matching(wanted))).scalar_one()


def address(conn: Connection, announcement_id: int, wanted: Addressees) -> int:
    """Writes all of them down at once; how many. Whoever is being erased just now is left out."""
    found: Select[Any] = select(literal(announcement_id), people.c.id, literal("waiting")).where(
        *_matching(wanted)
    )
    found = found.with_for_update(read=True, key_share=True, of=people)
    made = insert(audience).from_select(["announcement_id", "person_id", "state"], found)
    return conn.execute(made.execution_options(preserve_rowcount=True)).rowcount


def _matching(wanted: Addressees) -> list[Condition]:
    found = [people.c.consent != "", people.c.blocked_at.is_(None), people.c.sealed != b"", _came(wanted)]
    if wanted.roles is not None:
        found.append(people.c.role.in_(wanted.roles))
    if wanted.districts is not None:
        within = people.c.district.in_(wanted.districts)
        whole = and_(people.c.zone == wanted.zone, people.c.district == "")
        found.append(or_(within, whole) if wanted.zone else within)
    return [*found, _said(wanted)] if wanted.spoke else found


def _came(wanted: Addressees) -> Condition:
    """To this round; or they spoke in it, before they came to another."""
    rounds = [wanted.round, ""] if wanted.nameless else [wanted.round]
    spoke = select(answers.c.id).where(answers.c.person_id == people.c.id, answers.c.round == wanted.round)
    return or_(people.c.round.in_(rounds), spoke.where(HOLDS_SOMETHING).exists())


def _said(wanted: Addressees) -> Condition:
    """One answer that has all of it."""
    coded = and_(codings.c.answer_id == answers.c.id, codings.c.coder == MACHINE)
    spoke = select(answers.c.id).select_from(answers.outerjoin(codings, coded))
    spoke = spoke.where(answers.c.person_id == people.c.id, answers.c.round == wanted.round, HOLDS_SOMETHING)
    if wanted.focus:
        spoke = spoke.where(answers.c.focus == wanted.focus)
    if wanted.facet:
        spoke = spoke.where(or_(answers.c.facet == wanted.facet, _has(codings.c.facets, wanted.facet)))
    if wanted.theme:
        spoke = spoke.where(_has(codings.c.themes, wanted.theme))
    if wanted.before:
        spoke = spoke.where(answers.c.given_at >= wanted.since, answers.c.given_at < wanted.before)
    return spoke.correlate(people).exists()


def _has(codes: ColumnElement[Any], code: str) -> Condition:
    """Codes stand between quotes in the JSON of either database."""
    return cast(codes, Text).contains(f'"{code}"', autoescape=True)
