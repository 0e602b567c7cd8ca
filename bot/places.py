"""Who speaks and from where: roles, sectors, ages, zones, districts, and the names people use for them.

Never guesses: when a text names two places or none, nothing is found.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from bot.words import distance, key

_LONGEST = 60
_BEFORE_A_NAME = re.compile("^(?:อยู่ที่|อยู่แถว|อยู่|แถว|แถบ|จาก|ที่|เป็น|คือ|ขอดู|อำเภอ|อ|ตำบล|ต|จังหวัด|จ)+")
_NOISE = re.compile(r"[\s.\-–/()]+")


@dataclass(frozen=True, slots=True)
class Sector:
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Role:
    """`names` are heard inside a message, `whole` only as the whole of it; `address` is how we speak to them."""

    code: str
    label: str
    formal: str
    sector: str
    address: str
    names: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Age:
    code: str
    label: str
    names: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """`districts` is empty for the whole province and for outside it."""

    code: str
    label: str
    districts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class District:
    """`office` is where its office stands, in degrees north and east; empty where nobody knows."""

    code: str
    label: str
    zone: str
    names: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    office: tuple[float, ...] = ()


class _Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def whole(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=_Named)


def parse_sectors(table: Mapping[str, Any]) -> tuple[Sector, ...]:
    return tuple(Sector(**row) for row in table["sectors"])


def parse_roles(table: Mapping[str, Any]) -> tuple[Role, ...]:
    return tuple(Role(**_tuples(row)) for row in table["roles"])


def parse_ages(table: Mapping[str, Any]) -> tuple[Age, ...]:
    return tuple(Age(**_tuples(row)) for row in table["ages"])


def parse_zones(table: Mapping[str, Any]) -> tuple[Zone, ...]:
    return tuple(Zone(**_tuples(row)) for row in table["zones"])


def parse_districts(table: Mapping[str, Any]) -> tuple[District, ...]:
    return tuple(District(**_tuples(row)) for row in table["districts"])


def find_district(text: str, districts: Iterable[District]) -> District | None:
    return _find(text, tuple(districts))


def find_role(text: str, roles: Iterable[Role]) -> Role | None:
    return _find(text, tuple(roles))


def find_zone(text: str, zones: Iterable[Zone]) -> Zone | None:
    return _find(text, tuple(zones))


def find_age(text: str, ages: Iterable[Age]) -> Age | None:
    return _find(text, tuple(ages))


@lru_cache(maxsize=4096)
def plain_name(text: str) -> str:
    """A name as it is compared: no polite ending, no spaces, dots, dashes or brackets."""
    return _NOISE.sub("", key(text))


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _find(text: str, choices: tuple[N, ...]) -> N | None:
    if len(text) > _LONGEST:
        return None
    said = plain_name(text)
    bare = _BEFORE_A_NAME.sub("", said) or said
    return _whole(said, bare, choices) or _contained(said, choices) or _misspelt(bare, choices)


def _whole(said: str, bare: str, choices: tuple[N, ...]) -> N | None:
    for choice in choices:
        forms = {plain_name(form) for form in (choice.label, *choice.names, *choice.whole)}
        if said in forms or bare in forms:
            return choice
    return None


def _contained(said: str, choices: tuple[N, ...]) -> N | None:
    """The one choice named inside the message: a longer name hides the shorter ones within it."""
    forms = [(plain_name(form), choice) for choice in choices for form in (choice.label, *choice.names)]
    found: dict[str, N] = {}
    for form, choice in sorted(forms, key=lambda pair: -len(pair[0])):
        if form and form in said:
            said = said.replace(form, "|")
            found[choice.code] = choice
    return next(iter(found.values())) if len(found) == 1 else None


def _misspelt(bare: str, choices: tuple[N, ...]) -> N | None:
    """One slip in a long name is forgiven, when only one name is that near."""
    if len(bare) < 5:
        return None
    near = {
        choice.code: choice
        for choice in choices
        for form in (choice.label, *choice.names)
        if distance(bare, plain_name(form), 1) <= 1
    }
    return next(iter(near.values())) if len(near) == 1 else None
