"""Dresses what is said to an organiser as LINE messages with buttons. Decides nothing."""

from collections.abc import Sequence

from bot.cutting import clipped, pieces
from bot.effects import MOST_BUTTONS
from bot.organising.orders import Order
from bot.organising.taps import data_of
from bot.words import graphemes
from handlers.organising.asked import Answer, Message
from handlers.organising.words import worded

Way = tuple[str, Order]
"""A button: its label and what it orders."""
_TEXT, _LABEL, _MOST = 5000, 20, 5


def says(phrase: str, *ways: Way, **slots: object) -> Answer:
    return text(worded(phrase, **slots), *ways)


def text(words: str, *ways: Way) -> Answer:
    """In as many messages as LINE needs, up to five; the buttons hang on the last."""
    made: list[Message] = [{"type": "text", "text": piece} for piece in pieces(words, _TEXT, _MOST)]
    return with_ways(tuple(made), *ways)


def with_ways(answer: Answer, *ways: Way) -> Answer:
    if not answer or not ways:
        return answer
    items = [{"type": "action", "action": action(*way)} for way in ways[:MOST_BUTTONS]]
    return (*answer[:-1], {**answer[-1], "quickReply": {"items": items}})


def action(label: str, order: Order) -> Message:
    """A postback that shows its label in the chat."""
    shown = clipped(label, _LABEL, graphemes)
    return {"type": "postback", "label": shown, "data": data_of(order), "displayText": label[:300]}


def ways(*labelled: tuple[str, Order]) -> Sequence[Way]:
    """Phrases of labels, said."""
    return [(worded(phrase), order) for phrase, order in labelled]
