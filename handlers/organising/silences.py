"""Who was hardly heard, and what to send them. Reads tallies only; names no cell of too few people."""

from bot.form import Form
from bot.organising.scope import Scope
from bot.summaries.cells import Cell, districts, roles
from bot.summaries.silence import Silent, Targets, silent
from bot.summaries.telling import ANY, who_of
from bot.summaries.values import Count, Gap
from handlers.organising.figures import Figures
from handlers.organising.words import worded

MOST = 8


def gaps_of(figures: Figures, targets: Targets, scope: Scope, most: int = MOST) -> tuple[Gap, ...]:
    """In the whole round, within the scope's roles and districts; those that miss most first."""
    form = figures.form
    return tuple(
        Gap(_label(cell, form), cell.people if _may(cell, figures) else None, cell.target)
        for cell in _silent(figures, targets, scope)[:most]
    )


def nudge_of(figures: Figures, targets: Targets, scope: Scope) -> str:
    """A text to forward to those who miss most; empty where everybody was heard."""
    found = _silent(figures, targets, scope)
    if not found:
        return ""
    role, district = figures.form.roles[found[0].role], figures.form.districts[found[0].district]
    return worded("summary_nudge", role=role.formal, district=district.label)


def _silent(figures: Figures, targets: Targets, scope: Scope) -> tuple[Silent, ...]:
    cell = Cell.of(scope, figures.form)
    wanted_roles = cell.role.leaves if cell.role else roles(figures.form).leaves
    wanted_districts = cell.district.leaves if cell.district else districts(figures.form).leaves
    told = figures.told([ANY], [who_of(r, d) for r in wanted_roles for d in wanted_districts])
    return silent(
        targets,
        lambda role, district: told.get((ANY, who_of(role, district)), Count()).people,
        [role for role in wanted_roles if role],
        [district for district in wanted_districts if district],
    )


def _may(cell: Silent, figures: Figures) -> bool:
    return cell.people == 0 or cell.people >= figures.fewest


def _label(cell: Silent, form: Form) -> str:
    return f"{form.districts[cell.district].label} · {form.roles[cell.role].label}"
