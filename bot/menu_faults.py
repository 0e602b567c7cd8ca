"""Looks through the menus for all that LINE would refuse or the conversation would not understand.

Names every fault at once, in an organiser's words. Counts labels as LINE counts them. Changes nothing.
"""

import re
from collections.abc import Iterator

from bot.control import COMMANDS
from bot.menus import SYMBOLS, Menu, Menus
from bot.words import graphemes

_MOST_AREAS, _MOST_LINES, _LINE, _TAB = 6, 2, 12, 14
_BAR, _LABEL, _TEXT = 14, 20, 300
_ALIAS = re.compile("[a-z0-9_-]{1,32}")


def menu_faults(menus: Menus) -> list[str]:
    """One clear sentence a fault; empty when LINE takes every menu and the conversation knows every area."""
    found = list(_whole_faults(menus))
    for menu in menus.values():
        found += [*_menu_faults(menu, menus), *_area_faults(menu)]
    return found


def _whole_faults(menus: Menus) -> Iterator[str]:
    shared = [menu.code for menu in menus.values() if menu.everybody]
    if len(shared) != 1:
        yield f"{len(shared)} menus are marked `everybody`; exactly one must be."
    aliases = [menu.alias for menu in menus.values() if menu.alias]
    for alias in sorted({alias for alias in aliases if aliases.count(alias) > 1}):
        yield f"Two menus have the alias '{alias}'."


def _menu_faults(menu: Menu, menus: Menus) -> Iterator[str]:
    name = f"Menu '{menu.code}'"
    if not _ALIAS.fullmatch(menu.code):
        yield f"{name}: its code may hold only a-z, 0-9, _ and -, at most 32 of them."
    if menu.alias and not _ALIAS.fullmatch(menu.alias):
        yield f"{name}: the alias '{menu.alias}' may hold only a-z, 0-9, _ and -, at most 32 of them."
    if not menu.everybody and not menu.alias:
        yield f"{name} is nobody's: it is not for everybody and has no alias to be handed out under."
    yield from _length(f"The bar of menu '{menu.code}'", menu.bar, _BAR)
    if not 1 <= len(menu.areas) <= _MOST_AREAS:
        yield f"{name} has {len(menu.areas)} areas; the picture has room for 1 to {_MOST_AREAS}."
    yield from _tab_faults(menu, menus)


def _tab_faults(menu: Menu, menus: Menus) -> Iterator[str]:
    name = f"Menu '{menu.code}'"
    if menu.tabs and menu.code not in menu.tabs:
        yield f"{name} has tabs, but none of its own."
    for code in menu.tabs:
        if code not in menus:
            yield f"{name} has a tab for menu '{code}', which does not exist."
        elif not menus[code].alias:
            yield f"{name} has a tab for menu '{code}', which has no alias to switch to."
        else:
            yield from _length(f"The tab of menu '{code}'", menus[code].tab, _TAB)


def _area_faults(menu: Menu) -> Iterator[str]:
    for number, area in enumerate(menu.areas, 1):
        name = f"Area {number} of menu '{menu.code}'"
        yield from _length(f"The label of area {number} of menu '{menu.code}'", area.label, _LABEL)
        if not 1 <= len(area.says) <= _MOST_LINES:
            yield f"{name} says {len(area.says)} lines; it needs 1 or {_MOST_LINES}."
        for line in area.says:
            yield from _length(f"'{line}' in area {number} of menu '{menu.code}'", line, _LINE)
        if bool(area.does) == bool(area.sends):
            yield f"{name} must either do a command or send a text."
        if area.does and area.does not in COMMANDS:
            yield f"{name} does the unknown command '{area.does}'."
        if area.sends:
            yield from _length(f"The text of area {number} of menu '{menu.code}'", area.sends, _TEXT)
        if area.symbol and area.symbol not in SYMBOLS:
            yield f"{name} has the unknown symbol '{area.symbol}'; known are {', '.join(SYMBOLS)}."


def _length(what: str, text: str, most: int) -> Iterator[str]:
    if not text.strip():
        yield f"{what} is empty."
    elif graphemes(text) > most:
        yield f"{what} is too long: {graphemes(text)} characters as LINE counts them, at most {most}."
