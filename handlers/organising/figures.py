"""Figures of a scope from the tallies, protected: what may not be shown is None. Reads hundreds of rows, no answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.form import Form
from bot.organising.scope import Scope
from bot.summaries.cells import Cell
from bot.summaries.protecting import hidden, hidden_cells, may_show
from bot.summaries.values import Count
from models import tallies

Span = tuple[int, int]
"""First day and the day after the last, as ordinals; (0, 0) is the whole round."""
WHOLE: Span = (0, 0)
_NOBODY = Count()
Told = Mapping[tuple[str, str], Count]
"""By what and who."""


@dataclass(frozen=True, slots=True)
class Figures:
    conn: Connection
    form: Form
    round: str
    fewest: int

    def of(
        self, scope: Scope, whats: Sequence[str], span: Span = WHOLE, wider: Sequence[Span] = ()
    ) -> dict[str, Count | None]:
        """What was said by those in the scope, by `what`; the scope's own period does not matter. `wider` are spans
        around this one that may be asked for, too; the whole round always may."""
        cell = Cell.of(scope, self.form)
        told = self.told(whats, cell.needed, span)
        around = [self.told(whats, cell.whos, each) for each in {*wider, WHOLE} - {span}]
        return {what: self._shown(cell, what, told, around) for what in whats}

    def small(self, scope: Scope, whats: Sequence[str], span: Span = WHOLE) -> frozenset[str]:
        """What fewer people than may be shown said; others are hidden beside such, or beside the whole round."""
        cell = Cell.of(scope, self.form)
        told = self.told(whats, cell.whos, span)
        return frozenset(what for what in whats if 0 < _sum(told, what, cell.whos).people < self.fewest)

    def told(self, whats: Sequence[str], whos: Sequence[str], span: Span = WHOLE) -> Told:
        """As it is, not protected: for whoever decides by it what may be shown."""
        return tallies.counts(self.conn, self.round, whats, whos, *span)

    def _shown(self, cell: Cell, what: str, told: Told, around: Sequence[Told]) -> Count | None:
        count = _sum(told, what, cell.whos)
        if not count.people:
            return count  # nobody is no secret
        wholes = [_sum(each, what, cell.whos).people for each in around]
        if not may_show(count.people, self.fewest, *wholes):
            return None
        trees = cell.trees(lambda who: told.get((what, who), _NOBODY).people)
        if any(name in hidden(tree, self.fewest) for tree, name in trees):
            return None
        return None if self._is_hidden_cell(cell, what, told) else count

    def _is_hidden_cell(self, cell: Cell, what: str, told: Told) -> bool:
        if cell.table is None or cell.role is None or cell.district is None:
            return False
        people = {place: _sum(told, what, whos).people for place, whos in cell.table.items()}
        return (cell.role.name, cell.district.name) in hidden_cells(people, self.fewest)


def _sum(told: Told, what: str, whos: Sequence[str]) -> Count:
    found = [told.get((what, who), _NOBODY) for who in whos]
    return Count(sum(one.people for one in found), sum(one.mentions for one in found))
