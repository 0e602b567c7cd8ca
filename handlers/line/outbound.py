"""Dresses a turn's bubbles as LINE messages. Whatever comes in, what goes out is within LINE's limits."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.cutting import clipped, pieces
from bot.effects import MOST_BUTTONS, Button
from bot.given import Card
from bot.speech import Bubble
from bot.words import graphemes, utf16
from handlers.line.cards import NO_BUTTON, card, carousel, postback
from handlers.line.fields import text as whole

Message = dict[str, Any]

_MOST_MESSAGES = 5
_TEXT, _ALT_TEXT, _DATA, _DISPLAY, _ADDRESS = 5000, 400, 300, 300, 1000


def messages(bubbles: Sequence[Bubble]) -> list[Message]:
    """Up to five; the last one carries the buttons, because LINE shows no others."""
    clean = [_clean(bubble) for bubble in bubbles]
    shown = clean if len(clean) <= _MOST_MESSAGES else [*clean[: _MOST_MESSAGES - 1], clean[-1]]
    spare, made = _MOST_MESSAGES - len(shown), list[Message]()
    for bubble in shown:
        parts = _dressed(bubble, spare + 1)
        spare -= len(parts) - 1
        made += parts
    return _with_buttons(made, next(filter(None, map(_buttons, reversed(clean))), ()))


def _dressed(bubble: Bubble, most: int) -> list[Message]:
    contents = card(bubble) if bubble.card else carousel(bubble.cards)
    if contents:
        return [{"type": "flex", "altText": clipped(_words(bubble), _ALT_TEXT), "contents": contents}]
    return [
        {"type": "text", "text": piece} for piece in pieces(_words(bubble, *bubble.link[1:]), _TEXT, most)
    ]


def _words(bubble: Bubble, address: str = "") -> str:
    """All of a bubble as plain text, for the list of chats and wherever no card can be shown. The address only there:
    it may be secret, and the list of chats and notifications show themselves to whoever looks over a shoulder."""
    numbered = [f"{number}. {option}" for number, option in enumerate(bubble.options, 1)]
    blocks = [bubble.head, bubble.above, bubble.text, "\n".join(numbered), bubble.hint, address]
    return "\n\n".join(block for block in blocks if block.strip())


def _buttons(bubble: Bubble) -> tuple[Button, ...]:
    return tuple(button for button in (*bubble.lead, *bubble.buttons) if button != NO_BUTTON)


def _with_buttons(made: list[Message], buttons: tuple[Button, ...]) -> list[Message]:
    if not made or not buttons:
        return made
    items = [{"type": "action", "action": postback(button)} for button in buttons[:MOST_BUTTONS]]
    return [*made[:-1], {**made[-1], "quickReply": {"items": items}}]


def _clean(bubble: Bubble) -> Bubble:
    return replace(
        bubble,
        text=whole(bubble.text),
        head=whole(bubble.head),
        above=whole(bubble.above),
        hint=whole(bubble.hint),
        options=tuple(whole(option) for option in bubble.options),
        buttons=tuple(_sound(button) for button in bubble.buttons),
        lead=tuple(_sound(button) for button in bubble.lead),
        cards=tuple(_clean_card(card) for card in bubble.cards),
        link=bubble.link if utf16(bubble.link[1]) <= _ADDRESS else ("", ""),
    )


def _clean_card(each: Card) -> Card:
    return replace(
        each,
        text=whole(each.text),
        head=whole(each.head),
        foot=whole(each.foot),
        buttons=tuple(_sound(button) for button in each.buttons),
    )


def _sound(button: Button) -> Button:
    """Cut data would say something else, so a button that LINE would refuse becomes none."""
    label, data = whole(button.label).strip(), whole(button.data)
    if not label or not data or utf16(data) > _DATA:
        return NO_BUTTON
    return Button(clipped(clipped(label, _DISPLAY), _DISPLAY, graphemes), data, button.opens)
