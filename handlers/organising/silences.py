"""Who was hardly heard, and what to send them. Reads tallies only; names no cell of too few people."""

from bot.form import Form
from bot.organising.scope import Scope
from bot.summaries.cells import Cell, districts, roles
from bot.summaries.protecting import hidden_cells
from bot.summaries.silence import Silent, Targets, silent
from bot.summaries.telling import ANY, who_of
from bot.summaries.values import Count, Gap
from handlers.organising.figures import Figures
from handlers.organising.words import worded

MOST = 8


def silence_of(
    figures: Figures, targets: Targets, scope: Scope, most: int = MOST
) -> tuple[tuple[Gap, ...], str]:
    """In the whole round, within the scope's roles and districts: those that miss most first, and a text to forward to
    the first of them; both empty where everybody was heard."""
    found, form = _silent(figures, targets, scope), figures.form
    if not found:
        return (), ""
    gaps = [
        Gap(_label(cell, form), cell.people or (None if cell.hidden else 0), cell.target)
        for cell in found[:most]
    ]
    role, district = form.roles[found[0].role], form.districts[found[0].district]
    return tuple(gaps), worded("summary_nudge", role=role.formal, district=district.label)


def _silent(figures: Figures, targets: Targets, scope: Scope) -> tuple[Silent, ...]:
    """A small cell is told as hidden and stands where nobody would stand, so that its place tells nothing. One that is
    only hidden beside a small one is left out."""
    chosen, form = Cell.of(scope, figures.form), figures.form
    every = {(r, d): who_of(r, d) for r in roles(form).leaves for d in districts(form).leaves}
    told = figures.told([ANY], list(every.values()))
    people = {place: told.get((ANY, who), Count()).people for place, who in every.items()}
    gone = hidden_cells(people, figures.fewest)
    small = {place for place in gone if people[place] < figures.fewest}
    wanted_roles = chosen.role.leaves if chosen.role else roles(form).leaves
    wanted_districts = chosen.district.leaves if chosen.district else districts(form).leaves
    return silent(
        targets,
        {place: number for place, number in people.items() if place not in gone - small and all(place)},
        small,
        frozenset((r, d) for r in wanted_roles for d in wanted_districts),
    )


def _label(cell: Silent, form: Form) -> str:
    return f"{form.districts[cell.district].label} · {form.roles[cell.role].label}"
