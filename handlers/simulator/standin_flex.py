"""LINE's limits on Flex containers: sizes, known parts, known properties. Never mends what it refuses."""

import json
from collections.abc import Iterator
from typing import Any

from handlers.simulator.standin_actions import Fault, action_faults, missing_url

BUBBLE_BYTES, CAROUSEL_BYTES, BUBBLES = 30 * 1024, 50 * 1024, 12
SIZES = {"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"}
LAYOUTS = ("horizontal", "vertical", "baseline")
INSIDE = ("box", "button", "image", "text", "separator", "filler")


def _names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())


PLACE = "type flex margin position offsetTop offsetBottom offsetStart offsetEnd"
PADDING = "paddingAll paddingTop paddingBottom paddingStart paddingEnd"
BORDER = "backgroundColor borderColor borderWidth cornerRadius background"
EXTENT = "width maxWidth height maxHeight justifyContent alignItems"
LETTERS = "text size weight color style decoration"

PROPERTIES = {
    "box": _names(PLACE, PADDING, BORDER, EXTENT, "layout contents spacing action"),
    "button": _names(PLACE, "action height style color gravity adjustMode scaling"),
    "image": _names(PLACE, "url align gravity size aspectRatio aspectMode backgroundColor action animated"),
    "video": _names("type url previewUrl altContent aspectRatio action"),
    "icon": _names(PLACE, "url size aspectRatio scaling"),
    "text": _names(
        PLACE, LETTERS, "contents adjustMode align gravity wrap lineSpacing maxLines action scaling"
    ),
    "span": _names(LETTERS, "type"),
    "separator": _names("type margin color"),
    "filler": _names("type flex"),
    "bubble": _names("type size direction header hero body footer styles action"),
    "carousel": _names("type contents"),
}


def flex_faults(contents: Any) -> Iterator[Fault]:
    kind = contents.get("type") if isinstance(contents, dict) else None
    if kind == "carousel":
        yield from _carousel(contents)
    elif kind == "bubble":
        yield from _bubble(contents, "")
    else:
        yield Fault("/type", "Must be one of the following values: [bubble, carousel]")


def size_in_bytes(container: Any) -> int:
    """UTF-8 without blanks; whether LINE counts so is not documented."""
    return len(json.dumps(container, ensure_ascii=False, separators=(",", ":")).encode())


def _carousel(carousel: dict[str, Any]) -> Iterator[Fault]:
    yield from _unknown(carousel, "")
    bubbles = carousel.get("contents")
    if not isinstance(bubbles, list) or not 1 <= len(bubbles) <= BUBBLES:
        yield Fault("/contents", f"Size must be between 1 and {BUBBLES}")
        return
    if size_in_bytes(carousel) > CAROUSEL_BYTES:
        yield Fault("/", "flex message is too large")
    if len({bubble.get("size", "mega") for bubble in bubbles}) > 1:
        yield Fault("/contents", "bubble sizes must be the same in a carousel")
    for n, bubble in enumerate(bubbles):
        yield from _bubble(bubble, f"/contents/{n}")


def _bubble(bubble: Any, where: str) -> Iterator[Fault]:
    if not isinstance(bubble, dict) or bubble.get("type") != "bubble":
        yield Fault(f"{where}/type", "Must be one of the following values: [bubble]")
        return
    yield from _unknown(bubble, where)
    if size_in_bytes(bubble) > BUBBLE_BYTES:
        yield Fault(where or "/", "bubble is too large")
    if bubble.get("size", "mega") not in SIZES:
        yield Fault(f"{where}/size", "invalid property")
    blocks = [name for name in ("header", "hero", "body", "footer") if name in bubble]
    if not blocks:
        yield Fault(where or "/", "At least one block must be specified")
    for name in blocks:
        allowed = ("box", "image", "video") if name == "hero" else ("box",)
        yield from _part(bubble[name], f"{where}/{name}", allowed)


def _part(part: Any, where: str, allowed: tuple[str, ...]) -> Iterator[Fault]:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in allowed:
        yield Fault(f"{where}/type", f"Must be one of the following values: [{', '.join(allowed)}]")
        return
    yield from _unknown(part, where)
    if kind == "box":
        yield from _box(part, where)
    elif kind == "text":
        yield from _text(part, where)
    elif kind in ("image", "icon", "video"):
        yield from missing_url(part.get("url"), f"{where}/url")
    if kind == "button" or "action" in part:
        label = 40 if kind == "button" else None
        yield from _action(part.get("action"), f"{where}/action", label)


def _action(action: Any, where: str, label: int | None) -> Iterator[Fault]:
    for fault in action_faults(action, where, None, label):
        yield Fault(fault.property.replace(f"{where}.", f"{where}/"), fault.message)


def _box(box: dict[str, Any], where: str) -> Iterator[Fault]:
    if box.get("layout") not in LAYOUTS:
        yield Fault(f"{where}/layout", f"Must be one of the following values: [{', '.join(LAYOUTS)}]")
    if not isinstance(box.get("contents"), list):
        yield Fault(f"{where}/contents", "must be specified")
        return
    inside = ("text", "icon", "filler") if box.get("layout") == "baseline" else INSIDE
    for n, part in enumerate(box["contents"]):
        yield from _part(part, f"{where}/contents/{n}", inside)


def _text(text: dict[str, Any], where: str) -> Iterator[Fault]:
    spans = text.get("contents") or []
    if not spans and not (isinstance(text.get("text"), str) and text["text"]):
        yield Fault(f"{where}/text", "must be non-empty text")
    for n, span in enumerate(spans):
        yield from _part(span, f"{where}/contents/{n}", ("span",))


def _unknown(part: dict[str, Any], where: str) -> Iterator[Fault]:
    for name in part.keys() - PROPERTIES[part["type"]]:
        yield Fault(f"{where}/{name}", "unknown field")
