"""What LINE should have: our menus as LINE takes them, each with its picture. Asks LINE nothing.

A menu's name ends with a mark of all that is in it: the same name at LINE means the same menu.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.menus import HEIGHT, WIDTH, Area, Box, Menu, Menus, area_boxes, data_of, tab_boxes, tab_data
from handlers.pictures.menu import menu_picture

Json = dict[str, Any]
OURS = "siangkan"
_MARK = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """`alias` is empty where nobody needs one."""

    code: str
    name: str
    body: Json
    png: bytes
    alias: str = ""
    everybody: bool = False


def wanted_menus(menus: Menus) -> list[Wanted]:
    """Draws every picture."""
    return [_wanted(menu, menus) for menu in menus.values()]


def code_of(name: str) -> str:
    """The menu that this name was given to, in whatever version; empty for a name that is not ours."""
    parts = name.split(" ")
    return parts[1] if len(parts) == 3 and parts[0] == OURS else ""


def _wanted(menu: Menu, menus: Menus) -> Wanted:
    png, body = menu_picture(menu, menus), body_of(menu, menus)
    mark = sha256(json.dumps(body, sort_keys=True).encode() + png).hexdigest()[:_MARK]
    name = f"{OURS} {menu.code} {mark}"
    return Wanted(menu.code, name, {**body, "name": name}, png, menu.alias, menu.everybody)


def body_of(menu: Menu, menus: Menus) -> Json:
    """The menu in LINE's words, still without a name."""
    tabs = [_placed(box, _switch(tab)) for tab, box in tab_boxes(menu, menus)]
    areas = [_placed(box, _action(area)) for area, box in area_boxes(menu)]
    size = {"width": WIDTH, "height": HEIGHT}
    return {"size": size, "selected": menu.open, "chatBarText": menu.bar, "areas": tabs + areas}


def _placed(box: Box, action: Json) -> Json:
    bounds = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return {"bounds": bounds, "action": action}


def _switch(tab: Menu) -> Json:
    switch = {"type": "richmenuswitch", "richMenuAliasId": tab.alias, "data": tab_data(tab)}
    return {**switch, "label": tab.tab}


def _action(area: Area) -> Json:
    """A command folds the menu: its answer would else stand behind it."""
    if area.sends:
        return {"type": "message", "label": area.label, "text": area.sends}
    tap = {"type": "postback", "label": area.label, "data": data_of(area), "displayText": area.label}
    return {**tap, "inputOption": "closeRichMenu"}
