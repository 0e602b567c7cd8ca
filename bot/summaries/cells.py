"""Which tallies make up a scope, and in which breakdowns it is one part among others. Pure; counts and reads nothing.

A scope's people are a cell of two breakdowns: roles within sectors, districts within zones. Whoever told no role or
district is a leaf of their own (""), so that the leaves add up to the whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.form import Form
from bot.organising.scope import Scope
from bot.summaries.protecting import Place, Tree
from bot.summaries.telling import who_of

Codes = tuple[str, ...]
Count = Callable[[str], int]
"""People by `who`."""
_UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Axis:
    """One breakdown: groups of leaves; `sign` tells its names from those of the other axis."""

    sign: str
    groups: Mapping[str, Codes]

    @property
    def leaves(self) -> Codes:
        return tuple(leaf for leaves in self.groups.values() for leaf in leaves)

    def tree(self, people: Count) -> Tree:
        return {
            self.group(group): {self.leaf(leaf): people(leaf) for leaf in leaves}
            for group, leaves in self.groups.items()
        }

    def group(self, code: str) -> str:
        return f"{self.sign} group {code}"

    def leaf(self, code: str) -> str:
        return f"{self.sign} {code}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of an axis that a scope names: its leaves, and the name that it has in the tree."""

    axis: Axis
    leaves: Codes
    name: str

    @property
    def beside(self) -> dict[str, Codes]:
        """All parts of its own size: groups beside a group, leaves beside a leaf."""
        if self.name.startswith(self.axis.group("")):
            return {self.axis.group(group): leaves for group, leaves in self.axis.groups.items()}
        return {self.axis.leaf(leaf): (leaf,) for leaf in self.axis.leaves}


def roles(form: Form) -> Axis:
    groups = {sector: [r.code for r in form.roles.values() if r.sector == sector] for sector in form.sectors}
    groups.setdefault(_UNSAID, []).append("")
    return Axis("role", {sector: tuple(codes) for sector, codes in groups.items() if codes})


def districts(form: Form) -> Axis:
    groups = {zone: tuple(d.code for d in form.districts.values() if d.zone == zone) for zone in form.zones}
    return Axis("district", {zone: codes for zone, codes in groups.items() if codes} | {_UNSAID: ("",)})


@dataclass(frozen=True, slots=True)
class Cell:
    """`role` and `district` are None where the scope takes all."""

    role: Chosen | None
    district: Chosen | None

    @classmethod
    def of(cls, scope: Scope, form: Form) -> "Cell":
        return cls(
            _chosen(roles(form), scope.sector, scope.role),
            _chosen(districts(form), scope.zone, scope.district),
        )

    @property
    def whos(self) -> Codes:
        """The tallies whose people are those of the scope, each person in one."""
        return tuple(who_of(r, d) for r in _leaves(self.role) for d in _leaves(self.district))

    @property
    def needed(self) -> Codes:
        """All tallies that `value` and `trees` look at."""
        found = dict.fromkeys(self.whos)
        found |= dict.fromkeys(who for whos in (self.table or {}).values() for who in whos)
        for role in _all(self.role):
            for district in (None, *_leaves(self.district)):
                found[who_of(role, district)] = None
        for leaf in _all(self.district):
            for other in (None, *_leaves(self.role)):
                found[who_of(other, leaf)] = None
        return tuple(found)

    @property
    def table(self) -> dict[Place, Codes] | None:
        """All cells of the table that the scope is one of, with the tallies of each; None unless it names both a role
        (or sector) and a district (or zone)."""
        if self.role is None or self.district is None:
            return None
        return {
            (role, district): tuple(who_of(r, d) for r in own for d in theirs)
            for role, own in self.role.beside.items()
            for district, theirs in self.district.beside.items()
        }

    def trees(self, people: Count) -> list[tuple[Tree, str]]:
        """Every breakdown that the scope is a part of, with its name there."""
        found: list[tuple[Tree, str]] = []
        if self.role:
            for within in dict.fromkeys(((None,), _leaves(self.district))):
                found.append((self.role.axis.tree(_within(people, within, of_role=True)), self.role.name))
        if self.district:
            for within in dict.fromkeys(((None,), _leaves(self.role))):
                found.append(
                    (self.district.axis.tree(_within(people, within, of_role=False)), self.district.name)
                )
        return found


def _chosen(axis: Axis, group: str, leaf: str) -> Chosen | None:
    """A code that the data files no longer have is nobody."""
    if leaf:
        return Chosen(axis, (leaf,), axis.leaf(leaf))
    return Chosen(axis, axis.groups.get(group, (group,)), axis.group(group)) if group else None


def _leaves(chosen: Chosen | None) -> tuple[str | None, ...]:
    return chosen.leaves if chosen else (None,)


def _all(chosen: Chosen | None) -> Codes:
    return chosen.axis.leaves if chosen else ()


def _within(people: Count, others: tuple[str | None, ...], *, of_role: bool) -> Count:
    """People of a leaf of one axis, within some leaves of the other."""
    if of_role:
        return lambda role: sum(people(who_of(role, other)) for other in others)
    return lambda district: sum(people(who_of(other, district)) for other in others)
