"""Turns the filters of an announcement into people, and says where a group is too small to be told apart."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.organising.naming import about
from bot.organising.periods import days
from bot.organising.scope import Scope
from bot.summaries.cells import Cell
from bot.summaries.protecting import FEWEST, may_show
from handlers.organising.asked import Asked
from handlers.organising.words import desk_words, worded
from handlers.services import Services
from handlers.thai_dates import day_of, midnight_of
from models import addressing
from models.addressing import Addressees
from models.announcements import Announcement


def addressees(services: Services, announcement: Announcement, scope: Scope, now: int) -> Addressees:
    cell = Cell.of(scope, services.form)
    found = days(scope.period, day_of(now))
    round = scope.round or announcement.round
    return Addressees(
        round=round,
        nameless=round == services.round,
        roles=cell.role.leaves if cell.role else None,
        districts=cell.district.leaves if cell.district else None,
        zone="" if scope.district else scope.zone,
        focus=scope.focus,
        facet=scope.facet,
        theme=scope.theme,
        since=midnight_of(found.first) if found else 0,
        before=midnight_of(found.after) if found else 0,
    )


def fault(conn: Connection, wanted: Addressees, scope: Scope, people: int) -> str:
    """Why so many cannot be announced to, as a phrase; empty if they can. Of those who said something neither they nor
    the others may be so few that one could tell who they are."""
    if not people and not is_part(scope):
        return "ann_nobody"
    if is_part(scope) and people < FEWEST:
        return "ann_too_few"
    if wanted.spoke and not may_show(people, FEWEST, addressing.count(conn, _whoever(wanted))):
        return "ann_too_many"
    return ""


def is_part(scope: Scope) -> bool:
    """Whether it is not everybody of a round."""
    return scope != Scope(round=scope.round)


def amount(scope: Scope, people: int, phrase: str = "ann_roughly") -> str:
    """ "ราว 15", or the very number of everybody. Two parts that differ in one person cannot be told apart by it."""
    return worded(phrase, people=f"{rounded(people):,}") if is_part(scope) else f"{people:,}"


def rounded(people: int) -> int:
    """Up to the next five."""
    return -(-people // FEWEST) * FEWEST


def told(asked: Asked, scope: Scope, at: int) -> str:
    """ "ครู · ไทรโยค" """
    return about(scope, asked.services.form, day_of(at), desk_words())


def _whoever(wanted: Addressees) -> Addressees:
    """Of the same group, whatever they said."""
    return replace(wanted, focus=0, facet="", theme="", since=0, before=0)
