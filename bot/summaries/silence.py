"""Who was hardly heard: cells of districts and roles against the numbers that a round means to hear. Pure."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from bot.summaries.protecting import Place

FEW = 0.5
"""Below this share of its target a cell is hardly heard."""


@dataclass(frozen=True, slots=True)
class Targets:
    """How many people a round means to hear, by role and by district."""

    roles: Mapping[str, int]
    districts: Mapping[str, int]

    def of(self, role: str, district: str) -> int:
        """The district's share for this role."""
        total = sum(self.roles.values())
        return round(self.districts.get(district, 0) * self.roles.get(role, 0) / total) if total else 0


@dataclass(frozen=True, slots=True)
class Silent:
    """`people` is 0 where the figure is `hidden`."""

    role: str
    district: str
    people: int
    target: int
    hidden: bool = False

    @property
    def missing(self) -> int:
        return self.target - self.people


def parse_targets(table: Mapping[str, Any]) -> Targets:
    """Raises KeyError or TypeError on a broken shape."""
    return Targets(
        *({code: int(number) for code, number in table[name].items()} for name in ("roles", "districts"))
    )


def silent(
    targets: Targets, people: Mapping[Place, int], hidden: Set[Place], wanted: Set[Place]
) -> tuple[Silent, ...]:
    """Those that miss most first; `people` by role and district. Where a figure is `hidden`, nothing depends on it."""
    cells = [
        Silent(*place, 0 if place in hidden else number, targets.of(*place), place in hidden)
        for place, number in people.items()
        if place in wanted
    ]
    found = [cell for cell in cells if cell.target and cell.people < FEW * cell.target]
    return tuple(sorted(found, key=lambda cell: (-cell.missing, cell.district, cell.role)))
