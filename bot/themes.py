"""The codebook: what an answer can be about. Values only; matching words is the reader's work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

INSIDE = frozenset({"structure", "services", "man", "money", "material", "management"})
OUTSIDE = frozenset({"social", "technology", "economy", "politics"})


@dataclass(frozen=True, slots=True)
class Theme:
    """One code of the codebook.

    `terms` are sure signs, `weak` ones count half, `near` are words that must stand close together
    ("ครู + ไม่พอ|ขาด"), `well` says that all is well, `not_in` are phrases that only look like a term.
    `box` is the default cell of the SWOT table, `button` the problem button that stands for the theme.
    """

    code: str
    label: str
    focus: int
    is_not: str = ""
    box: str = ""
    button: str = ""
    terms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    well: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


def parse_themes(table: Mapping[str, Any]) -> tuple[Theme, ...]:
    return tuple(_theme(row) for row in table["themes"])


def _theme(row: Mapping[str, Any]) -> Theme:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Theme(**values)
