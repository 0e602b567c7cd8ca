"""What has to be done so that LINE has what it should have. Compares only: asks LINE nothing and changes nothing.

Menus of anybody else are never touched. Steps name menus by their names, because a new one has no id yet. Deleting
comes last: whatever fails before leaves people the menus they have, and the next run goes on from there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handlers.setup.wanted import OURS, Wanted, code_of


@dataclass(frozen=True, slots=True)
class Existing:
    """A menu of ours at LINE; without its picture it can be given to nobody."""

    id: str
    name: str
    painted: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What LINE has: our menus, everybody's menu, all aliases."""

    ours: tuple[Existing, ...] = ()
    default: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Create:
    name: str


@dataclass(frozen=True, slots=True)
class Paint:
    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """Gives the alias to the menu; `new` when nothing has it yet."""

    alias: str
    name: str
    new: bool


@dataclass(frozen=True, slots=True)
class Default:
    name: str


@dataclass(frozen=True, slots=True)
class Move:
    """Everybody who was handed one of the old menus gets the new one of its kind: (id, name)."""

    moves: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unname:
    alias: str


@dataclass(frozen=True, slots=True)
class Delete:
    id: str
    name: str


Step = Create | Paint | Name | Default | Move | Unname | Delete


def kept(wanted: list[Wanted], found: Found) -> dict[str, str]:
    """The ids of wanted menus that LINE already has. Of two with one name the finished one."""
    names = {each.name for each in wanted}
    finished_last = sorted(found.ours, key=lambda menu: menu.painted)
    return {menu.name: menu.id for menu in finished_last if menu.name in names}


def difference(wanted: list[Wanted], found: Found) -> list[Step]:
    """In the order in which they have to be done."""
    ids = kept(wanted, found)
    return [
        *_made(wanted, ids, found),
        *_named(wanted, ids, found),
        *_default(wanted, ids, found),
        *_tidied(wanted, ids, found),
    ]


def _made(wanted: list[Wanted], ids: dict[str, str], found: Found) -> Iterator[Step]:
    painted = {menu.id for menu in found.ours if menu.painted}
    for each in wanted:
        if each.name not in ids:
            yield Create(each.name)
        if ids.get(each.name) not in painted:
            yield Paint(each.name)


def _named(wanted: list[Wanted], ids: dict[str, str], found: Found) -> Iterator[Step]:
    for each in wanted:
        if each.alias and (each.name not in ids or found.aliases.get(each.alias) != ids[each.name]):
            yield Name(each.alias, each.name, each.alias not in found.aliases)


def _default(wanted: list[Wanted], ids: dict[str, str], found: Found) -> Iterator[Step]:
    for each in wanted:
        if each.everybody and ids.get(each.name, "no id") != found.default:
            yield Default(each.name)


def _tidied(wanted: list[Wanted], ids: dict[str, str], found: Found) -> Iterator[Step]:
    old = [menu for menu in found.ours if menu.id not in ids.values()]
    handed_out = {each.code: each.name for each in wanted if each.alias}
    moves = [(menu.id, handed_out[code]) for menu in old if (code := _handed(menu, handed_out))]
    if moves:
        yield Move(tuple(moves))
    known = {each.alias for each in wanted}
    for alias in found.aliases:
        if alias.startswith(f"{OURS}-") and alias not in known:
            yield Unname(alias)
    for menu in old:
        yield Delete(menu.id, menu.name)


def _handed(menu: Existing, handed_out: dict[str, str]) -> str:
    """The menu's code when somebody may have been handed it and a new one is there to take its place."""
    code = code_of(menu.name)
    return code if menu.painted and code in handed_out else ""
