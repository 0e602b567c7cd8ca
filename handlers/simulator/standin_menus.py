"""Rich menus, their pictures and aliases, with LINE's limits. Knows no people."""

import re
import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handlers.simulator.standin_actions import Fault, action_faults, length_faults, size_faults
from handlers.simulator.standin_count import graphemes
from handlers.simulator.standin_values import Json, Refused

ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
PICTURE_BYTES = 1024 * 1024
MOST = 1000


@dataclass(slots=True)
class Menus:
    """All rich menus of the account, by id."""

    kept: dict[str, Json] = field(default_factory=dict)
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    moved: set[str] = field(default_factory=set)
    phase: str = "succeeded"  # what is said of every batch

    def create(self, menu: Json) -> str:
        check_menu(menu)
        if len(self.kept) >= MOST:
            raise Refused(400, "The maximum number of rich menus has been reached")
        menu_id = f"richmenu-{secrets.token_hex(16)}"
        self.kept[menu_id] = {"richMenuId": menu_id, **menu}
        return menu_id

    def get(self, menu_id: str | None) -> Json:
        if menu_id not in self.kept:
            raise Refused(404, "Not found")
        return self.kept[menu_id]

    def usable(self, menu_id: str) -> str:
        self.get(menu_id)
        if menu_id not in self.pictures:
            raise Refused(400, "must upload richmenu image before applying it to user")
        return menu_id

    def delete(self, menu_id: str) -> None:
        self.get(menu_id)
        del self.kept[menu_id]
        self.pictures.pop(menu_id, None)
        self.aliases = {alias: menu for alias, menu in self.aliases.items() if menu != menu_id}
        self.default = None if self.default == menu_id else self.default

    def paint(self, menu_id: str, body: bytes, content_type: str) -> None:
        self.get(menu_id)
        if menu_id in self.pictures:
            raise Refused(400, "An image has already been uploaded to the richmenu")
        check_picture(body, content_type)
        self.pictures[menu_id] = (body, content_type)

    def picture(self, menu_id: str) -> tuple[bytes, str]:
        if menu_id not in self.pictures:
            raise Refused(404, "Not found")
        return self.pictures[menu_id]

    def name(self, alias: str, menu_id: str, new: bool) -> None:
        if not ALIAS.fullmatch(alias):
            raise Refused(400, "Invalid richMenuAliasId")
        if new and alias in self.aliases:
            raise Refused(400, "conflict richmenu alias id")
        if menu_id not in self.kept:
            raise Refused(400, "richmenu not found")
        self.named(alias) if not new else None
        self.aliases[alias] = menu_id

    def named(self, alias: str) -> Json:
        if alias not in self.aliases:
            raise Refused(404, "richmenu alias not found")
        return {"richMenuAliasId": alias, "richMenuId": self.aliases[alias]}


def check_menu(menu: Json) -> None:
    try:
        faults = list(_menu_faults(menu))
    except (AttributeError, TypeError) as fault:
        raise Refused(400, "The request body is invalid") from fault
    if faults:
        details = [fault.as_detail() for fault in faults]
        raise Refused(400, f"The request body has {len(faults)} error(s)", details)


def _menu_faults(menu: Json) -> Iterator[Fault]:
    size = menu.get("size") or {}
    width, height = size.get("width", 0), size.get("height", 0)
    if not (800 <= width <= 2500 and height >= 250 and width >= 1.45 * height):
        yield Fault("size", "Invalid size")
    yield from length_faults(menu.get("name"), "name", 300, graphemes)
    yield from length_faults(menu.get("chatBarText"), "chatBarText", 14, graphemes)
    if not isinstance(menu.get("selected"), bool):
        yield Fault("selected", "May not be null")
    yield from size_faults(menu.get("areas"), "areas", 0, 20)
    for n, area in enumerate(menu.get("areas") or []):
        yield from _area_faults(area, f"areas[{n}]", width, height)


def _area_faults(area: Any, where: str, width: int, height: int) -> Iterator[Fault]:
    bounds = area.get("bounds") or {}
    right = bounds.get("x", 0) + bounds.get("width", 0)
    bottom = bounds.get("y", 0) + bounds.get("height", 0)
    if right > width or bottom > height or min(bounds.get("x", 0), bounds.get("y", 0)) < 0:
        yield Fault(f"{where}.bounds", "Must lie inside the rich menu")
    action = area.get("action")
    yield from action_faults(action, f"{where}.action", None, None)
    if isinstance(action, dict) and "label" in action:
        yield from length_faults(action["label"], f"{where}.action.label", 20, graphemes)


def check_picture(body: bytes, content_type: str) -> None:
    if content_type not in ("image/png", "image/jpeg"):
        raise Refused(415, f"The content type, {content_type}, is not supported")
    if len(body) > PICTURE_BYTES:
        raise Refused(413, "Payload Too Large")
    width, height = picture_size(body)
    if not (800 <= width <= 2500 and height >= 250 and width >= 1.45 * height):
        raise Refused(400, "The image size is invalid")


def picture_size(body: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG, (0, 0) for anything else."""
    if body.startswith(b"\x89PNG\r\n\x1a\n") and len(body) >= 24:
        width, height = struct.unpack(">II", body[16:24])
        return width, height
    return _jpeg_size(body) if body.startswith(b"\xff\xd8") else (0, 0)


def _jpeg_size(body: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(body) and body[at] == 0xFF:
        mark, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4])
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0
