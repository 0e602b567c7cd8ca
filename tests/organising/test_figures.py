"""The check that no two summaries tell of too few people: every figure that is shown, subtracted from every other."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.organising.scope import Scope
from bot.summaries.telling import Spoken, Told, added, tally
from bot.summaries.values import Count
from handlers.data import load_form
from handlers.organising.figures import WHOLE, Figures, Span
from models import tallies
from models.database import Store

FORM, FEWEST, TODAY = load_form(), 5, 739_900
ROLES = ["", "teacher", "parent", "student", "local_gov"]
DISTRICTS = ["", "7101", "7111", "7102", "7107"]
SCOPES = [
    Scope(),
    *(Scope(role=role) for role in ROLES[1:]),
    *(Scope(sector=code) for code in FORM.sectors),
    *(Scope(district=code) for code in DISTRICTS[1:]),
    *(Scope(zone=code) for code in ("z1", "z3")),
    *(Scope(role=role, district=code) for role in ROLES[1:] for code in DISTRICTS[1:]),
    *(Scope(sector=code, zone=zone) for code in FORM.sectors for zone in ("z1", "z3")),
]
CROWDS = st.lists(
    st.tuples(st.sampled_from(ROLES), st.sampled_from(DISTRICTS), st.integers(TODAY - 9, TODAY)),
    min_size=1,
    max_size=60,
)


class Look(Figures):
    """Told in a word where a law fails: the form alone fills pages."""

    def __repr__(self) -> str:
        return "look"


@pytest.fixture
def look(store: Store) -> Iterator[Figures]:
    with store.writing() as conn:
        yield Look(conn, FORM, "1", FEWEST)


def crowd(look: Figures, people: list[tuple[str, str, int]]) -> None:
    tallies.clear(look.conn)
    told = [Told("1", day, True, True, (Spoken("1", day, r, d, 1, (), ("budget",)),)) for r, d, day in people]
    tallies.add(look.conn, added(map(tally, told)))


def inside(scope: Scope, person: tuple[str, str, int]) -> bool:
    role, district, _ = person
    known, place = FORM.roles.get(role), FORM.districts.get(district)
    sector, zone = known.sector if known else "unsaid", place.zone if place else ""
    return (
        scope.role in ("", role)
        and scope.district in ("", district)
        and scope.sector in ("", sector)
        and scope.zone in ("", zone)
    )


def shown(look: Figures, scopes: list[Scope], span: Span = WHOLE) -> dict[Scope, int]:
    found = {scope: look.of(scope, [""], span)[""] for scope in scopes}
    return {scope: count.people for scope, count in found.items() if count is not None}


def contains(outer: Scope, inner: Scope, people: list[tuple[str, str, int]]) -> bool:
    return all(inside(outer, one) for one in people if inside(inner, one))


@given(CROWDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_figures_differ_by_too_few(look: Figures, people: list[tuple[str, str, int]]) -> None:
    crowd(look, people)
    told = shown(look, SCOPES)
    pairs = [(a, b) for a, b in combinations(told, 2) if contains(a, b, people) or contains(b, a, people)]
    assert not [(a, b) for a, b in pairs if 0 < abs(told[a] - told[b]) < FEWEST]


@given(CROWDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_shown_parts_off_their_whole_leave_enough_or_nobody(
    look: Figures, people: list[tuple[str, str, int]]
) -> None:
    crowd(look, people)
    for parts in ([Scope(role=r) for r in ROLES[1:]], [Scope(district=d) for d in DISTRICTS[1:]]):
        told = shown(look, parts)
        rest = len(people) - sum(told.values())
        assert len(people) < FEWEST or not 0 < rest < FEWEST


@given(CROWDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_some_days_off_the_whole_round_leave_enough_or_nobody(
    look: Figures, people: list[tuple[str, str, int]]
) -> None:
    crowd(look, people)
    whole = shown(look, SCOPES[:14])
    for first in (TODAY - 6, TODAY - 2, TODAY):
        some = shown(look, SCOPES[:14], (first, TODAY + 1))
        both = [scope for scope in some if scope in whole]
        assert not [scope for scope in both if 0 < whole[scope] - some[scope] < FEWEST]


def test_what_is_shown_is_what_was_said(look: Figures) -> None:
    crowd(look, [("teacher", "7102", TODAY)] * 7 + [("parent", "7101", TODAY)] * 6)
    assert look.of(Scope(role="teacher"), [""])[""] == Count(7, 7)


def test_a_small_cell_is_hidden(look: Figures) -> None:
    crowd(look, [("teacher", "7102", TODAY)] * 4 + [("parent", "7101", TODAY)] * 20)
    assert look.of(Scope(role="teacher"), [""])[""] is None


def test_the_one_beside_a_single_small_cell_is_hidden_too(look: Figures) -> None:
    crowd(look, [("teacher", "7102", TODAY)] * 4 + [("parent", "7102", TODAY)] * 20)
    assert look.of(Scope(role="parent"), [""])[""] is None


def test_a_cell_of_nobody_is_no_secret(look: Figures) -> None:
    crowd(look, [("teacher", "7102", TODAY)] * 9)
    assert look.of(Scope(role="student"), [""])[""] == Count(0, 0)


def test_a_round_nobody_spoke_in_has_figures_of_nobody(look: Figures) -> None:
    assert replace(look, round="none").of(Scope(), [""])[""] == Count(0, 0)
