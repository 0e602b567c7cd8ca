"""The pieces that cards are set of, in the house's colours: every text wraps and grows with its reader's font size.

Lays out what it is given; knows nothing of summaries.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from bot.cutting import clipped
from bot.organising.orders import Order
from bot.organising.taps import LONGEST, data_of
from handlers.organising.asked import Message
from handlers.organising.saying import Way, action

INK, QUIET, FIELD, PAPER = "#1F2933", "#5F6B76", "#EEF3F1", "#FFFFFF"
TEAL, DEEP, GOLD, SAND, BROWN = "#0F766E", "#0B4F4A", "#B7791F", "#FBF3E2", "#7A4E0E"
GREY = "#B8C0C8"
HIDDEN = 4
"""How long the bar of a hidden figure is, in per cent: whatever the figure."""
MOST_BUTTONS = 5
_MOST_BYTES, _MOST_TOGETHER = 30 * 1024, 50 * 1024
_EMPTY = "–"
_JOINED = re.compile("(?<=[0-9]) | (?=[·–])|(?<![·–]) (?=[0-9])")
_SEEN = 2
_LABEL = 60


def words(text: str, size: str = "md", color: str = INK, **look: Any) -> Message:
    return {
        "type": "text",
        "text": text.strip() or _EMPTY,
        "size": size,
        "color": color,
        "wrap": True,
        "scaling": True,
        **look,
    }


def together(text: str) -> str:
    """A number stays on one line with what is around it, and no line begins with a dot or a dash."""
    return _JOINED.sub("\u00a0", text)


def spans(*told: tuple[str, str, str, str], **look: Any) -> Message:
    """One text of several looks; each piece is its text, size, colour and weight."""
    pieces = [
        {"type": "span", "text": text, "size": size, "color": color, "weight": weight}
        for text, size, color, weight in told
    ]
    return {"type": "text", "contents": pieces, "wrap": True, "scaling": True, **look}


def box(*parts: Message | None, layout: str = "vertical", **look: Any) -> Message:
    """What is None is left out."""
    return {"type": "box", "layout": layout, "contents": [part for part in parts if part], **look}


def row(*parts: Message | None, **look: Any) -> Message:
    return box(*parts, layout="horizontal", **look)


def panel(*parts: Message | None, color: str = FIELD, **look: Any) -> Message:
    """A tinted box with round corners."""
    return box(*parts, backgroundColor=color, cornerRadius="8px", paddingAll="12px", spacing="sm", **look)


def bar(percent: int, color: str, height: str = "10px") -> Message | None:
    """Of the width around it."""
    if not percent:
        return None
    return box(width=f"{percent}%", height=height, backgroundColor=color, cornerRadius="4px")


def percent(part: int, whole: int) -> int:
    """0 for nothing alone: what is more can be seen."""
    return min(100, max(_SEEN, part * 100 // whole)) if part > 0 and whole > 0 else 0


def heading(text: str) -> Message:
    return words(text, "sm", DEEP, weight="bold")


def head(*parts: Message | None, color: str = TEAL) -> Message:
    return box(*parts, backgroundColor=color, paddingAll="16px", spacing="xs")


def bubble(top: Message, body: Sequence[Message | None], buttons: Sequence[Message]) -> Message:
    made: Message = {"type": "bubble", "size": "mega", "header": top}
    if any(body):
        made["body"] = box(*body, spacing="md", paddingAll="16px")
    if buttons:
        made["footer"] = box(*buttons[:MOST_BUTTONS], spacing="sm", paddingAll="12px")
    return made


def buttons(*ways: Way) -> list[Message]:
    """The first stands out."""
    return [button(made, first=not n) for n, way in enumerate(ways) if (made := tap(*way))]


def button(made: Message, *, first: bool = False) -> Message:
    look = {"style": "primary", "color": TEAL} if first else {"style": "secondary", "color": FIELD}
    return {
        "type": "button",
        "action": made,
        "height": "sm",
        "scaling": True,
        "adjustMode": "shrink-to-fit",
        **look,
    }


def tap(label: str, order: Order) -> Message | None:
    """None for what does not fit on a button: LINE would refuse the whole message for it."""
    shown = clipped(label.strip(), _LABEL) or _EMPTY
    return action(shown, order) if len(data_of(order)) <= LONGEST else None


def message(alt: str, contents: Message) -> Message:
    return {"type": "flex", "altText": alt, "contents": contents}


def fits(made: Message) -> bool:
    """Counted with ASCII escapes: LINE does not say how it counts, and this is the most it can be."""
    contents = made["contents"]
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    return _size(contents) <= _MOST_TOGETHER and all(_size(each) <= _MOST_BYTES for each in bubbles)


def _size(part: Message) -> int:
    return len(json.dumps(part))
