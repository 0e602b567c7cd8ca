"""Sets a question as a Flex bubble: large, wrapped, and growing with the reader's own font size.

Options can be tapped in the card too, because LINE for PC shows no quick replies. Never decides what to ask.
"""

import json
from typing import Any

from bot.cutting import clipped
from bot.effects import Button
from bot.given import Card
from bot.speech import Bubble
from bot.words import graphemes

Part = dict[str, Any]

_INK, _QUIET, _FIELD = "#1F2933", "#5F6B76", "#EEF3F1"
_MOST_BYTES = 30 * 1024
_MOST_TOGETHER = 50 * 1024
_MOST_CARDS = 12
_MOST_OPTIONS = 40
_LABEL = 20
NO_BUTTON = Button("", "")


def card(bubble: Bubble) -> Part | None:
    """None when there is nothing to set, or more than LINE takes; the words then go as plain text."""
    if not bubble.text.strip() or len(bubble.options) > _MOST_OPTIONS:
        return None
    parts = [
        _text(bubble.head, "sm", _QUIET),
        _text(bubble.above, "sm", _INK),
        _text(bubble.text, "lg", _INK),
    ]
    parts += [_option(number, option, bubble.buttons) for number, option in enumerate(bubble.options, 1)]
    parts += [_text(bubble.hint, "sm", _QUIET), _opening(*bubble.link)]
    made = {"type": "bubble", "body": _body(parts)}
    return made if _size(made) <= _MOST_BYTES else None


def carousel(cards: tuple[Card, ...]) -> Part | None:
    """Cards side by side; None when there are none, or more than LINE takes."""
    if not 1 <= len(cards) <= _MOST_CARDS:
        return None
    made = {"type": "carousel", "contents": [_beside(each) for each in cards]}
    return made if _size(made) <= _MOST_TOGETHER else None


def postback(button: Button) -> Part:
    label = clipped(button.label, _LABEL, graphemes)
    action = {"type": "postback", "label": label, "data": button.data, "displayText": button.label}
    return {**action, "inputOption": "openVoice"} if button.opens == "voice" else action


def _body(parts: list[Part | None]) -> Part:
    body = {"type": "box", "layout": "vertical", "spacing": "md", "paddingAll": "20px"}
    return {**body, "contents": [part for part in parts if part]}


def _beside(each: Card) -> Part:
    parts = [
        _text(each.head, "sm", _QUIET),
        _text(each.text or "–", "md", _INK),
        _text(each.foot, "sm", _QUIET),
    ]
    made: Part = {"type": "bubble", "size": "kilo", "body": _body(parts)}
    buttons = [_button(postback(button)) for button in each.buttons if button != NO_BUTTON]
    if not buttons:
        return made
    footer = {"type": "box", "layout": "vertical", "spacing": "sm", "contents": buttons}
    return {**made, "footer": footer}


def _opening(label: str, address: str) -> Part | None:
    return _button({"type": "uri", "label": label, "uri": address}) if address else None


def _button(action: Part) -> Part:
    look = {
        "style": "secondary",
        "height": "sm",
        "color": _FIELD,
        "scaling": True,
        "adjustMode": "shrink-to-fit",
    }
    return {"type": "button", "action": action, **look}


def _text(text: str, size: str, color: str) -> Part | None:
    if not text.strip():
        return None
    return {"type": "text", "text": text, "size": size, "color": color, "wrap": True, "scaling": True}


def _option(number: int, option: str, buttons: tuple[Button, ...]) -> Part:
    words = _text(f"{number}. {option}", "md", _INK)
    box = {"type": "box", "layout": "vertical", "paddingAll": "10px", "cornerRadius": "8px"}
    row: Part = {**box, "backgroundColor": _FIELD, "contents": [words]}
    if number <= len(buttons) and buttons[number - 1] != NO_BUTTON:
        row["action"] = postback(buttons[number - 1])
    return row


def _size(part: Part) -> int:
    """Counted with ASCII escapes: LINE does not say how it counts, and this is the most it can be."""
    return len(json.dumps(part))
