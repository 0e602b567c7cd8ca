"""The menus below the chat, as values, and where each area lies. Never draws one and never speaks to LINE.

A menu is a picture with areas that can be tapped. What is wrong in the data is named by `bot/menu_faults.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

from bot.taps import DO, button

WIDTH, HEIGHT, TAB_HEIGHT = 2500, 1686, 266
SYMBOLS = "go pencil person pause bars question lines calendar down magnifier".split()
_ACROSS = 3


@dataclass(frozen=True, slots=True)
class Area:
    """`says` stands in the picture, `label` is spoken by screen readers. It `does` a command or `sends` a text."""

    says: tuple[str, ...]
    label: str
    does: str = ""
    sends: str = ""
    symbol: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """`everybody`'s menu needs no alias; any other is handed to single people under its own."""

    code: str
    bar: str
    areas: tuple[Area, ...]
    open: bool = False
    everybody: bool = False
    alias: str = ""
    tab: str = ""
    tabs: tuple[str, ...] = ()


Menus = Mapping[str, Menu]


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int


def parse_menus(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Menu]:
    """The table as `tomllib` gives it. Raises ValueError, KeyError or TypeError on a broken shape."""
    return {code: _menu(code, raw, tables) for code, raw in tables.items()}


def _menu(code: str, raw: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> Menu:
    areas = tables[raw["areas_of"]]["areas"] if "areas_of" in raw else raw["areas"]
    rest = {name: value for name, value in raw.items() if name not in ("areas", "areas_of", "tabs")}
    _known(f"menu '{code}'", Menu, rest)
    made = tuple(_area(code, area) for area in areas)
    return Menu(code=code, areas=made, tabs=tuple(raw.get("tabs", ())), **rest)


def _area(code: str, raw: Mapping[str, Any]) -> Area:
    _known(f"an area of menu '{code}'", Area, raw)
    says = tuple(raw["says"])
    return Area(**{"label": "".join(says), **raw, "says": says})


def _known(what: str, kind: type[Menu] | type[Area], raw: Mapping[str, Any]) -> None:
    names = [field.name for field in fields(kind)]
    for name in raw:
        if name not in names:
            raise ValueError(f"{what} does not know '{name}'")


def data_of(area: Area) -> str:
    """What a tap on a command's area brings back: a button that belongs to no question and never grows old."""
    return button(area.label, "menu", DO, f"!{area.does}", 0).data


def tab_data(menu: Menu) -> str:
    """What switching to this menu brings back. LINE has already switched: nobody has to answer."""
    return f"tab~{menu.code}"


def tab_boxes(menu: Menu, menus: Menus) -> list[tuple[Menu, Box]]:
    """The tabs over the areas, from left to right; a menu without tabs has none."""
    tabs = [menus[code] for code in menu.tabs]
    return list(zip(tabs, _row(0, TAB_HEIGHT, len(tabs)), strict=True))


def area_boxes(menu: Menu) -> list[tuple[Area, Box]]:
    """Up to three in a row; the rows share the height below the tabs."""
    top = TAB_HEIGHT if menu.tabs else 0
    rows = [menu.areas[at : at + _ACROSS] for at in range(0, len(menu.areas), _ACROSS)]
    height = (HEIGHT - top) // max(len(rows), 1)
    placed: list[tuple[Area, Box]] = []
    for number, row in enumerate(rows):
        placed += zip(row, _row(top + number * height, height, len(row)), strict=True)
    return placed


def _row(top: int, height: int, count: int) -> list[Box]:
    edges = [WIDTH * at // count for at in range(count + 1)] if count else []
    return [Box(left, top, right - left, height) for left, right in pairwise(edges)]
